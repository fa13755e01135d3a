package dev.slipway.object.patch;

import static dev.slipway.object.patch.Directives.failed;
import static dev.slipway.object.patch.Directives.list;
import static dev.slipway.object.patch.Directives.map;

import dev.slipway.object.TreeValues;
import dev.slipway.object.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Applies strategic merge patches: `mergeMap` and what belongs to it. Both trees are changed, and
/// the result shares parts with them.
///
/// @param parallelLists whether the target is an object, whose lists are changed; else it is a
///   patch, which takes over the directives
/// @param ignoreNulls whether a null for what is not there is dropped
record StrategicMerge(boolean parallelLists, boolean ignoreNulls) {
  Map<String, @Nullable Object> maps(
      Map<String, @Nullable Object> target, Map<String, @Nullable Object> patch, Schema schema) {
    if (patch.containsKey(Directives.MARKER)) {
      return directed(patch);
    }
    retainKeys(target, patch);
    orderedLists(target, patch, schema);
    for (Map.Entry<String, @Nullable Object> entry : patch.entrySet()) {
      String key = entry.getKey();
      Object value = entry.getValue();
      boolean deletion = key.startsWith(Directives.DELETE_FROM_LIST);
      if (deletion) {
        if (!parallelLists) {
          target.put(key, value);
          continue;
        }
        key = Directives.listName(key, Directives.DELETE_FROM_LIST);
      }
      field(target, key, value, deletion, schema);
    }
    return target;
  }

  private static Map<String, @Nullable Object> directed(Map<String, @Nullable Object> patch) {
    Object directive = patch.get(Directives.MARKER);
    if (Directives.REPLACE.equals(directive)) {
      patch.remove(Directives.MARKER);
      return patch;
    }
    if (Directives.DELETE.equals(directive)) {
      return new LinkedHashMap<>();
    }
    throw badDirective(directive, patch);
  }

  private static RuntimeException badDirective(
      @Nullable Object directive, Map<String, @Nullable Object> patch) {
    return failed("unknown patch type: " + directive + " in map: " + TreeValues.plain(patch));
  }

  private void retainKeys(
      Map<String, @Nullable Object> target, Map<String, @Nullable Object> patch) {
    if (!patch.containsKey(Directives.RETAIN_KEYS)) {
      return;
    }
    Object sent = patch.remove(Directives.RETAIN_KEYS);
    if (!parallelLists) {
      Object known = target.putIfAbsent(Directives.RETAIN_KEYS, sent);
      if (known != null && !known.equals(sent)) {
        throw failed(
            TreeValues.plain(known)
                + " and "
                + TreeValues.plain(sent)
                + " are not deep equal: this may happen when calculating the 3-way diff patch");
      }
      return;
    }
    if (!(sent instanceof List<?> keys)) {
      throw Directives.badRetainKeys();
    }
    Set<@Nullable Object> retained = new HashSet<>(keys);
    patch.forEach((key, value) -> {
      if (value != null
          && !key.startsWith(Directives.DELETE_FROM_LIST)
          && !key.startsWith(Directives.ELEMENT_ORDER)
          && !retained.contains(key)) {
        throw Directives.badRetainKeys();
      }
    });
    target.keySet().retainAll(retained);
  }

  /// Merges the lists whose order the patch says, and takes them out of the patch.
  private void orderedLists(
      Map<String, @Nullable Object> target, Map<String, @Nullable Object> patch, Schema schema) {
    for (String key : List.copyOf(patch.keySet())) {
      if (!key.startsWith(Directives.ELEMENT_ORDER)) {
        continue;
      }
      Object sent = patch.remove(key);
      if (!parallelLists) {
        if (target.containsKey(key)) {
          if (!Objects.equals(target.get(key), sent)) {
            throw Directives.badOrder();
          }
        } else {
          target.put(key, sent);
        }
      }
      orderedList(target, patch, key, list(sent), schema);
    }
  }

  private void orderedList(
      Map<String, @Nullable Object> target,
      Map<String, @Nullable Object> patch,
      String directive,
      List<@Nullable Object> order,
      Schema schema) {
    String key = Directives.listName(directive, Directives.ELEMENT_ORDER);
    boolean inTarget = target.containsKey(key);
    boolean inPatch = patch.containsKey(key);
    List<@Nullable Object> live = inTarget ? list(target.get(key)) : List.of();
    List<@Nullable Object> sent = inPatch ? list(patch.get(key)) : List.of();
    Schema field = Directives.field(schema, key);
    String mergeKey = field.patching().key();
    checkOrder(sent, order, mergeKey);
    if (!inTarget && !inPatch) {
      return;
    }
    List<@Nullable Object> serverOrder = new ArrayList<>(live);
    List<@Nullable Object> merged;
    if (!inPatch) {
      merged = live;
    } else if (!inTarget) {
      merged = list(withoutDirectives(sent).value);
    } else {
      merged = lists(live, sent, field, false, serverOrder);
    }
    boolean maps = MergeLists.holdMaps(serverOrder, sent);
    target.put(key, MergeLists.arranged(merged, order, serverOrder, mergeKey, maps));
    patch.remove(key);
  }

  /// The items of a patch must be in the order that it says.
  private static void checkOrder(
      List<@Nullable Object> sent, List<@Nullable Object> order, String mergeKey) {
    if (order.isEmpty() || sent.isEmpty()) {
      return;
    }
    List<@Nullable Object> kept = new ArrayList<>();
    for (Object item : sent) {
      if (mergeKey.isEmpty() || !Directives.DELETE.equals(map(item).get(Directives.MARKER))) {
        kept.add(item);
      }
    }
    int at = 0;
    int next = 0;
    while (at < kept.size() && next < order.size()) {
      if (kept.get(at) instanceof Map<?, ?> map && map.containsKey(Directives.MARKER)) {
        at++;
        continue;
      }
      if (Objects.equals(keyOf(kept.get(at), mergeKey), keyOf(order.get(next), mergeKey))) {
        at++;
      }
      next++;
    }
    if (at < kept.size() && next >= order.size()) {
      throw failed(
          "The order in patch list:\n"
              + TreeValues.plain(sent)
              + "\n doesn't match "
              + Directives.ELEMENT_ORDER
              + " list:\n"
              + TreeValues.plain(order)
              + "\n");
    }
  }

  private static @Nullable Object keyOf(@Nullable Object item, String mergeKey) {
    if (mergeKey.isEmpty()) {
      return item;
    }
    Map<String, @Nullable Object> map = map(item);
    if (!map.containsKey(mergeKey)) {
      throw Directives.noMergeKey(map, mergeKey);
    }
    return map.get(mergeKey);
  }

  private void field(
      Map<String, @Nullable Object> target,
      String key,
      @Nullable Object value,
      boolean deletion,
      Schema schema) {
    if (value == null) {
      target.remove(key);
      if (ignoreNulls) {
        return;
      }
    }
    Object current = target.get(key);
    if (!target.containsKey(key) || !Directives.type(current).equals(Directives.type(value))) {
      if (!deletion) {
        if (ignoreNulls) {
          dropNulls(value);
        }
        put(target, key, value);
      }
      return;
    }
    if (current instanceof Map<?, ?>) {
      Schema field = Directives.field(schema, key);
      target.put(key, field.patching().replace() ? value : maps(map(current), map(value), field));
    } else if (current instanceof List<?>) {
      target.put(
          key,
          lists(
              list(current),
              list(value),
              Directives.field(schema, key),
              deletion,
              new ArrayList<>()));
    } else {
      put(target, key, value);
    }
  }

  private static void put(
      Map<String, @Nullable Object> target, String key, @Nullable Object value) {
    Kept kept = withoutDirectives(value);
    if (kept.keep) {
      target.put(key, kept.value);
    } else {
      target.remove(key);
    }
  }

  /// A value without directives.
  ///
  /// @param keep whether there is one at all
  private record Kept(@Nullable Object value, boolean keep) {}

  private static Kept withoutDirectives(@Nullable Object value) {
    if (value instanceof Map<?, ?>) {
      Map<String, @Nullable Object> map = map(value);
      if (map.containsKey(Directives.MARKER)) {
        return new Kept(null, false);
      }
      for (String key : List.copyOf(map.keySet())) {
        put(map, key, map.get(key));
      }
      return new Kept(map, true);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> kept = new ArrayList<>();
      for (Object item : list) {
        Kept inner = withoutDirectives(item);
        if (inner.keep) {
          kept.add(inner.value);
        }
      }
      return new Kept(kept, true);
    }
    return new Kept(value, true);
  }

  private static void dropNulls(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      map.values().removeIf(item -> item == null);
      map.values().forEach(StrategicMerge::dropNulls);
    } else if (value instanceof List<?> list) {
      list.forEach(StrategicMerge::dropNulls);
    }
  }

  /// Merges two lists.
  ///
  /// @param deletion whether the items are to be taken out
  /// @param seen a copy of the first list, or empty. It is changed as Go changes that list under
  ///   the hands of its caller, who goes on to sort by it: items move up where others are deleted,
  ///   and new ones take the places that this leaves at the end
  private List<@Nullable Object> lists(
      List<@Nullable Object> current,
      List<@Nullable Object> sent,
      Schema field,
      boolean deletion,
      List<@Nullable Object> seen) {
    if (!field.patching().merge() && !deletion) {
      return sent;
    }
    if (current.isEmpty() && sent.isEmpty()) {
      return current;
    }
    String mergeKey = field.patching().key();
    boolean maps = MergeLists.holdMaps(current, sent);
    List<@Nullable Object> live = new ArrayList<>(current);
    List<@Nullable Object> items = sent;
    List<@Nullable Object> merged;
    if (!maps) {
      if (parallelLists && deletion) {
        live.removeIf(sent::contains);
        return live;
      }
      merged = new ArrayList<>(current);
      merged.addAll(sent);
      MergeLists.deduplicate(merged);
    } else {
      if (mergeKey.isEmpty()) {
        throw failed("cannot merge lists without merge key for " + field.kind().label());
      }
      List<@Nullable Object> plain = new ArrayList<>();
      if (special(live, sent, plain, mergeKey, seen)) {
        live = plain;
        plain = new ArrayList<>();
      }
      items = plain;
      merged = mergedMaps(live, items, field, seen);
    }
    return MergeLists.arranged(merged, items, live, mergeKey, maps);
  }

  /// Does what the items of a patch say that are directives.
  ///
  /// @param live the list that is there, from which items are deleted
  /// @param plain takes the other items
  /// @return whether these replace the whole list
  private static boolean special(
      List<@Nullable Object> live,
      List<@Nullable Object> sent,
      List<@Nullable Object> plain,
      String mergeKey,
      List<@Nullable Object> seen) {
    boolean replace = false;
    for (Object each : sent) {
      Map<String, @Nullable Object> item = map(each);
      if (!item.containsKey(Directives.MARKER)) {
        plain.add(item);
        continue;
      }
      Object directive = item.get(Directives.MARKER);
      if (Directives.DELETE.equals(directive)) {
        if (!item.containsKey(mergeKey)) {
          throw Directives.noMergeKey(item, mergeKey);
        }
        int at = MergeLists.find(live, mergeKey, item.get(mergeKey));
        while (at >= 0) {
          for (int i = at; i + 1 < live.size() && i + 1 < seen.size(); i++) {
            seen.set(i, seen.get(i + 1));
          }
          live.remove(at);
          at = MergeLists.find(live, mergeKey, item.get(mergeKey));
        }
      } else if (Directives.REPLACE.equals(directive)) {
        replace = true;
      } else if (Directives.MERGE.equals(directive)) {
        throw failed("merging lists cannot yet be specified in the patch");
      } else {
        throw badDirective(directive, item);
      }
    }
    return replace;
  }

  private List<@Nullable Object> mergedMaps(
      List<@Nullable Object> live,
      List<@Nullable Object> sent,
      Schema field,
      List<@Nullable Object> seen) {
    String mergeKey = field.patching().key();
    List<@Nullable Object> merged = new ArrayList<>(live);
    for (Object each : sent) {
      Map<String, @Nullable Object> item = map(each);
      if (!item.containsKey(mergeKey)) {
        throw Directives.noMergeKey(item, mergeKey);
      }
      int at = MergeLists.find(merged, mergeKey, item.get(mergeKey));
      if (at >= 0) {
        merged.set(at, maps(map(merged.get(at)), item, Directives.items(field)));
      } else {
        if (merged.size() < seen.size()) {
          seen.set(merged.size(), item);
        }
        merged.add(item);
      }
    }
    return merged;
  }
}
