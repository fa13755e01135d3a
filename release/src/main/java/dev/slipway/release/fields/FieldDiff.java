package dev.slipway.release.fields;

import dev.slipway.release.fields.FieldPath.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares two trees field by field.
public final class FieldDiff {
  private final List<FieldChange> changes = new ArrayList<>();

  private FieldDiff() {}

  /// The fields that differ, each as far down as both sides have something; null counts as not
  /// there. Items of lists are matched as [ListItems] tells them apart.
  public static List<FieldChange> between(@Nullable Object before, @Nullable Object after) {
    FieldDiff diff = new FieldDiff();
    diff.compare(FieldPath.ROOT, before, after);
    return diff.changes;
  }

  private void compare(FieldPath path, @Nullable Object before, @Nullable Object after) {
    if (before instanceof Map<?, ?> a && after instanceof Map<?, ?> b) {
      maps(path, a, b);
    } else if (before instanceof List<?> a && after instanceof List<?> b) {
      lists(path, a, b);
    } else if (!SameValue.trees(before, after)) {
      changes.add(new FieldChange(path, before, after));
    }
  }

  private void maps(FieldPath path, Map<?, ?> before, Map<?, ?> after) {
    Set<String> keys = new LinkedHashSet<>();
    before.keySet().forEach(key -> keys.add((String) key));
    after.keySet().forEach(key -> keys.add((String) key));
    for (String key : keys) {
      compare(path.key(key), before.get(key), after.get(key));
    }
  }

  private void lists(FieldPath path, List<?> before, List<?> after) {
    if (SameValue.trees(before, after)) {
      return;
    }
    List<String> keys = ListItems.keys(path.field(), List.of(before, after));
    if (!keys.isEmpty()) {
      keyed(path, before, after, keys);
    } else if (before.size() == after.size() && areMaps(before) && areMaps(after)) {
      for (int i = 0; i < before.size(); i++) {
        compare(path.then(new Step.Index(i)), before.get(i), after.get(i));
      }
    } else {
      changes.add(new FieldChange(path, before, after));
    }
  }

  private void keyed(FieldPath path, List<?> before, List<?> after, List<String> keys) {
    int found = changes.size();
    Set<Map<String, Object>> identities = new LinkedHashSet<>();
    for (List<?> list : List.of(before, after)) {
      for (Object item : list) {
        Map<String, Object> identity = ListItems.identity(item, keys);
        if (identity != null) {
          identities.add(identity);
        }
      }
    }
    for (Map<String, Object> identity : identities) {
      compare(
          path.then(new Step.Item(identity)),
          ListItems.find(before, identity),
          ListItems.find(after, identity));
    }
    if (changes.size() == found) {
      // Only their order changed.
      changes.add(new FieldChange(path, before, after));
    }
  }

  private static boolean areMaps(List<?> list) {
    for (Object item : list) {
      if (!(item instanceof Map<?, ?>)) {
        return false;
      }
    }
    return true;
  }
}
