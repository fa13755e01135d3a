package dev.slipway.object.schema;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A named schema.
///
/// @param alias what it is when it has no fields of its own, or null
/// @param fields its fields
/// @param required the names of those that must be there
/// @param atomic whether it is replaced as a whole
record Definition(
    @Nullable KubeSchema alias,
    Map<String, KubeSchema> fields,
    Set<String> required,
    boolean atomic) {
  /// Reads a body as compat/vectors/openapi writes it.
  static Definition parse(KubeSchemas schemas, String text) {
    boolean atomic = text.startsWith("~");
    String body = atomic ? text.substring(1) : text;
    Map<String, KubeSchema> fields = new LinkedHashMap<>();
    Set<String> required = new LinkedHashSet<>();
    if (body.startsWith("=")) {
      return new Definition(KubeSchema.parse(schemas, body.substring(1)), fields, required, atomic);
    }
    int at = 0;
    while (at < body.length()) {
      int blank = body.indexOf(' ', at);
      int end = blank < 0 ? body.length() : blank;
      int colon = body.indexOf(':', at);
      boolean must = body.charAt(colon - 1) == '!';
      String name = body.substring(at, must ? colon - 1 : colon);
      fields.put(name, KubeSchema.parse(schemas, body.substring(colon + 1, end)));
      if (must) {
        required.add(name);
      }
      at = end + 1;
    }
    return new Definition(null, fields, required, atomic);
  }
}
