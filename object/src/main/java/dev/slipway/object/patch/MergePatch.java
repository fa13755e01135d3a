package dev.slipway.object.patch;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectErrorCode;
import dev.slipway.object.ObjectException;
import dev.slipway.object.TreeValues;
import dev.slipway.yaml.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON merge patches (RFC 7386), as evanphx/json-patch and k8s.io/apimachinery's jsonmergepatch
/// have them. Stateless; what is given is not changed.
public final class MergePatch {
  private MergePatch() {}

  /// A changed copy of an object's tree.
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> apply(
      Map<String, @Nullable Object> tree, Map<String, @Nullable Object> patch) {
    Map<String, @Nullable Object> changed = (Map<String, @Nullable Object>) KubeObject.copyOf(tree);
    merge(changed, (Map<String, @Nullable Object>) KubeObject.copyOf(patch), false);
    return changed;
  }

  /// One patch that does what two do, one after the other.
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> join(
      Map<String, @Nullable Object> first, Map<String, @Nullable Object> second) {
    Map<String, @Nullable Object> joined = (Map<String, @Nullable Object>) KubeObject.copyOf(first);
    merge(joined, (Map<String, @Nullable Object>) KubeObject.copyOf(second), true);
    return joined;
  }

  /// @param keepNulls whether the target is a patch too, in which null means to remove
  private static void merge(
      Map<String, @Nullable Object> target,
      Map<String, @Nullable Object> patch,
      boolean keepNulls) {
    patch.forEach((key, value) -> {
      Object current = target.get(key);
      if (value == null) {
        if (keepNulls) {
          target.put(key, null);
        } else {
          target.remove(key);
        }
      } else if (current == null) {
        if (!keepNulls) {
          dropNulls(value);
        }
        target.put(key, value);
      } else if (!(current instanceof Map<?, ?>)) {
        dropNulls(value);
        target.put(key, value);
      } else if (value instanceof Map<?, ?>) {
        merge(map(current), map(value), keepNulls);
      } else {
        target.put(key, value);
      }
    });
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> map(Object value) {
    return (Map<String, @Nullable Object>) value;
  }

  private static void dropNulls(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      map.values().removeIf(item -> item == null);
      map.values().forEach(MergePatch::dropNulls);
    } else if (value instanceof List<?> list) {
      list.forEach(MergePatch::dropNulls);
    }
  }

  /// The patch that makes one tree of another.
  public static Map<String, @Nullable Object> create(
      Map<String, @Nullable Object> from, Map<String, @Nullable Object> to) {
    Map<String, @Nullable Object> patch = new LinkedHashMap<>();
    to.forEach((key, value) -> {
      Object old = from.get(key);
      if (!from.containsKey(key) || !sameType(old, value)) {
        patch.put(key, value);
      } else if (old instanceof Map<?, ?> && value instanceof Map<?, ?>) {
        Map<String, @Nullable Object> below = create(map(old), map(value));
        if (!below.isEmpty()) {
          patch.put(key, below);
        }
      } else if (!TreeValues.equal(old, value)) {
        patch.put(key, value);
      }
    });
    from.forEach((key, _) -> {
      if (!to.containsKey(key)) {
        patch.put(key, null);
      }
    });
    return patch;
  }

  private static boolean sameType(@Nullable Object a, @Nullable Object b) {
    return switch (a) {
      case null -> b == null;
      case Map<?, ?> _ -> b instanceof Map;
      case List<?> _ -> b instanceof List;
      case Number _ -> b instanceof Number;
      default -> b != null && a.getClass() == b.getClass();
    };
  }

  /// The patch that brings a live object to a wanted state: it sets what differs from the live
  /// object, and removes what was in the original and is not wanted any more. What others added
  /// stays.
  ///
  /// @param original what was wanted before
  /// @param modified what is wanted now
  /// @param current the live object
  /// @throws ObjectException if the patch would both set and remove a field
  public static Map<String, @Nullable Object> createThreeWay(
      Map<String, @Nullable Object> original,
      Map<String, @Nullable Object> modified,
      Map<String, @Nullable Object> current) {
    Map<String, @Nullable Object> changes = filtered(create(current, modified), false);
    Map<String, @Nullable Object> removals = filtered(create(original, modified), true);
    if (conflict(changes, removals)) {
      throw new ObjectException(
          ObjectErrorCode.PATCH_CONFLICT,
          "patch:\n"
              + Yaml.write(changes)
              + "\nconflicts with changes made from original to current:\n"
              + Yaml.write(removals)
              + "\n");
    }
    return apply(removals, changes);
  }

  /// Only the removals of a patch, or all but these.
  private static Map<String, @Nullable Object> filtered(
      Map<String, @Nullable Object> patch, boolean removals) {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    patch.forEach((key, value) -> {
      if (value == null) {
        if (removals) {
          kept.put(key, null);
        }
      } else if (value instanceof Map<?, ?> below && !below.isEmpty()) {
        Map<String, @Nullable Object> rest = filtered(map(value), removals);
        if (!rest.isEmpty()) {
          kept.put(key, rest);
        }
      } else if (!removals) {
        kept.put(key, value);
      }
    });
    return kept;
  }

  private static boolean conflict(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Map<?, ?> x && right instanceof Map<?, ?> y) {
      for (Map.Entry<?, ?> entry : x.entrySet()) {
        if (y.containsKey(entry.getKey()) && conflict(entry.getValue(), y.get(entry.getKey()))) {
          return true;
        }
      }
      return false;
    }
    if (left instanceof List<?> x && right instanceof List<?> y) {
      if (x.size() != y.size()) {
        return true;
      }
      for (int i = 0; i < x.size(); i++) {
        if (conflict(x.get(i), y.get(i))) {
          return true;
        }
      }
      return false;
    }
    return !TreeValues.equal(left, right);
  }
}
