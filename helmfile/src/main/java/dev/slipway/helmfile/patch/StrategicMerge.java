package dev.slipway.helmfile.patch;

import dev.slipway.chart.values.ValueTrees;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Strategic merge patches: maps are merged, null removes, lists whose items have a key in
/// Kubernetes' own types are merged by it, others are replaced. Items of the patch come first, as
/// Kustomize has it. Stateless.
final class StrategicMerge {
  /// The keys by which lists of Kubernetes' own types are merged, by the list's field.
  private static final Map<String, List<String>> KEYS =
      Map.ofEntries(
          Map.entry("containers", List.of("name")),
          Map.entry("initContainers", List.of("name")),
          Map.entry("ephemeralContainers", List.of("name")),
          Map.entry("volumes", List.of("name")),
          Map.entry("env", List.of("name")),
          Map.entry("imagePullSecrets", List.of("name")),
          Map.entry("secrets", List.of("name")),
          Map.entry("webhooks", List.of("name")),
          Map.entry("resourceClaims", List.of("name")),
          Map.entry("volumeMounts", List.of("mountPath")),
          Map.entry("volumeDevices", List.of("devicePath")),
          Map.entry("hostAliases", List.of("ip")),
          Map.entry("topologySpreadConstraints", List.of("topologyKey")),
          Map.entry("conditions", List.of("type")),
          Map.entry("ownerReferences", List.of("uid")),
          Map.entry("ports", List.of("containerPort", "port")));

  /// The API groups whose types are Kubernetes' own; lists of all others are replaced.
  private static final Set<String> OWN_GROUPS =
      Set.of(
          "",
          "apps",
          "batch",
          "autoscaling",
          "policy",
          "extensions",
          "networking.k8s.io",
          "rbac.authorization.k8s.io",
          "storage.k8s.io",
          "admissionregistration.k8s.io");

  private static final String DIRECTIVE = "$patch";

  private StrategicMerge() {}

  /// The object with the patch merged in; neither is changed.
  static Map<String, @Nullable Object> apply(
      Map<String, @Nullable Object> object, Map<String, @Nullable Object> patch) {
    boolean own = OWN_GROUPS.contains(ObjectId.of(object).group());
    return map(object, patch, own);
  }

  private static Map<String, @Nullable Object> map(
      Map<String, @Nullable Object> base, Map<String, @Nullable Object> patch, boolean own) {
    if ("replace".equals(patch.get(DIRECTIVE))) {
      return cleaned(patch);
    }
    Map<String, @Nullable Object> out = new LinkedHashMap<>(base);
    patch.forEach((key, value) -> {
      if (key.equals(DIRECTIVE)) {
        return;
      }
      if (value == null) {
        out.remove(key);
      } else {
        out.put(key, value(key, out.get(key), value, own));
      }
    });
    out.values()
        .removeIf(value -> value instanceof Map<?, ?> map && "delete".equals(map.get(DIRECTIVE)));
    return out;
  }

  private static @Nullable Object value(
      String key, @Nullable Object base, Object patch, boolean own) {
    Map<String, @Nullable Object> over = ValueTrees.table(patch);
    if (over != null) {
      if ("delete".equals(over.get(DIRECTIVE))) {
        return over;
      }
      Map<String, @Nullable Object> under = ValueTrees.table(base);
      return under == null ? cleaned(over) : map(under, over, own);
    }
    if (patch instanceof List<?> items) {
      List<String> keys = own ? KEYS.getOrDefault(key, List.of()) : List.of();
      List<?> before = base instanceof List<?> list ? list : List.of();
      return keys.isEmpty() ? items : list(before, items, keys, own);
    }
    return patch;
  }

  private static List<@Nullable Object> list(
      List<?> base, List<?> patch, List<String> keys, boolean own) {
    List<@Nullable Object> out = new ArrayList<>();
    Set<Object> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    boolean replace = patch.stream().anyMatch(StrategicMerge::replacesAll);
    for (Object item : patch) {
      Map<String, @Nullable Object> over = ValueTrees.table(item);
      if (over == null) {
        out.add(item);
        continue;
      }
      if (replacesAll(over)) {
        continue;
      }
      Map<String, @Nullable Object> under = replace ? null : find(base, over, keys);
      if (under != null) {
        taken.add(under);
      }
      if (!"delete".equals(over.get(DIRECTIVE))) {
        out.add(under == null ? cleaned(over) : map(under, over, own));
      }
    }
    for (Object item : base) {
      if (!replace && !taken.contains(item)) {
        out.add(item);
      }
    }
    return out;
  }

  /// An item that is nothing but the order to replace the whole list.
  private static boolean replacesAll(@Nullable Object item) {
    return item instanceof Map<?, ?> map && map.size() == 1 && "replace".equals(map.get(DIRECTIVE));
  }

  private static @Nullable Map<String, @Nullable Object> find(
      List<?> base, Map<String, @Nullable Object> wanted, List<String> keys) {
    for (String key : keys) {
      if (wanted.containsKey(key)) {
        for (Object item : base) {
          Map<String, @Nullable Object> found = ValueTrees.table(item);
          if (found != null
              && same(found.get(key), wanted.get(key))
              && protocol(found).equals(protocol(wanted))) {
            return found;
          }
        }
        return null;
      }
    }
    return null;
  }

  private static boolean same(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      return x.doubleValue() == y.doubleValue();
    }
    return Objects.equals(a, b);
  }

  /// Ports are told apart by their protocol, too, which is TCP unless stated.
  private static Object protocol(Map<String, @Nullable Object> item) {
    Object protocol = item.get("protocol");
    return protocol == null ? "TCP" : protocol;
  }

  private static Map<String, @Nullable Object> cleaned(Map<String, @Nullable Object> patch) {
    Map<String, @Nullable Object> out = ValueTrees.copy(patch);
    out.remove(DIRECTIVE);
    out.values().removeIf(Objects::isNull);
    return out;
  }
}
