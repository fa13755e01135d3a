package dev.slipway.sandbox.rule;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.status.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Custom resource definitions. Their names are accepted right after they are stored.
final class DefinitionRule implements KindRule {
  @Override
  public void defaults(Map<String, @Nullable Object> tree) {
    Map<String, @Nullable Object> spec = Fields.map(tree, "spec");
    Map<String, @Nullable Object> names = Fields.map(spec, "names");
    String kind = Fields.text(names, "kind");
    if (!kind.isEmpty()) {
      Fields.initText(names, "singular", kind.toLowerCase(Locale.ROOT));
      Fields.initText(names, "listKind", kind + "List");
    }
    Fields.initText(Fields.map(spec, "conversion"), "strategy", "None");
  }

  @Override
  public void prepareCreate(Map<String, @Nullable Object> tree) {
    Fields.map(tree, "status").put("storedVersions", new ArrayList<>(storage(tree)));
  }

  private static List<String> storage(Map<String, @Nullable Object> tree) {
    List<String> stored = new ArrayList<>();
    for (Map<String, @Nullable Object> version : Fields.maps(tree, "spec", "versions")) {
      if (Boolean.TRUE.equals(version.get("storage"))) {
        stored.add(Fields.text(version, "name"));
      }
    }
    return stored;
  }

  @Override
  public void prepareUpdate(Map<String, @Nullable Object> tree, KubeObject old) {
    Map<String, @Nullable Object> status = new LinkedHashMap<>(KubeObject.of(tree).map("status"));
    Set<String> stored = new LinkedHashSet<>(Fields.texts(status, "storedVersions"));
    stored.addAll(storage(tree));
    status.put("storedVersions", new ArrayList<>(stored));
    tree.put("status", status);
  }

  @Override
  public void validate(KubeObject object, List<FieldError> errors) {
    String group = object.text("spec", "group");
    String plural = object.text("spec", "names", "plural");
    if (group.isEmpty()) {
      errors.add(FieldError.required("spec.group", ""));
    } else if (!group.contains(".")) {
      errors.add(
          FieldError.invalid("spec.group", group, "should be a domain with at least one dot"));
    }
    if (!object.name().equals(plural + "." + group)) {
      errors.add(
          FieldError.invalid(
              "metadata.name", object.name(), "must be spec.names.plural+\".\"+spec.group"));
    }
    String scope = object.text("spec", "scope");
    if (scope.isEmpty()) {
      errors.add(FieldError.required("spec.scope", ""));
    } else if (!List.of("Cluster", "Namespaced").contains(scope)) {
      errors.add(FieldError.notSupported("spec.scope", scope, List.of("Cluster", "Namespaced")));
    }
    for (String field : List.of("plural", "singular", "kind", "listKind")) {
      if (object.text("spec", "names", field).isEmpty()) {
        errors.add(FieldError.required("spec.names." + field, ""));
      }
    }
    versions(object, errors);
  }

  private static void versions(KubeObject object, List<FieldError> errors) {
    List<Map<String, @Nullable Object>> versions = object.maps("spec", "versions");
    if (storage(object.tree()).size() != 1) {
      errors.add(
          FieldError.invalid(
              "spec.versions",
              versions,
              "must have exactly one version marked as storage version"));
    }
    for (int i = 0; i < versions.size(); i++) {
      String path = "spec.versions[" + i + "]";
      if (Fields.text(versions.get(i), "name").isEmpty()) {
        errors.add(FieldError.required(path + ".name", ""));
      }
      if (Fields.value(versions.get(i), "schema", "openAPIV3Schema") == null) {
        errors.add(FieldError.required(path + ".schema.openAPIV3Schema", "schemas are required"));
      }
    }
  }

  @Override
  public void validateUpdate(KubeObject object, KubeObject old, List<FieldError> errors) {
    for (String[] path :
        List.of(
            new String[] {"spec", "group"},
            new String[] {"spec", "scope"},
            new String[] {"spec", "names", "kind"},
            new String[] {"spec", "names", "plural"})) {
      Object now = object.get(path);
      if (!Objects.equals(now, old.get(path))) {
        errors.add(FieldError.invalid(String.join(".", path), now, "field is immutable"));
      }
    }
    Set<String> names = new LinkedHashSet<>();
    for (Map<String, @Nullable Object> version : object.maps("spec", "versions")) {
      names.add(Fields.text(version, "name"));
    }
    List<@Nullable Object> stored = old.list("status", "storedVersions");
    for (int i = 0; i < stored.size(); i++) {
      if (stored.get(i) instanceof String version && !names.contains(version)) {
        errors.add(
            FieldError.invalid(
                "status.storedVersions[" + i + "]",
                version,
                "missing from spec.versions; "
                    + version
                    + " was previously a storage version, and must remain in spec.versions until a"
                    + " storage migration ensures no data remains persisted in "
                    + version
                    + " and removes "
                    + version
                    + " from status.storedVersions"));
      }
    }
  }
}
