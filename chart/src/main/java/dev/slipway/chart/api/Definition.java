package dev.slipway.chart.api;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A schema.
///
/// @param alias what it is when it has no fields, or null
/// @param fields its fields
/// @param required the names of those that must be there
record Definition(@Nullable FieldType alias, Map<String, FieldType> fields, Set<String> required) {
  /// Reads a body as compat/vectors/openapi writes it.
  static Definition parse(String body) {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    Set<String> required = new LinkedHashSet<>();
    if (body.startsWith("=")) {
      return new Definition(FieldType.parse(body.substring(1)), fields, required);
    }
    int at = 0;
    while (at < body.length()) {
      int end = body.indexOf(' ', at);
      String field = body.substring(at, end < 0 ? body.length() : end);
      int colon = field.lastIndexOf(':');
      boolean must = field.charAt(colon - 1) == '!';
      String name = field.substring(0, must ? colon - 1 : colon);
      fields.put(name, FieldType.parse(field.substring(colon + 1)));
      if (must) {
        required.add(name);
      }
      at += field.length() + 1;
    }
    return new Definition(null, fields, required);
  }
}
