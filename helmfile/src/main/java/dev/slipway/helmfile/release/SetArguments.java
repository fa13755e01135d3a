package dev.slipway.helmfile.release;

import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.state.Release;
import dev.slipway.helmfile.state.SetValue;
import dev.slipway.helmfile.template.SecretReferences;
import dev.slipway.yaml.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The `--set`, `--set-string` and `--set-file` that helmfile makes of a release's `set`,
/// `setString` and `env` (pkg/state/state.go, `setFlags`): commas and braces of names and values
/// are escaped, those of lists' items too.
///
/// @param set for `--set`
/// @param strings for `--set-string`
/// @param files for `--set-file`
record SetArguments(List<String> set, List<String> strings, List<String> files) {
  /// The arguments of a release.
  ///
  /// @param references resolves `ref+…`
  /// @param path the absolute path of a file that an entry names
  /// @param variable the value of an environment variable, or null
  static SetArguments of(
      Release release,
      SecretReferences references,
      UnaryOperator<String> path,
      Function<String, @Nullable String> variable) {
    List<String> set = new ArrayList<>();
    List<String> strings = new ArrayList<>();
    List<String> files = new ArrayList<>();
    for (SetValue entry : release.set()) {
      if (entry.value().isEmpty() && !entry.file().isEmpty()) {
        files.add(escape(entry.name()) + "=" + path.apply(entry.file()));
      } else {
        addText(entry, references, set);
      }
    }
    for (SetValue entry : release.setString()) {
      addText(entry, references, strings);
    }
    addVariables(release, variable, set);
    return new SetArguments(set, strings, files);
  }

  private static void addText(SetValue entry, SecretReferences references, List<String> out) {
    if (!entry.value().isEmpty()) {
      out.add(escape(entry.name()) + "=" + escape(resolved(entry.value(), references)));
    } else if (!entry.values().isEmpty()) {
      List<String> items = new ArrayList<>();
      for (Object item : entry.values()) {
        items.add(escape(item instanceof String s ? resolved(s, references) : Json.write(item)));
      }
      out.add(escape(entry.name()) + "={" + String.join(",", items) + "}");
    }
  }

  private static String resolved(String text, SecretReferences references) {
    return text.contains("ref+")
        ? String.valueOf(references.expand(Map.of("value", text)).get("value"))
        : text;
  }

  private static void addVariables(
      Release release, Function<String, @Nullable String> variable, List<String> set) {
    List<String> pairs = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (SetValue entry : release.env()) {
      String value = variable.apply(entry.value());
      if (value == null) {
        missing.add("\t" + entry.value());
      } else {
        pairs.add(escape(entry.name()) + "=" + escape(value));
      }
    }
    if (!missing.isEmpty()) {
      throw new HelmfileException(
          HelmfileErrorCode.INVALID_VALUES,
          "Environment Variables not found. Please make sure they are set and try again:\n"
              + String.join("\n", missing));
    }
    if (!pairs.isEmpty()) {
      set.add(String.join(",", pairs));
    }
  }

  private static String escape(String text) {
    return text.replace("{", "\\{").replace("}", "\\}").replace(",", "\\,");
  }
}
