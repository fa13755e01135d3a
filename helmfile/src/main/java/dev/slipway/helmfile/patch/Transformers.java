package dev.slipway.helmfile.patch;

import dev.slipway.chart.values.ValueTrees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Kustomize's built-in transformers.
final class Transformers {
  /// Kinds whose names stay as they are: others depend on them.
  private static final Set<String> NEVER_RENAMED = Set.of("CustomResourceDefinition", "Namespace");

  private Transformers() {}

  /// Sets labels or annotations.
  ///
  /// @param entries the names and values
  static Transformer entries(Map<String, String> entries, List<FieldSpec> fields) {
    Map<String, String> sorted = new TreeMap<>(entries);
    return objects -> {
      for (KustomizeObject object : objects.all()) {
        sorted.forEach((name, value) -> {
          for (FieldSpec field : fields) {
            field.apply(
                object,
                FieldSpec.Made.MAP,
                found -> {
                  Map<String, @Nullable Object> map = ValueTrees.table(found);
                  Map<String, @Nullable Object> changed = map == null ? new LinkedHashMap<>() : map;
                  changed.put(name, value);
                  return changed;
                });
          }
        });
      }
    };
  }

  /// Puts a text before the names.
  static Transformer prefix(String prefix, List<FieldSpec> fields) {
    return objects -> rename(objects, fields, prefix, "");
  }

  /// Puts a text behind the names.
  static Transformer suffix(String suffix, List<FieldSpec> fields) {
    return objects -> rename(objects, fields, "", suffix);
  }

  private static void rename(
      KustomizeObjects objects, List<FieldSpec> fields, String prefix, String suffix) {
    for (KustomizeObject object : objects.all()) {
      ObjectId first = object.firstId();
      if (NEVER_RENAMED.contains(first.kind())
          || (first.kind().equals("APIService")
              && first.group().equals("apiregistration.k8s.io"))) {
        continue;
      }
      for (FieldSpec field : fields) {
        if (!field.fits(first)) {
          continue;
        }
        if (field.isPath("metadata/name") && !(prefix + suffix).isEmpty()) {
          if (!prefix.isEmpty()) {
            object.addPrefix(prefix);
          }
          if (!suffix.isEmpty()) {
            object.addSuffix(suffix);
          }
          object.rememberId();
        }
        field.apply(
            object,
            FieldSpec.Made.NOTHING,
            found -> found == null ? null : prefix + found + suffix);
      }
    }
  }

  /// Sets how many replicas there are of one object.
  static Transformer replicas(String name, Object count, List<FieldSpec> fields) {
    return objects -> {
      boolean found = false;
      for (KustomizeObject object : objects.all()) {
        for (FieldSpec field : fields) {
          if (isCalled(object, name, field)) {
            found = true;
            field.apply(object, FieldSpec.Made.SCALAR, _ -> count);
          }
        }
      }
      if (!found) {
        throw KustomizeObjects.failed(
            "resource with name " + name + " does not match a kind that has replicas", null);
      }
    };
  }

  private static boolean isCalled(KustomizeObject object, String name, FieldSpec field) {
    List<ObjectId> ids = new ArrayList<>(object.earlierIds());
    ids.add(object.id());
    return ids.stream().anyMatch(id -> id.name().equals(name) && field.fits(id));
  }

  /// Applies a patch to the objects that a pattern takes.
  ///
  /// @param operations of RFC 6902
  static Transformer json(ObjectPattern target, List<?> operations) {
    return objects -> {
      for (KustomizeObject object : objects.select(target)) {
        try {
          object.rememberId();
          object.tree(JsonPatch.apply(object.tree(), operations));
        } catch (dev.slipway.helmfile.HelmfileException e) {
          throw e.prefixed("on " + object.id() + ": ");
        }
      }
    };
  }

  /// Merges parts of objects into those that they name.
  static Transformer merge(List<Map<String, @Nullable Object>> patches, PatchOptions options) {
    return objects -> {
      for (Map<String, @Nullable Object> patch : patches) {
        merge(objects, objects.find(ObjectId.of(patch)), patch, options);
      }
    };
  }

  /// Merges parts of an object into all that a pattern takes.
  static Transformer mergeAll(
      ObjectPattern target, Map<String, @Nullable Object> patch, PatchOptions options) {
    return objects ->
        objects.select(target).forEach(object -> merge(objects, object, patch, options));
  }

  private static void merge(
      KustomizeObjects objects,
      KustomizeObject object,
      Map<String, @Nullable Object> patch,
      PatchOptions options) {
    if (!object.merge(patch, options.changesName(), options.changesKind())) {
      objects.remove(object);
    }
  }
}
