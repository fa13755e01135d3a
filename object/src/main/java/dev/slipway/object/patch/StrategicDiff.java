package dev.slipway.object.patch;

import static dev.slipway.object.patch.Directives.failed;
import static dev.slipway.object.patch.Directives.list;
import static dev.slipway.object.patch.Directives.map;

import dev.slipway.core.GoStrings;
import dev.slipway.object.TreeValues;
import dev.slipway.object.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes strategic merge patches: `diffMaps` and what belongs to it. Lists of scalars in the first
/// tree are sorted while it works.
///
/// @param changes whether changes and additions are wanted
/// @param deletions whether deletions are wanted
/// @param elementOrder whether the patch says the order of merged lists
record StrategicDiff(boolean changes, boolean deletions, boolean elementOrder) {
  Map<String, @Nullable Object> maps(
      Map<String, @Nullable Object> from, Map<String, @Nullable Object> to, Schema schema) {
    return maps(from, to, schema, false);
  }

  private Map<String, @Nullable Object> maps(
      Map<String, @Nullable Object> from,
      Map<String, @Nullable Object> to,
      Schema schema,
      boolean retainKeys) {
    Map<String, @Nullable Object> patch = new LinkedHashMap<>();
    List<@Nullable Object> retained = new ArrayList<>();
    for (Map.Entry<String, @Nullable Object> entry : to.entrySet()) {
      if (retainKeys && entry.getValue() != null) {
        retained.add(entry.getKey());
      }
      field(entry.getKey(), from, entry.getValue(), patch, schema);
    }
    if (deletions) {
      for (String key : from.keySet()) {
        if (!to.containsKey(key)) {
          patch.put(key, null);
        }
      }
    }
    if (!retained.isEmpty() && (!patch.isEmpty() || hasMore(from, to))) {
      MergeLists.sortScalars(retained);
      patch.put(Directives.RETAIN_KEYS, retained);
    }
    return patch;
  }

  private static boolean hasMore(
      Map<String, @Nullable Object> from, Map<String, @Nullable Object> to) {
    for (Map.Entry<String, @Nullable Object> entry : from.entrySet()) {
      if (entry.getValue() != null && !to.containsKey(entry.getKey())) {
        return true;
      }
    }
    return false;
  }

  private void field(
      String key,
      Map<String, @Nullable Object> from,
      @Nullable Object after,
      Map<String, @Nullable Object> patch,
      Schema schema) {
    Object before = from.get(key);
    if (!from.containsKey(key)) {
      if (changes) {
        patch.put(key, after);
      }
    } else if (key.equals(Directives.MARKER)) {
      if (!(before instanceof String) || !(after instanceof String)) {
        throw failed("invalid value for special key: " + Directives.MARKER);
      }
      if (!before.equals(after)) {
        patch.put(key, after);
      }
    } else if (!Directives.type(before).equals(Directives.type(after))) {
      if (changes) {
        patch.put(key, after);
      }
    } else if (before instanceof Map<?, ?> || before instanceof List<?>) {
      if (schema.field(key) == null && schema.undeclared() == null && before.equals(after)) {
        return;
      }
      Schema field = Directives.field(schema, key);
      if (before instanceof Map<?, ?>) {
        mapField(key, map(before), map(after), patch, field);
      } else {
        listField(key, list(before), list(after), patch, field);
      }
    } else {
      replace(key, before, after, patch);
    }
  }

  private void replace(
      String key,
      @Nullable Object before,
      @Nullable Object after,
      Map<String, @Nullable Object> patch) {
    if (changes && !Objects.equals(before, after)) {
      patch.put(key, after);
    }
  }

  private void mapField(
      String key,
      Map<String, @Nullable Object> before,
      Map<String, @Nullable Object> after,
      Map<String, @Nullable Object> patch,
      Schema field) {
    if (field.patching().replace()) {
      if (changes) {
        patch.put(key, after);
      }
      return;
    }
    Map<String, @Nullable Object> below = maps(before, after, field, field.patching().retainKeys());
    if (!below.isEmpty()) {
      patch.put(key, below);
    }
  }

  private void listField(
      String key,
      List<@Nullable Object> before,
      List<@Nullable Object> after,
      Map<String, @Nullable Object> patch,
      Schema field) {
    Schema.Patching patching = field.patching();
    if (!patching.merge()) {
      replace(key, before, after, patch);
      return;
    }
    if (before.isEmpty()) {
      if (!after.isEmpty() && changes) {
        patch.put(key, after);
      }
      return;
    }
    if (MergeLists.holdMaps(before, after)) {
      mapItems(key, before, after, patch, field);
    } else {
      scalarItems(key, before, after, patch);
    }
  }

  private void mapItems(
      String key,
      List<@Nullable Object> before,
      List<@Nullable Object> after,
      Map<String, @Nullable Object> patch,
      Schema field) {
    String mergeKey = field.patching().key();
    List<@Nullable Object> changed = new ArrayList<>();
    List<@Nullable Object> deleted = new ArrayList<>();
    compareItems(before, after, field, changed, deleted);
    List<@Nullable Object> items = MergeLists.ordered(changed, after, mergeKey, true);
    boolean sameOrder = sameOrder(before, after, mergeKey);
    items.addAll(deleted);
    if (!items.isEmpty()) {
      patch.put(key, items);
    }
    if (elementOrder
        && ((changes && (!items.isEmpty() || !sameOrder)) || (deletions && !items.isEmpty()))) {
      List<@Nullable Object> order = new ArrayList<>();
      for (Object item : after) {
        Map<String, @Nullable Object> only = new LinkedHashMap<>();
        only.put(mergeKey, map(item).get(mergeKey));
        order.add(only);
      }
      if (!order.isEmpty()) {
        patch.put(Directives.ELEMENT_ORDER + "/" + key, order);
      }
    }
  }

  private static boolean sameOrder(
      List<@Nullable Object> before, List<@Nullable Object> after, String mergeKey) {
    if (before.size() != after.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      if (!Objects.equals(map(before.get(i)).get(mergeKey), map(after.get(i)).get(mergeKey))) {
        return false;
      }
    }
    return true;
  }

  private void compareItems(
      List<@Nullable Object> before,
      List<@Nullable Object> after,
      Schema field,
      List<@Nullable Object> changed,
      List<@Nullable Object> deleted) {
    String mergeKey = field.patching().key();
    List<Map<String, @Nullable Object>> left = MergeLists.byKey(before, mergeKey);
    List<Map<String, @Nullable Object>> right = MergeLists.byKey(after, mergeKey);
    int l = 0;
    int r = 0;
    while (l < left.size() || r < right.size()) {
      int order = order(left, l, right, r, mergeKey);
      if (order == 0) {
        Map<String, @Nullable Object> below =
            maps(
                left.get(l++),
                right.get(r),
                Directives.items(field),
                field.patching().retainKeys());
        if (!below.isEmpty()) {
          below.put(mergeKey, right.get(r).get(mergeKey));
          changed.add(below);
        }
        r++;
      } else if (order > 0) {
        if (changes) {
          changed.add(right.get(r));
        }
        r++;
      } else {
        if (deletions) {
          Map<String, @Nullable Object> deletion = new LinkedHashMap<>();
          deletion.put(mergeKey, left.get(l).get(mergeKey));
          deletion.put(Directives.MARKER, Directives.DELETE);
          deleted.add(deletion);
        }
        l++;
      }
    }
  }

  /// Which of two lists' next items comes first; a list at its end comes last.
  private static int order(
      List<Map<String, @Nullable Object>> left,
      int l,
      List<Map<String, @Nullable Object>> right,
      int r,
      String mergeKey) {
    String a = l < left.size() ? keyText(left.get(l), mergeKey) : null;
    String b = r < right.size() ? keyText(right.get(r), mergeKey) : null;
    if (a == null) {
      return 1;
    }
    return b == null ? -1 : GoStrings.compare(a, b);
  }

  private static String keyText(Map<String, @Nullable Object> item, String mergeKey) {
    if (!item.containsKey(mergeKey)) {
      throw Directives.noMergeKey(item, mergeKey);
    }
    return TreeValues.plain(item.get(mergeKey));
  }

  private void scalarItems(
      String key,
      List<@Nullable Object> before,
      List<@Nullable Object> after,
      Map<String, @Nullable Object> patch) {
    List<@Nullable Object> sorted = new ArrayList<>(after);
    MergeLists.sortScalars(before);
    MergeLists.sortScalars(sorted);
    List<@Nullable Object> added = new ArrayList<>();
    List<@Nullable Object> deleted = new ArrayList<>();
    int l = 0;
    int r = 0;
    while (l < before.size() || r < sorted.size()) {
      int order;
      if (l >= before.size()) {
        order = 1;
      } else if (r >= sorted.size()) {
        order = -1;
      } else {
        order = GoStrings.compare(TreeValues.plain(before.get(l)), TreeValues.plain(sorted.get(r)));
      }
      if (order < 0 && deletions) {
        deleted.add(before.get(l));
      } else if (order > 0 && changes) {
        added.add(sorted.get(r));
      }
      l += order <= 0 ? 1 : 0;
      r += order >= 0 ? 1 : 0;
    }
    MergeLists.deduplicate(deleted);
    added = MergeLists.ordered(added, after, "", false);
    if (!added.isEmpty()) {
      patch.put(key, added);
    }
    if (!deleted.isEmpty()) {
      patch.put(Directives.DELETE_FROM_LIST + "/" + key, deleted);
    }
    if (elementOrder
        && !after.isEmpty()
        && ((deletions && !deleted.isEmpty()) || (changes && !before.equals(after)))) {
      patch.put(Directives.ELEMENT_ORDER + "/" + key, after);
    }
  }
}
