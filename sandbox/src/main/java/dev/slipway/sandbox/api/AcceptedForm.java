package dev.slipway.sandbox.api;

import dev.slipway.sandbox.status.ApiException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// In which form the client wants the answer.
enum AcceptedForm {
  /// The objects themselves.
  OBJECT,
  /// A `Table`.
  TABLE,
  /// Their metadata only.
  METADATA;

  /// Reads the header `Accept`; the first form that is known counts.
  ///
  /// @throws ApiException if none is known
  static AcceptedForm of(String accept) {
    if (accept.isBlank()) {
      return OBJECT;
    }
    for (String clause : accept.split(",")) {
      String[] parts = clause.trim().split(";");
      String media = parts[0].trim().toLowerCase(Locale.ROOT);
      boolean known =
          media.equals("application/json")
              || media.equals("application/yaml")
              || media.equals("application/*")
              || media.equals("*/*");
      if (known) {
        AcceptedForm form = form(parts);
        if (form != null) {
          return form;
        }
      }
    }
    throw ApiException.notAcceptable(
        "only the following media types are accepted: application/json, application/yaml");
  }

  private static @Nullable AcceptedForm form(String[] parts) {
    String as = parameter(parts, "as");
    return switch (as) {
      case "" -> OBJECT;
      case "Table" -> parameter(parts, "v").equals("v1") ? TABLE : null;
      case "PartialObjectMetadata", "PartialObjectMetadataList" -> METADATA;
      default -> null;
    };
  }

  /// A parameter of the first clause that has it, such as `as` of `application/json;as=Table`.
  static String parameter(String[] parts, String name) {
    for (String part : parts) {
      String text = part.trim();
      if (text.startsWith(name + "=")) {
        return text.substring(name.length() + 1);
      }
    }
    return "";
  }
}
