package dev.slipway.helmfile.state;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a nested helmfile takes over from its parent: `inherits`.
///
/// @param fields the parent's fields that it asked for
/// @param environment the parent's environment if it asked for it
record Inheritance(SpecMap fields, @Nullable EnvironmentValues environment) {
  private static final List<String> ALLOWED =
      List.of(
          "repositories",
          "helmDefaults",
          "commonLabels",
          "apiVersions",
          "kubeVersion",
          "templates",
          "environments");

  /// What is wrong with an entry's `inherits`, or null.
  static @Nullable String problem(List<?> inherits, String path) {
    if (!inherits.isEmpty() && path.isEmpty()) {
      return "found 'inherits' definition without path: " + inherits;
    }
    for (Object key : inherits) {
      if (!ALLOWED.contains(String.valueOf(key))) {
        return "invalid inherits entry \""
            + key
            + "\" for path \""
            + path
            + "\": allowed values are "
            + ALLOWED;
      }
    }
    return null;
  }

  /// What `keys` ask for of the parent.
  static Inheritance of(LoadedFile parent, List<String> keys) {
    SpecMap fields = new SpecMap();
    for (String key : keys) {
      Object value = parent.fields().get(key);
      if (value != null && !key.equals("environments")) {
        fields.put(key, value);
      }
    }
    return new Inheritance(fields, keys.contains("environments") ? parent.environment() : null);
  }

  /// Fills the gaps of the child: its own fields count more.
  void mergeInto(SpecMap child) {
    if (fields.get("repositories") instanceof List<?> list) {
      child.put("repositories", repositories(list, child));
    }
    if (fields.get("apiVersions") instanceof List<?> list) {
      Set<@Nullable Object> all = new LinkedHashSet<>(list);
      all.addAll(child.get("apiVersions") instanceof List<?> own ? own : List.of());
      child.put("apiVersions", new java.util.ArrayList<>(all));
    }
    if (fields.get("helmDefaults") instanceof SpecMap defaults) {
      SpecMap merged =
          child.get("helmDefaults") instanceof SpecMap own ? new SpecMap(own) : new SpecMap();
      SpecMerge.FILL.merge(merged, defaults, Spec.HELM_DEFAULTS);
      child.put("helmDefaults", merged);
    }
    for (String key : List.of("commonLabels", "templates")) {
      if (fields.get(key) instanceof Map<?, ?> map) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(Fields.stringKeys(map));
        if (child.get(key) instanceof Map<?, ?> own) {
          merged.putAll(Fields.stringKeys(own));
        }
        child.put(key, merged);
      }
    }
    if (child.text("kubeVersion").isEmpty() && fields.containsKey("kubeVersion")) {
      child.put("kubeVersion", fields.get("kubeVersion"));
    }
  }

  private static List<@Nullable Object> repositories(List<?> parents, SpecMap child) {
    Map<String, @Nullable Object> byName = new LinkedHashMap<>();
    List<?> own = child.get("repositories") instanceof List<?> list ? list : List.of();
    for (List<?> list : List.of(parents, own)) {
      for (Object item : list) {
        if (item instanceof SpecMap repository) {
          byName.remove(repository.text("name"));
          byName.put(repository.text("name"), repository);
        }
      }
    }
    return new java.util.ArrayList<>(byName.values());
  }
}
