package dev.slipway.release.plan;

import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Environment variables that a container states twice. Clients that send whole objects get by with
/// that, and containers see the last one; server-side apply refuses it (`duplicate entries for
/// key`), since the name tells the entries apart. So only the last one is sent, in the place of the
/// first.
final class EnvironmentLists {
  private static final Set<String> CONTAINERS =
      Set.of("containers", "initContainers", "ephemeralContainers");

  private EnvironmentLists() {}

  /// The object without the entries that later ones hide.
  ///
  /// @param hidden is told of each in words
  static KubeObject withoutHidden(KubeObject object, Consumer<String> hidden) {
    Map<String, @Nullable Object> changed = changed(object.map("spec"), hidden);
    if (changed == null) {
      return object;
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(object.tree());
    tree.put("spec", changed);
    return KubeObject.of(tree);
  }

  /// A map without what is hidden below it; null if that is nothing.
  private static @Nullable Map<String, @Nullable Object> changed(
      Map<String, @Nullable Object> map, Consumer<String> hidden) {
    Map<String, @Nullable Object> changed = null;
    for (Map.Entry<String, @Nullable Object> entry : map.entrySet()) {
      Object now = null;
      if (CONTAINERS.contains(entry.getKey()) && entry.getValue() instanceof List<?> list) {
        now = changed(list, hidden);
      } else if (entry.getValue() instanceof Map<?, ?> inner) {
        now = changed(tree(inner), hidden);
      }
      if (now != null) {
        changed = changed == null ? new LinkedHashMap<>(map) : changed;
        changed.put(entry.getKey(), now);
      }
    }
    return changed;
  }

  private static @Nullable List<@Nullable Object> changed(
      List<?> containers, Consumer<String> hidden) {
    List<@Nullable Object> changed = null;
    for (int i = 0; i < containers.size(); i++) {
      if (containers.get(i) instanceof Map<?, ?> container
          && container.get("env") instanceof List<?> entries) {
        List<?> last = lastOnes(entries, String.valueOf(container.get("name")), hidden);
        if (last.size() < entries.size()) {
          Map<String, @Nullable Object> other = new LinkedHashMap<>(tree(container));
          other.put("env", last);
          changed = changed == null ? new ArrayList<>(containers) : changed;
          changed.set(i, other);
        }
      }
    }
    return changed;
  }

  private static List<?> lastOnes(List<?> entries, String container, Consumer<String> hidden) {
    Map<Object, @Nullable Object> byName = new LinkedHashMap<>();
    Set<Object> repeated = new LinkedHashSet<>();
    for (Object entry : entries) {
      Object name = entry instanceof Map<?, ?> map ? map.get("name") : null;
      if (name == null) {
        return entries;
      }
      if (byName.put(name, entry) != null) {
        repeated.add(name);
      }
    }
    repeated.forEach(name ->
        hidden.accept(
            "environment variable "
                + name
                + " stands more than once in container "
                + container
                + ": the last one counts"));
    return repeated.isEmpty() ? entries : new ArrayList<>(byName.values());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> tree(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) map;
  }
}
