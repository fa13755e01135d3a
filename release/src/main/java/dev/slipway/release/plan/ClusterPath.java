package dev.slipway.release.plan;

import dev.slipway.object.KubeObject;
import dev.slipway.release.fields.ListItems;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds fields by paths as a cluster writes them in conflicts: `.spec.replicas`,
/// `.spec.template.spec.containers[name="web"].image`, `.metadata.labels.app.kubernetes.io/name`.
/// Dots in names are not marked there: the longest name that fits is meant.
public final class ClusterPath {
  private ClusterPath() {}

  /// The object without these fields.
  public static KubeObject without(KubeObject object, List<String> fields) {
    Map<String, @Nullable Object> tree = object.copy();
    for (String field : fields) {
      remove(tree, field);
    }
    return KubeObject.of(tree);
  }

  /// The value of a field; empty if there is none.
  public static Optional<Object> find(KubeObject object, String field) {
    return Optional.ofNullable(find((Object) object.copy(), field));
  }

  private static @Nullable Object find(@Nullable Object at, String path) {
    if (path.isEmpty()) {
      return at;
    }
    if (path.startsWith(".") && at instanceof Map<?, ?> map) {
      String name = longest(map, path.substring(1));
      return name == null ? null : find(map.get(name), path.substring(1 + name.length()));
    }
    if (path.startsWith("[") && at instanceof List<?> list) {
      int end = closing(path);
      int index = end < 0 ? -1 : place(list, path.substring(1, end));
      return index < 0 ? null : find(list.get(index), path.substring(end + 1));
    }
    return null;
  }

  private static void remove(@Nullable Object at, String path) {
    if (path.startsWith(".") && at instanceof Map<?, ?> map) {
      String rest = path.substring(1);
      String name = longest(map, rest);
      if (name == null) {
        return;
      }
      if (name.length() == rest.length()) {
        map.remove(name);
      } else {
        remove(map.get(name), rest.substring(name.length()));
      }
    } else if (path.startsWith("[") && at instanceof List<?> list) {
      int end = closing(path);
      int index = end < 0 ? -1 : place(list, path.substring(1, end));
      if (index < 0) {
        return;
      }
      if (end + 1 == path.length()) {
        list.remove(index);
      } else {
        remove(list.get(index), path.substring(end + 1));
      }
    }
  }

  /// Where the bracket at the beginning ends; values may hold brackets themselves.
  private static int closing(String path) {
    boolean quoted = false;
    for (int i = 1; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ']' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable String longest(Map<?, ?> map, String path) {
    String longest = null;
    for (Object key : map.keySet()) {
      String name = (String) key;
      boolean fits =
          path.startsWith(name)
              && (path.length() == name.length() || ".[".indexOf(path.charAt(name.length())) >= 0);
      if (fits && (longest == null || name.length() > longest.length())) {
        longest = name;
      }
    }
    return longest;
  }

  /// The place of the item that `name="web",port=80` or `="value"` or `3` means, or -1.
  private static int place(List<?> list, String element) {
    try {
      if (element.startsWith("=")) {
        return list.indexOf(Json.readExact(element.substring(1)));
      }
      if (element.indexOf('=') < 0) {
        int index = Integer.parseInt(element);
        return index < list.size() ? index : -1;
      }
      Map<String, Object> keys = new LinkedHashMap<>();
      for (String pair : element.split(",", -1)) {
        int equals = pair.indexOf('=');
        Object value = equals < 0 ? null : Json.readExact(pair.substring(equals + 1));
        if (value != null) {
          keys.put(pair.substring(0, equals), value);
        }
      }
      return keys.isEmpty() ? -1 : ListItems.indexOf(list, keys);
    } catch (YamlException | NumberFormatException _) {
      // A form that this program does not know names no item.
      return -1;
    }
  }
}
