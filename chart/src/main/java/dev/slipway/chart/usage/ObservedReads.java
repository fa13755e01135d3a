package dev.slipway.chart.usage;

import dev.slipway.gotemplate.Place;
import dev.slipway.gotemplate.RenderObserver;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The values that one rendering did read: all of them must be among those that the analysis says
/// may be read. Confined to the rendering's thread.
public final class ObservedReads implements RenderObserver {
  /// Functions that copy all there is: what of it is read shows when the copy is read, which the
  /// analysis follows and an observer cannot.
  private static final Set<String> COPYING =
      Set.of(
          "deepCopy", "mustDeepCopy", "merge", "mustMerge", "mergeOverwrite", "mustMergeOverwrite");

  private final IdentityHashMap<Object, ValuePath> paths = new IdentityHashMap<>();
  private final Map<ValuePath, Place> touched = new LinkedHashMap<>();
  private final Map<ValuePath, Place> wholes = new LinkedHashMap<>();

  /// @param values the coalesced values that the rendering gets, this very map
  public ObservedReads(Map<String, @Nullable Object> values) {
    addPaths(values, ValuePath.ROOT);
  }

  private void addPaths(@Nullable Object value, ValuePath path) {
    switch (value) {
      case Map<?, ?> map -> {
        paths.putIfAbsent(map, path);
        map.forEach((key, inner) -> addPaths(inner, path.child("" + key)));
      }
      case List<?> list -> {
        paths.putIfAbsent(list, path);
        for (int i = 0; i < list.size(); i++) {
          addPaths(list.get(i), path.child(Integer.toString(i)));
        }
      }
      case null, default -> {}
    }
  }

  @Override
  public void keyRead(Map<?, ?> map, String key, Place place) {
    ValuePath path = paths.get(map);
    if (path != null) {
      touched.putIfAbsent(path.child(key), place);
    }
  }

  @Override
  public void rangedOver(Object value, Place place) {
    ValuePath path = paths.get(value);
    if (path == null) {
      return;
    }
    if (value instanceof Map<?, ?> map) {
      map.keySet().forEach(key -> touched.putIfAbsent(path.child("" + key), place));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        touched.putIfAbsent(path.child(Integer.toString(i)), place);
      }
    }
  }

  @Override
  public void wholeRead(Object value, Place place) {
    ValuePath path = paths.get(value);
    if (path != null && !path.steps().isEmpty() && !COPYING.contains(wordAt(place))) {
      wholes.putIfAbsent(path, place);
    }
  }

  private static String wordAt(Place place) {
    int end = place.offset();
    while (end < place.text().length() && Character.isLetterOrDigit(place.text().charAt(end))) {
      end++;
    }
    return place.text().substring(place.offset(), end);
  }

  /// What was read although the analysis says that nothing reads it: the path, with `.*` for all
  /// that is inside, and the place that read it.
  public SortedMap<String, Place> unexpected(ValueReads reads) {
    SortedMap<String, Place> missed = new TreeMap<>();
    touched.forEach((path, place) -> {
      if (ReadsOfPath.of(reads, path).use() == ExplainedValue.Use.UNREAD) {
        missed.put(path.toString(), place);
      }
    });
    wholes.forEach((path, place) -> {
      if (ReadsOfPath.of(reads, path.child("any key")).use() == ExplainedValue.Use.UNREAD) {
        missed.put(path + ".*", place);
      }
    });
    return missed;
  }
}
