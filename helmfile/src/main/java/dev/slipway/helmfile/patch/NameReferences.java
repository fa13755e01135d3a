package dev.slipway.helmfile.patch;

import dev.slipway.chart.values.ValueTrees;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Lets fields that name an object name it by its new name (Kustomize, filters/nameref). Used once.
final class NameReferences {
  private final List<KustomizeObject> objects;

  private NameReferences(List<KustomizeObject> objects) {
    this.objects = objects;
  }

  /// Changes all references to objects that were renamed.
  static void repair(KustomizeObjects objects) {
    List<KustomizeObject> all = objects.all();
    if (all.stream().allMatch(object -> object.earlierIds().isEmpty())) {
      return;
    }
    NameReferences references = new NameReferences(all);
    for (FieldSpecs.Reference reference : FieldSpecs.references()) {
      for (FieldSpec field : reference.fields()) {
        for (KustomizeObject object : all) {
          if (field.fits(object.firstId())) {
            references.repair(object, field, reference.target());
          }
        }
      }
    }
  }

  private void repair(KustomizeObject referrer, FieldSpec field, FieldSpec target) {
    FieldSpec mine = new FieldSpec("", "", "", field.path(), false);
    mine.apply(referrer, FieldSpec.Made.NOTHING, found -> repaired(referrer, mine, target, found));
  }

  private @Nullable Object repaired(
      KustomizeObject referrer, FieldSpec field, FieldSpec target, @Nullable Object found) {
    if (found instanceof String name) {
      KustomizeObject meant = meant(referrer, field, target, name, _ -> true);
      return meant == null ? name : meant.id().name();
    }
    Map<String, @Nullable Object> map = ValueTrees.table(found);
    if (map != null) {
      repairMap(referrer, field, target, map);
    } else if (found instanceof List<?> list) {
      ListIterator<@Nullable Object> items = items(list);
      while (items.hasNext()) {
        items.set(repaired(referrer, field, target, items.next()));
      }
    }
    return found;
  }

  @SuppressWarnings("unchecked")
  private static ListIterator<@Nullable Object> items(List<?> list) {
    return ((List<@Nullable Object>) list).listIterator();
  }

  private void repairMap(
      KustomizeObject referrer,
      FieldSpec field,
      FieldSpec target,
      Map<String, @Nullable Object> map) {
    if (!(map.get("name") instanceof String name)) {
      return;
    }
    Object namespace = map.get("namespace");
    Predicate<KustomizeObject> there =
        object ->
            namespace == null
                || place(object.firstId()).equals(namespace)
                || place(object.id()).equals(namespace);
    KustomizeObject meant = meant(referrer, field, target, name, there);
    if (meant != null) {
      ObjectId id = meant.id();
      map.put("name", id.name());
      if (!id.namespace().isEmpty()) {
        map.put("namespace", id.namespace());
      }
    }
  }

  private static String place(ObjectId id) {
    return id.namespace().isEmpty() ? "default" : id.namespace();
  }

  /// The object that a name means, or null: one that was called so and can be seen from there.
  private @Nullable KustomizeObject meant(
      KustomizeObject referrer,
      FieldSpec field,
      FieldSpec target,
      String name,
      Predicate<KustomizeObject> there) {
    List<KustomizeObject> found =
        objects.stream()
            .filter(there)
            .filter(object -> wasCalled(object, name))
            .filter(object -> object.earlierIds().stream().anyMatch(target::fits))
            .filter(object -> fitsRole(referrer, field, object))
            .filter(object -> sees(referrer, object))
            .toList();
    if (found.size() > 1) {
      found = found.stream().filter(object -> object.isNamedAs(referrer, true)).toList();
    }
    if (found.size() > 1) {
      List<KustomizeObject> exact =
          found.stream().filter(object -> object.isNamedAs(referrer, false)).toList();
      found = exact;
    }
    if (found.isEmpty()) {
      return null;
    }
    String first = found.getFirst().id().name();
    if (found.stream().anyMatch(object -> !object.id().name().equals(first))) {
      throw KustomizeObjects.failed(
          "found multiple possible referrals: " + found.stream().map(KustomizeObject::id).toList(),
          null);
    }
    return found.getFirst();
  }

  private static boolean wasCalled(KustomizeObject object, String name) {
    return object.earlierIds().stream().anyMatch(id -> id.name().equals(name));
  }

  private static boolean fitsRole(
      KustomizeObject referrer, FieldSpec field, KustomizeObject object) {
    if (!field.isPath("roleRef/name")
        || !(referrer.tree().get("roleRef") instanceof Map<?, ?> role)) {
      return true;
    }
    return object.earlierIds().stream()
        .anyMatch(id ->
            Objects.equals(role.get("kind"), id.kind())
                && Objects.equals(role.get("apiGroup"), id.group()));
  }

  private static boolean sees(KustomizeObject referrer, KustomizeObject object) {
    ObjectId from = referrer.id();
    ObjectId to = object.id();
    return from.isClusterWide()
        || to.isClusterWide()
        || from.isBeside(to)
        || (to.kind().equals("ServiceAccount") && from.kind().endsWith("RoleBinding"));
  }
}
