package dev.slipway.sandbox.rule;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.yaml.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Go writes for an empty object of a built-in kind, as compat/vectors/empty recorded it. The
/// real server compares new objects with it: structs that are always written, such as `spec`, are
/// no field that somebody added.
public final class EmptyForms {
  private static final String RESOURCE = "empty.txt";

  private static final class Loaded {
    static final Map<String, String> ALL = read();
  }

  private EmptyForms() {}

  /// The empty object of a kind; null for a custom one, of which nothing is written.
  public static @Nullable KubeObject of(ResourceType type) {
    if (type.custom() != null) {
      return null;
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", type.apiVersion());
    tree.put("kind", type.kind());
    tree.put("metadata", new LinkedHashMap<String, @Nullable Object>());
    String json = Loaded.ALL.get(type.apiVersion() + " " + type.kind());
    Map<String, @Nullable Object> more = json == null ? null : Fields.asMap(Json.readExact(json));
    if (more != null) {
      tree.putAll(more);
    }
    return KubeObject.of(tree);
  }

  /// Adds the fields beside `spec` and `status` that are written even when nothing is in them, such
  /// as the times of an event.
  public static void fill(ResourceType type, Map<String, @Nullable Object> tree) {
    KubeObject empty = of(type);
    if (empty != null) {
      empty
          .tree()
          .forEach((name, value) -> {
            if (!(value instanceof Map)) {
              tree.putIfAbsent(name, value);
            }
          });
    }
  }

  private static Map<String, String> read() {
    Map<String, String> forms = new HashMap<>();
    for (String line : text().split("\n")) {
      int kind = line.indexOf(' ', line.indexOf(' ') + 1);
      forms.put(line.substring(0, kind), line.substring(kind + 1));
    }
    return forms;
  }

  private static String text() {
    try (InputStream in = EmptyForms.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + RESOURCE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
