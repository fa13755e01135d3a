package dev.slipway.object.patch;

import dev.slipway.core.GoStrings;
import dev.slipway.object.TreeValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The order of lists that strategic patches merge, and what else is done to such lists. Stateless.
final class MergeLists {
  private MergeLists() {}

  /// Whether the items of some lists are maps, which they must all be or none.
  static boolean holdMaps(List<?>... lists) {
    String type = null;
    for (List<?> list : lists) {
      for (Object item : list) {
        String found = Directives.type(item);
        if (type == null) {
          type = found;
          if (item instanceof List) {
            throw Directives.failed("lists of lists are not supported");
          }
        } else if (!type.equals(found)) {
          throw Directives.failed(
              "list element types are not identical: " + TreeValues.plain(List.of(lists)));
        }
      }
    }
    if (type == null) {
      throw Directives.failed("no elements in any of the given slices");
    }
    return type.equals(Directives.MAP_TYPE);
  }

  /// What tells an item apart: its key's value, or itself.
  static @Nullable Object identity(@Nullable Object item, String key, boolean maps) {
    if (!maps) {
      return item;
    }
    return item instanceof Map<?, ?> map ? map.get(key) : null;
  }

  private static Map<@Nullable Object, Integer> positions(List<?> order, String key, boolean maps) {
    Map<@Nullable Object, Integer> positions = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      positions.putIfAbsent(identity(order.get(i), key, maps), i);
    }
    return positions;
  }

  private static int position(
      Map<@Nullable Object, Integer> positions, @Nullable Object item, String key, boolean maps) {
    Integer found = positions.get(identity(item, key, maps));
    return found == null ? -1 : found;
  }

  private static void requireKeys(String key, List<?> list) {
    for (Object item : list) {
      Map<String, @Nullable Object> map = Directives.map(item);
      if (!map.containsKey(key)) {
        throw Directives.noMergeKey(map, key);
      }
    }
  }

  /// A list in the order of another; items to be deleted come last.
  static List<@Nullable Object> ordered(
      List<@Nullable Object> list, List<?> order, String key, boolean maps) {
    List<@Nullable Object> sorted = new ArrayList<>();
    List<@Nullable Object> deletions = new ArrayList<>();
    if (maps) {
      requireKeys(key, list);
      requireKeys(key, order);
    }
    for (Object item : list) {
      boolean deletion =
          maps
              && item instanceof Map<?, ?> map
              && Directives.DELETE.equals(map.get(Directives.MARKER));
      (deletion ? deletions : sorted).add(item);
    }
    Map<@Nullable Object, Integer> positions = positions(order, key, maps);
    // Go's sort of short lists, with its comparison that calls what it does not know smaller.
    for (int i = 1; i < sorted.size(); i++) {
      for (int j = i; j > 0; j--) {
        int left = position(positions, sorted.get(j), key, maps);
        int right = position(positions, sorted.get(j - 1), key, maps);
        if (left >= 0 && right >= 0 && left >= right) {
          break;
        }
        Object moved = sorted.get(j);
        sorted.set(j, sorted.get(j - 1));
        sorted.set(j - 1, moved);
      }
    }
    sorted.addAll(deletions);
    return sorted;
  }

  /// Both kinds of items in one list: each kind in its own order, and mixed as the server had them.
  static List<@Nullable Object> mixed(
      List<@Nullable Object> fromPatch,
      List<@Nullable Object> serverOnly,
      List<?> patchOrder,
      List<?> serverOrder,
      String key,
      boolean maps) {
    List<@Nullable Object> right = ordered(fromPatch, patchOrder, key, maps);
    List<@Nullable Object> left = ordered(serverOnly, serverOrder, key, maps);
    Map<@Nullable Object, Integer> positions = positions(serverOrder, key, maps);
    List<@Nullable Object> all = new ArrayList<>(left.size() + right.size());
    int l = 0;
    int r = 0;
    while (l < left.size() || r < right.size()) {
      boolean takeLeft;
      if (l >= left.size()) {
        takeLeft = false;
      } else if (r >= right.size()) {
        takeLeft = true;
      } else {
        int leftAt = position(positions, left.get(l), key, maps);
        int rightAt = position(positions, right.get(r), key, maps);
        takeLeft = leftAt >= 0 && rightAt >= 0 && leftAt < rightAt;
      }
      all.add(takeLeft ? left.get(l++) : right.get(r++));
    }
    return all;
  }

  /// Puts the items that are in the patch, by their identity, apart from those that are not, and
  /// mixes both in order.
  static List<@Nullable Object> arranged(
      List<@Nullable Object> merged,
      List<?> patchOrder,
      List<?> serverOrder,
      String key,
      boolean maps) {
    List<@Nullable Object> fromPatch = new ArrayList<>();
    List<@Nullable Object> serverOnly = new ArrayList<>();
    boolean keyed = !key.isEmpty();
    Set<@Nullable Object> known = new HashSet<>();
    for (Object item : patchOrder) {
      if (!keyed || (item instanceof Map<?, ?> map && map.containsKey(key))) {
        known.add(identity(item, key, keyed));
      } else if (!(item instanceof Map<?, ?>)) {
        throw Directives.failed("value for key " + patchOrder.indexOf(item) + " is not a map");
      }
    }
    for (Object item : merged) {
      if (keyed && !Directives.map(item).containsKey(key)) {
        throw Directives.noMergeKey(Directives.map(item), key);
      }
      (known.contains(identity(item, key, keyed)) ? fromPatch : serverOnly).add(item);
    }
    return mixed(fromPatch, serverOnly, patchOrder, serverOrder, key, maps);
  }

  /// Takes what is there twice out of a list, as Go does: the last item fills the gap.
  static void deduplicate(List<@Nullable Object> list) {
    int last = list.size() - 1;
    for (int i = 0; i < last; i++) {
      for (int j = i + 1; j <= last; j++) {
        if (Objects.equals(list.get(i), list.get(j))) {
          list.set(j, list.get(last));
          list.removeLast();
          last--;
          j--;
        }
      }
    }
  }

  /// Sorts scalars by their text.
  static void sortScalars(List<@Nullable Object> list) {
    list.sort((a, b) -> GoStrings.compare(TreeValues.plain(a), TreeValues.plain(b)));
  }

  /// The maps of a list in the order of a key's text.
  static List<Map<String, @Nullable Object>> byKey(List<@Nullable Object> list, String key) {
    List<Map<String, @Nullable Object>> sorted = new ArrayList<>();
    for (Object item : list) {
      sorted.add(Directives.map(item));
    }
    sorted.sort(
        (a, b) -> GoStrings.compare(TreeValues.plain(a.get(key)), TreeValues.plain(b.get(key))));
    return sorted;
  }

  /// The place of the item with a key's value; -1 if there is none.
  static int find(List<@Nullable Object> list, String key, @Nullable Object value) {
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof Map<?, ?> map)) {
        throw Directives.failed("value for key " + i + " is not a map");
      }
      if (map.containsKey(key) && Objects.equals(map.get(key), value)) {
        return i;
      }
    }
    return -1;
  }
}
