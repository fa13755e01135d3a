package dev.slipway.release.plan;

import dev.slipway.object.KubeObject;
import dev.slipway.release.fields.FieldPath;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A field of a release's object that a person set and the release does not: a label, an
/// environment variable, the number of replicas. Applying the release leaves it as it is, so it is
/// no drift; but who looks for what is different about an object wants to know. What controllers
/// set is none of that.
///
/// @param at where it is
/// @param value what is there; null in Secrets, and when it has gone since
/// @param owner who set it
public record AddedField(FieldPath at, @Nullable Object value, FieldManagers.Owner owner) {
  /// What kubectl keeps for itself, a copy of the whole object.
  private static final String COPY = "kubectl.kubernetes.io/last-applied-configuration";

  /// Those of the object of a change; what the change sets anew is not among them.
  public static List<AddedField> of(ObjectChange change) {
    KubeObject live = change.live();
    KubeObject desired = change.desired();
    if (live == null || desired == null) {
      return List.of();
    }
    List<FieldPath> changing = new ArrayList<>();
    if (change.action().writes()) {
      Prediction.changes(change).forEach(field -> changing.add(field.path()));
    }
    List<AddedField> added = new ArrayList<>();
    for (AddedField field : of(live)) {
      if (changing.stream().noneMatch(path -> field.at.isWithin(path) || path.isWithin(field.at))) {
        added.add(field);
      }
    }
    return added;
  }

  /// Where it is, as text: `spec.template.spec.containers[name=web].env[name=DEBUG]`.
  public String path() {
    return at.toString();
  }

  private static List<AddedField> of(KubeObject live) {
    List<Map<?, ?>> own = new ArrayList<>();
    for (Map<String, @Nullable Object> entry : live.maps("metadata", "managedFields")) {
      if (PlanOptions.HELM.equals(entry.get("manager"))
          && entry.get("fieldsV1") instanceof Map<?, ?> fields) {
        own.add(fields);
      }
    }
    List<AddedField> added = new ArrayList<>();
    if (own.isEmpty()) {
      // Of an object that nobody applied as a release everything would seem added.
      return added;
    }
    for (Map<String, @Nullable Object> entry : live.maps("metadata", "managedFields")) {
      KubeObject tree = KubeObject.of(entry);
      String manager = tree.text("manager");
      if (HandEdits.isBy(manager)
          && !tree.text("subresource").equals("status")
          && entry.get("fieldsV1") instanceof Map<?, ?> fields) {
        FieldManagers.Owner owner = new FieldManagers.Owner(manager, tree.text("time"));
        walk(fields, own, FieldPath.ROOT, new Found(live, owner, added));
      }
    }
    return added;
  }

  private record Found(KubeObject live, FieldManagers.Owner owner, List<AddedField> added) {
    void add(FieldPath path) {
      Object value = live.kind().equals("Secret") ? null : path.in(live.tree());
      if (added.stream().noneMatch(field -> field.at.equals(path))) {
        added.add(new AddedField(path, value, owner));
      }
    }
  }

  /// @param own what the release owns at the same place, by each of its entries
  private static void walk(Map<?, ?> fields, List<Map<?, ?>> own, FieldPath path, Found found) {
    fields.forEach((key, below) -> {
      String name = String.valueOf(key);
      FieldPath.Step step = step(name);
      if (step == null || name.equals("f:" + COPY) || !(below instanceof Map<?, ?> children)) {
        return;
      }
      FieldPath at = path.then(step);
      List<Map<?, ?>> ownBelow = new ArrayList<>();
      for (Map<?, ?> entry : own) {
        if (entry.get(name) instanceof Map<?, ?> owned) {
          ownBelow.add(owned);
        }
      }
      boolean isWhole = children.isEmpty();
      boolean isOwnWhole = ownBelow.stream().anyMatch(Map::isEmpty);
      boolean isItem = step instanceof FieldPath.Step.Item;
      if (ownBelow.isEmpty() && (isWhole || isItem)) {
        found.add(at);
      } else if (!isOwnWhole) {
        walk(children, ownBelow, at, found);
      }
    });
  }

  /// @return null for the field itself, and for single values of a set
  private static FieldPath.@Nullable Step step(String name) {
    if (name.startsWith("f:")) {
      return new FieldPath.Step.Key(name.substring(2));
    }
    return name.startsWith("k:") ? item(name.substring(2)) : null;
  }

  private static FieldPath.@Nullable Step item(String json) {
    Map<String, Object> keys = new LinkedHashMap<>();
    try {
      if (Json.readExact(json) instanceof Map<?, ?> map) {
        map.forEach((key, value) -> {
          if (value != null) {
            keys.put(String.valueOf(key), value);
          }
        });
      }
    } catch (YamlException _) {
      // A form that this program does not know means no item.
      return null;
    }
    return keys.isEmpty() ? null : new FieldPath.Step.Item(keys);
  }
}
