package dev.slipway.chart.usage;

import dev.slipway.gotemplate.Place;
import dev.slipway.gotemplate.RenderObserver;
import java.util.ArrayList;
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
  /// Stands for all that is inside.
  private static final String ANY = "*";

  /// Functions that copy all there is, or look only at what kind of value it is: what of it is read
  /// shows later, which the analysis follows and an observer cannot.
  private static final Set<String> NOT_READING =
      Set.of(
          "deepCopy",
          "mustDeepCopy",
          "merge",
          "mustMerge",
          "mergeOverwrite",
          "mustMergeOverwrite",
          "omit",
          "empty",
          "kindIs",
          "kindOf",
          "typeIs",
          "typeIsLike",
          "typeOf");

  /// The paths of each map and list: charts and their subcharts share the inner maps of `global`.
  private final IdentityHashMap<Object, List<ValuePath>> paths = new IdentityHashMap<>();

  /// Reads that are to be explained: by one of the paths.
  private final Map<List<ValuePath>, Place> reads = new LinkedHashMap<>();

  /// @param values the coalesced values that the rendering gets, this very map
  public ObservedReads(Map<String, @Nullable Object> values) {
    addPaths(values, ValuePath.ROOT);
  }

  private void addPaths(@Nullable Object value, ValuePath path) {
    switch (value) {
      case Map<?, ?> map -> {
        paths.computeIfAbsent(map, _ -> new ArrayList<>(1)).add(path);
        map.forEach((key, inner) -> addPaths(inner, path.child("" + key)));
      }
      case List<?> list -> {
        paths.computeIfAbsent(list, _ -> new ArrayList<>(1)).add(path);
        for (int i = 0; i < list.size(); i++) {
          addPaths(list.get(i), path.child(Integer.toString(i)));
        }
      }
      case null, default -> {}
    }
  }

  /// What is not there is of no interest, and some of it are not keys at all: of functions such as
  /// `dig`, an observer hears all texts among the arguments.
  @Override
  public void keyRead(Map<?, ?> map, String key, Place place) {
    if (map.containsKey(key)) {
      add(map, key, place);
    }
  }

  @Override
  public void rangedOver(Object value, Place place) {
    if (value instanceof Map<?, ?> map) {
      map.keySet().forEach(key -> add(map, "" + key, place));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        add(list, Integer.toString(i), place);
      }
    }
  }

  @Override
  public void wholeRead(Object value, Place place) {
    if (!NOT_READING.contains(wordAt(place))) {
      add(value, ANY, place);
    }
  }

  private void add(Object outer, String step, Place place) {
    List<ValuePath> known = paths.get(outer);
    if (known == null || (step.equals(ANY) && known.contains(ValuePath.ROOT))) {
      return;
    }
    List<ValuePath> inner = new ArrayList<>(known.size());
    known.forEach(path -> inner.add(path.child(step)));
    reads.putIfAbsent(inner, place);
  }

  private static String wordAt(Place place) {
    int end = place.offset();
    while (end < place.text().length() && Character.isLetterOrDigit(place.text().charAt(end))) {
      end++;
    }
    return place.text().substring(place.offset(), end);
  }

  /// What was read although the analysis says that nothing reads it: the path, with `*` for all
  /// that is inside, and the place that read it.
  public SortedMap<String, Place> unexpected(ValueReads known) {
    SortedMap<String, Place> missed = new TreeMap<>();
    reads.forEach((candidates, place) -> {
      for (ValuePath path : candidates) {
        if (ReadsOfPath.of(known, path).use() != ExplainedValue.Use.UNREAD) {
          return;
        }
      }
      missed.put(candidates.getFirst().toString(), place);
    });
    return missed;
  }
}
