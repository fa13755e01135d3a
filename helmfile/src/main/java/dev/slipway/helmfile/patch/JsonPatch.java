package dev.slipway.helmfile.patch;

import dev.slipway.chart.values.ValueTrees;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// JSON patches: RFC 6902. Stateless.
final class JsonPatch {
  private final Map<String, @Nullable Object> root;

  private JsonPatch(Map<String, @Nullable Object> root) {
    this.root = root;
  }

  /// A changed copy.
  ///
  /// @throws HelmfileException if an operation is malformed or cannot be applied
  static Map<String, @Nullable Object> apply(
      Map<String, @Nullable Object> object, List<?> operations) {
    JsonPatch patch = new JsonPatch(ValueTrees.copy(object));
    for (Object each : operations) {
      if (!(each instanceof Map<?, ?> operation)) {
        throw failed("an operation is no map");
      }
      patch.apply(operation);
    }
    return patch.root;
  }

  private void apply(Map<?, ?> operation) {
    String path = pointer(operation, "path");
    Object value = copy(operation.get("value"));
    switch (String.valueOf(operation.get("op"))) {
      case "add" -> add(path, value);
      case "remove" -> remove(path);
      case "replace" -> {
        get(path);
        set(path, value);
      }
      case "move" -> {
        String from = pointer(operation, "from");
        Object moved = get(from);
        remove(from);
        add(path, moved);
      }
      case "copy" -> add(path, copy(get(pointer(operation, "from"))));
      case "test" -> {
        if (!same(get(path), value)) {
          throw failed("testing value " + path + " failed");
        }
      }
      default -> throw failed("unexpected kind of operation: " + operation.get("op"));
    }
  }

  private static String pointer(Map<?, ?> operation, String key) {
    if (operation.get(key) instanceof String text && (text.isEmpty() || text.startsWith("/"))) {
      return text;
    }
    throw failed("operation " + operation.get("op") + " has no valid '" + key + "'");
  }

  private static boolean same(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      return x.doubleValue() == y.doubleValue();
    }
    return Objects.equals(a, b);
  }

  private static @Nullable Object copy(@Nullable Object value) {
    return ValueTrees.copy(java.util.Collections.singletonMap("value", value)).get("value");
  }

  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.substring(1).split("/", -1)) {
      parts.add(part.replace("~1", "/").replace("~0", "~"));
    }
    return parts;
  }

  private @Nullable Object get(String path) {
    Object current = root;
    if (path.isEmpty()) {
      return current;
    }
    for (String part : parts(path)) {
      current = child(current, part, path);
    }
    return current;
  }

  private static @Nullable Object child(@Nullable Object parent, String part, String path) {
    if (parent instanceof Map<?, ?> map && map.containsKey(part)) {
      return map.get(part);
    }
    if (parent instanceof List<?> list) {
      return list.get(index(part, list.size() - 1, path));
    }
    throw failed("doc is missing path: " + path + ": missing value");
  }

  private static int index(String part, int last, String path) {
    try {
      int index = Integer.parseInt(part);
      int counted = index < 0 ? last + 1 + index : index;
      if (counted >= 0 && counted <= last) {
        return counted;
      }
    } catch (NumberFormatException _) {
      throw failed("the part '" + part + "' of " + path + " is no index of a list");
    }
    throw failed("unable to access invalid index " + part + " of " + path);
  }

  private @Nullable Object parent(List<String> parts, String path) {
    Object current = root;
    for (String part : parts.subList(0, parts.size() - 1)) {
      current = child(current, part, path);
    }
    return current;
  }

  private void add(String path, @Nullable Object value) {
    List<String> parts = partsOf(path);
    Object parent = parent(parts, path);
    if (parent instanceof List<?>) {
      List<@Nullable Object> list = list(parent);
      String last = parts.getLast();
      list.add(last.equals("-") ? list.size() : index(last, list.size(), path), value);
    } else {
      put(parent, parts.getLast(), value, path);
    }
  }

  private void set(String path, @Nullable Object value) {
    List<String> parts = partsOf(path);
    Object parent = parent(parts, path);
    if (parent instanceof List<?>) {
      List<@Nullable Object> list = list(parent);
      list.set(index(parts.getLast(), list.size() - 1, path), value);
    } else {
      put(parent, parts.getLast(), value, path);
    }
  }

  private void remove(String path) {
    get(path);
    List<String> parts = partsOf(path);
    Object parent = parent(parts, path);
    if (parent instanceof List<?>) {
      List<@Nullable Object> list = list(parent);
      list.remove(index(parts.getLast(), list.size() - 1, path));
    } else {
      Map<String, @Nullable Object> map = ValueTrees.table(parent);
      if (map != null) {
        map.remove(parts.getLast());
      }
    }
  }

  private static List<String> partsOf(String path) {
    if (path.isEmpty()) {
      throw failed("an object as a whole cannot be replaced by a patch");
    }
    return parts(path);
  }

  private static void put(
      @Nullable Object parent, String key, @Nullable Object value, String path) {
    Map<String, @Nullable Object> map = ValueTrees.table(parent);
    if (map == null) {
      throw failed("doc is missing path: " + path + ": missing value");
    }
    map.put(key, value);
  }

  @SuppressWarnings("unchecked")
  private static List<@Nullable Object> list(Object value) {
    return (List<@Nullable Object>) value;
  }

  private static HelmfileException failed(String message) {
    return new HelmfileException(HelmfileErrorCode.PATCH, message);
  }
}
