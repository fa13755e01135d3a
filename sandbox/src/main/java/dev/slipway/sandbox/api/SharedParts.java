package dev.slipway.sandbox.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Has trees use the same parts in memory: most of what a write stores is as it was before, and
/// hundreds of pods are of one template. What is stored is never changed, so it can be shared. Safe
/// for use by several threads.
final class SharedParts {
  private static final int KEPT = 512;

  private final Map<String, Map<String, @Nullable Object>> siblings =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(
            Map.Entry<String, Map<String, @Nullable Object>> eldest) {
          return size() > KEPT;
        }
      };

  /// Puts parts of the last object of the same owner into a new one.
  ///
  /// @param tree changed in place: equal parts are replaced
  void ofOwner(Map<String, @Nullable Object> tree) {
    String owner = owner(tree);
    if (owner.isEmpty()) {
      return;
    }
    Map<String, @Nullable Object> sibling;
    synchronized (siblings) {
      sibling = siblings.put(owner, tree);
    }
    if (sibling != null) {
      share(tree, sibling);
    }
  }

  private static String owner(Map<String, @Nullable Object> tree) {
    if (tree.get("metadata") instanceof Map<?, ?> metadata
        && metadata.get("ownerReferences") instanceof List<?> owners
        && !owners.isEmpty()
        && owners.getFirst() instanceof Map<?, ?> owner
        && owner.get("uid") instanceof String uid) {
      return tree.get("kind") + " " + uid;
    }
    return "";
  }

  /// Puts those parts of an object into another that are equal.
  ///
  /// @param tree changed in place: equal parts are replaced
  /// @param other what it may share with
  /// @return whether the two are equal as a whole
  @SuppressWarnings("ReferenceEquality") // what is one object already need not be compared
  static boolean share(Map<String, @Nullable Object> tree, Map<String, @Nullable Object> other) {
    boolean same = tree.size() == other.size();
    for (Map.Entry<String, @Nullable Object> entry : tree.entrySet()) {
      Object value = entry.getValue();
      Object known = other.get(entry.getKey());
      if (value == known) {
        same &= value != null || other.containsKey(entry.getKey());
      } else if (isSame(value, known)) {
        entry.setValue(known);
      } else {
        same = false;
      }
    }
    return same;
  }

  private static boolean isSame(@Nullable Object value, @Nullable Object known) {
    if (value instanceof LinkedHashMap<?, ?> map && known instanceof Map<?, ?> other) {
      return share(asMap(map), asMap(other));
    }
    if (value instanceof List<?> list && known instanceof List<?> other) {
      return isSame(asList(list), other);
    }
    return Objects.equals(value, known);
  }

  @SuppressWarnings("ReferenceEquality") // as above
  private static boolean isSame(List<@Nullable Object> list, List<?> other) {
    boolean same = list.size() == other.size();
    ListIterator<@Nullable Object> items = list.listIterator();
    for (int i = 0; i < other.size() && items.hasNext(); i++) {
      Object value = items.next();
      Object known = counterpart(value, other, i);
      if (value != known && !isSame(value, known)) {
        same = false;
      }
      same &= known == other.get(i);
    }
    return same;
  }

  /// The item to compare with: the one in the same place, but for the owners of fields, whose order
  /// is that of their times, the one of the same owner.
  private static @Nullable Object counterpart(@Nullable Object value, List<?> other, int place) {
    if (value instanceof Map<?, ?> map && map.get("fieldsV1") != null) {
      for (Object item : other) {
        if (item instanceof Map<?, ?> known
            && Objects.equals(known.get("manager"), map.get("manager"))
            && Objects.equals(known.get("subresource"), map.get("subresource"))) {
          return item;
        }
      }
    }
    return other.get(place);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> asMap(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) map;
  }

  @SuppressWarnings("unchecked")
  private static List<@Nullable Object> asList(List<?> list) {
    return (List<@Nullable Object>) list;
  }
}
