package dev.slipway.chart.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A JSON schema that was read: its draft, its parts by their addresses, its patterns. For any
/// thread.
final class SchemaDocument {
  private static final String BASE = "file:///values.schema.json";

  private final Object root;
  private final int draft;
  private final Map<String, Object> byAddress = new HashMap<>();
  private final IdentityHashMap<Object, String> bases = new IdentityHashMap<>();
  private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();

  private SchemaDocument(Object root) {
    this.root = root;
    this.draft = root instanceof Map<?, ?> map ? draftOf(map.get("$schema")) : 2020;
    byAddress.put(BASE + "#", root);
    index(root, BASE);
  }

  /// Reads a schema.
  ///
  /// @throws YamlException if the text is no JSON
  static SchemaDocument parse(String json) {
    Object root = Json.read(json);
    return new SchemaDocument(root == null ? true : root);
  }

  Object root() {
    return root;
  }

  /// The draft: 4, 6, 7, 2019 or 2020.
  int draft() {
    return draft;
  }

  private static int draftOf(@Nullable Object schema) {
    if (!(schema instanceof String uri)) {
      return 2020;
    }
    for (String year : List.of("2019", "2020")) {
      if (uri.contains("draft/" + year)) {
        return Integer.parseInt(year);
      }
    }
    for (int number : new int[] {4, 6, 7}) {
      if (uri.contains("draft-0" + number)) {
        return number;
      }
    }
    return 2020;
  }

  /// Remembers the address of each part that has an identifier or an anchor.
  private void index(@Nullable Object node, String base) {
    if (node instanceof List<?> list) {
      list.forEach(item -> index(item, base));
      return;
    }
    if (!(node instanceof Map<?, ?> map)) {
      return;
    }
    String own = base;
    if (map.get(draft == 4 ? "id" : "$id") instanceof String id && !id.startsWith("#")) {
      own = resolve(base, id).replaceAll("#.*", "");
      byAddress.putIfAbsent(own + "#", map);
    } else if (draft < 2019 && map.get(draft == 4 ? "id" : "$id") instanceof String anchor) {
      byAddress.putIfAbsent(base + anchor, map);
    }
    for (String keyword : List.of("$anchor", "$dynamicAnchor")) {
      if (map.get(keyword) instanceof String anchor) {
        byAddress.putIfAbsent(own + "#" + anchor, map);
      }
    }
    bases.put(map, own);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!entry.getKey().equals("enum") && !entry.getKey().equals("const")) {
        index(entry.getValue(), own);
      }
    }
  }

  private static String resolve(String base, String reference) {
    try {
      return URI.create(base)
          .resolve(reference)
          .toString()
          .replaceFirst("^file:/(?!/)", "file:///");
    } catch (IllegalArgumentException _) {
      return reference;
    }
  }

  /// The part that a reference names.
  ///
  /// @param from the part that holds the reference
  /// @throws ChartException if there is none, or it is another document
  Object reference(Object from, String reference) {
    String address = resolve(bases.getOrDefault(from, BASE), reference);
    int hash = address.indexOf('#');
    String document = hash < 0 ? address : address.substring(0, hash);
    String fragment = hash < 0 ? "" : address.substring(hash + 1);
    Object found = byAddress.get(document + "#" + fragment);
    Object start = byAddress.get(document + "#");
    if (found == null && start != null) {
      found = fragment.startsWith("/") ? pointed(start, fragment) : null;
    } else if (found == null && MetaSchemas.isKnown(document)) {
      return true;
    }
    if (found == null) {
      throw unresolved(address, document, start != null);
    }
    return found;
  }

  private static ChartException unresolved(String address, String document, boolean inside) {
    return inside
        ? ChartException.of(
            ChartErrorCode.INVALID_SCHEMA,
            "json-pointer in " + GoFormat.quote(address) + " not found",
            "Correct the $ref in values.schema.json.")
        : ChartException.of(
            ChartErrorCode.INVALID_SCHEMA,
            "failing loading " + GoFormat.quote(document) + ": not loaded over the network",
            "Copy that schema into values.schema.json, or use --skip-schema-validation.");
  }

  private static @Nullable Object pointed(Object start, String pointer) {
    Object node = start;
    for (String token : pointer.substring(1).split("/", -1)) {
      String key =
          URLDecoder.decode(token.replace("+", "%2B"), StandardCharsets.UTF_8)
              .replace("~1", "/")
              .replace("~0", "~");
      if (node instanceof Map<?, ?> map) {
        node = map.get(key);
      } else if (node instanceof List<?> list && key.matches("0|[1-9][0-9]{0,8}")) {
        int index = Integer.parseInt(key);
        node = index < list.size() ? list.get(index) : null;
      } else {
        return null;
      }
    }
    return node;
  }

  /// A compiled pattern.
  ///
  /// @throws ChartException if Go cannot compile it
  Pattern pattern(String regex) {
    return patterns.computeIfAbsent(regex, SchemaDocument::compile);
  }

  private static Pattern compile(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw ChartException.of(
          ChartErrorCode.INVALID_SCHEMA,
          "invalid regex " + GoFormat.quote(regex) + ": " + e.getMessage(),
          "Go's regular expressions have no look-ahead and no back-references.");
    }
  }

  /// The documents that describe schemas themselves.
  private static final class MetaSchemas {
    static boolean isKnown(String address) {
      return address.startsWith("http://json-schema.org/")
          || address.startsWith("https://json-schema.org/");
    }
  }
}
