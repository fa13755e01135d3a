package dev.slipway.helmfile.patch;

import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a release's patches make of its objects. Confined to one thread.
public final class Patches {
  private final List<Map<String, @Nullable Object>> objects = new ArrayList<>();

  /// Patches for these objects, which are changed in place.
  public Patches(List<Map<String, @Nullable Object>> objects) {
    this.objects.addAll(objects);
  }

  /// The objects as they are now, in Kustomize's order.
  public List<Map<String, @Nullable Object>> objects() {
    Map<String, List<Map<String, @Nullable Object>>> byKey = new TreeMap<>();
    for (Map<String, @Nullable Object> object : objects) {
      byKey.computeIfAbsent(sortKey(object), _ -> new ArrayList<>()).add(object);
    }
    List<Map<String, @Nullable Object>> sorted = new ArrayList<>();
    byKey.values().forEach(sorted::addAll);
    return sorted;
  }

  private static String sortKey(Map<String, @Nullable Object> object) {
    ObjectId id = ObjectId.of(object);
    return id.group()
        + "_"
        + id.version()
        + "_"
        + id.kind()
        + "|"
        + id.namespace()
        + "|"
        + id.name();
  }

  /// Applies an entry of `jsonPatches`: a map with `target` and `patch`.
  ///
  /// @param name the entry's name in errors
  /// @throws HelmfileException if it is malformed or cannot be applied
  public void json(String name, Map<?, ?> entry) {
    if (!(entry.get("target") instanceof Map<?, ?> target)) {
      throw failed(name, "it has no 'target'", "say which objects: kind, name, namespace …");
    }
    if (!(entry.get("patch") instanceof List<?> operations)) {
      throw failed(name, "either \"path\" or \"patch\" must be set", "give the operations");
    }
    ObjectPattern pattern = ObjectPattern.of(target);
    List<Map<String, @Nullable Object>> patched = new ArrayList<>();
    for (Map<String, @Nullable Object> object : objects) {
      if (pattern.matches(object)) {
        try {
          patched.add(JsonPatch.apply(object, operations));
        } catch (HelmfileException e) {
          throw e.prefixed(name + " on " + ObjectId.of(object) + ": ");
        }
      } else {
        patched.add(object);
      }
    }
    objects.clear();
    objects.addAll(patched);
  }

  /// Applies an entry of `strategicMergePatches`: documents that name the objects they change.
  ///
  /// @param name the entry's name in errors
  /// @throws HelmfileException if it is malformed or no object has that name
  public void strategic(String name, String text) {
    for (Object document : Yaml.readAll(text)) {
      if (document == null) {
        continue;
      }
      if (!(document instanceof Map<?, ?> patch)) {
        throw failed(name, "it is no map", "give the parts of an object that change");
      }
      merge(name, stringKeys(patch));
    }
  }

  private void merge(String name, Map<String, @Nullable Object> patch) {
    ObjectId wanted = ObjectId.of(patch);
    boolean found = false;
    List<Map<String, @Nullable Object>> patched = new ArrayList<>();
    for (Map<String, @Nullable Object> object : objects) {
      if (!wanted.fits(ObjectId.of(object))) {
        patched.add(object);
        continue;
      }
      found = true;
      if (!"delete".equals(patch.get("$patch"))) {
        patched.add(StrategicMerge.apply(object, patch));
      }
    }
    if (!found) {
      throw failed(
          name,
          "no resource matches strategic merge patch " + wanted,
          "the chart renders " + known());
    }
    objects.clear();
    objects.addAll(patched);
  }

  private String known() {
    List<String> names = new ArrayList<>();
    for (Map<String, @Nullable Object> object : objects) {
      names.add(ObjectId.of(object).toString());
    }
    return String.join(", ", names);
  }

  static Map<String, @Nullable Object> stringKeys(Map<?, ?> map) {
    Map<String, @Nullable Object> out = LinkedHashMap.newLinkedHashMap(map.size());
    map.forEach((key, value) -> out.put(String.valueOf(key), value));
    return out;
  }

  private static HelmfileException failed(String name, String problem, String hint) {
    return new HelmfileException(
        dev.slipway.core.Diagnostic.error(HelmfileErrorCode.PATCH, name + ": " + problem)
            .withHint(hint));
  }
}
