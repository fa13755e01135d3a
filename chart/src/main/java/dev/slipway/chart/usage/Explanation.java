package dev.slipway.chart.usage;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.values.Coalescing;
import dev.slipway.chart.values.Warnings;
import dev.slipway.core.SourceLocation;
import dev.slipway.core.Spelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Explains the values of a chart: who sets each one, whom that overrides, and which templates read
/// it.
public final class Explanation {
  private final ValueReads reads;
  private final LayeredValues layers;
  private final List<ValueLayer> user;
  private final Map<String, @Nullable Object> values;
  private final Map<String, @Nullable Object> defaults;
  private final List<ExplainedValue> found = new ArrayList<>();
  private final Set<ValuePath> paths = new HashSet<>();

  private Explanation(ChartUse use) {
    Map<String, @Nullable Object> given = use.values();
    Chart used = use.used(given);
    this.user = UserLayers.of(use);
    this.reads = ValueReads.of(use.chart(), used, use.version(), given, true);
    this.layers = new LayeredValues(use.chart(), used, user);
    Map<String, @Nullable Object> own = used.values();
    this.defaults = own == null ? Map.of() : own;
    this.values = new Coalescing(use.version(), new Warnings()).coalesce(used, given);
  }

  /// Explains all values, or those at and under a path.
  ///
  /// @param under the path; [ValuePath#ROOT] for all
  /// @return the values that are not maps or lists of maps, in the order of the chart's
  ///   values.yaml, then those that a null removed
  /// @throws ChartException if there is no such path, or if values or templates are malformed
  public static List<ExplainedValue> of(ChartUse use, ValuePath under) {
    Explanation explanation = new Explanation(use);
    explanation.addAll(under);
    return List.copyOf(explanation.found);
  }

  private void addAll(ValuePath under) {
    visit(values, defaults, ValuePath.ROOT, under);
    user.forEach(layer -> visitRemoved(layer.values(), ValuePath.ROOT, under));
    if (found.isEmpty() && !under.steps().isEmpty()) {
      unread(under);
    }
  }

  /// @param order the defaults there, whose keys come first
  private void visit(
      @Nullable Object value, @Nullable Object order, ValuePath path, ValuePath under) {
    boolean inside = path.startsWith(under);
    if (!inside && !under.startsWith(path)) {
      return;
    }
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      Map<?, ?> ordered = order instanceof Map<?, ?> known ? known : Map.of();
      Set<Object> keys = new LinkedHashSet<>(ordered.keySet());
      keys.retainAll(map.keySet());
      keys.addAll(map.keySet());
      for (Object key : keys) {
        if (!isInherited(path, "" + key, map.get(key))) {
          visit(map.get(key), ordered.get(key), path.child("" + key), under);
        }
      }
    } else if (value instanceof List<?> list && (!inside || holdsMaps(list))) {
      for (int i = 0; i < list.size(); i++) {
        visit(list.get(i), null, path.child(Integer.toString(i)), under);
      }
    } else if (inside && !path.steps().isEmpty()) {
      add(path, value);
    }
  }

  private static boolean holdsMaps(List<?> list) {
    return list.stream().anyMatch(item -> item instanceof Map<?, ?> || item instanceof List<?>);
  }

  /// Whether it is the `global` map that a subchart has from its parent.
  private boolean isInherited(ValuePath path, String key, @Nullable Object value) {
    return key.equals("global")
        && !path.steps().isEmpty()
        && Objects.equals(value, values.get("global"));
  }

  private void visitRemoved(@Nullable Object value, ValuePath path, ValuePath under) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, inner) -> visitRemoved(inner, path.child("" + key), under));
    } else if (value == null && path.startsWith(under) && !isThere(path)) {
      add(path, null);
    }
  }

  private boolean isThere(ValuePath path) {
    Object at = values;
    for (String step : path.steps()) {
      if (!(at instanceof Map<?, ?> map) || !map.containsKey(step)) {
        return false;
      }
      at = map.get(step);
    }
    return true;
  }

  private void add(ValuePath path, @Nullable Object value) {
    if (!paths.add(path)) {
      return;
    }
    List<Origin> origins = new ArrayList<>();
    int winner = -1;
    for (LayeredValues.Candidate candidate : layers.candidates(path)) {
      Optional<ValueLayer.Found> there = candidate.layer().find(candidate.path());
      if (there.isPresent()) {
        Object given = there.get().value();
        if (winner < 0 && Objects.equals(given, value)) {
          winner = origins.size();
        }
        origins.add(new Origin(candidate.layer().location(candidate.path()), given));
      }
    }
    Origin setBy = origins.isEmpty() ? null : origins.remove(Math.max(winner, 0));
    origins.removeIf(other -> other.equals(setBy));
    ReadsOfPath readers = ReadsOfPath.of(reads, path);
    ExplainedValue.Use use =
        value == null && !isThere(path) ? ExplainedValue.Use.REMOVED : readers.use();
    found.add(
        new ExplainedValue(
            path,
            value,
            use,
            setBy,
            new ArrayList<>(new LinkedHashSet<>(origins)),
            readers.places()));
  }

  /// A path that has no value may still be read; otherwise it is a mistake.
  private void unread(ValuePath path) {
    ReadsOfPath readers = ReadsOfPath.of(reads, path);
    if (!readers.places().isEmpty()) {
      found.add(new ExplainedValue(path, null, readers.use(), null, List.of(), readers.places()));
      return;
    }
    Set<String> known = new TreeSet<>();
    addPaths(values, ValuePath.ROOT, known);
    String hint =
        Spelling.nearest(path.toString(), known)
            .or(() -> known.stream().filter(other -> other.endsWith("." + path.last())).findFirst())
            .map(near -> "Did you mean " + near + "?")
            .orElse("Without a path all values are listed.");
    throw ChartException.of(
        ChartErrorCode.NO_SUCH_VALUE,
        "the chart has no value " + path + ", and no template reads it",
        hint);
  }

  private static void addPaths(@Nullable Object value, ValuePath path, Set<String> known) {
    if (!path.steps().isEmpty()) {
      known.add(path.toString());
    }
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, inner) -> addPaths(inner, path.child("" + key), known));
    }
  }

  /// Compares places by file, line and column.
  static Comparator<SourceLocation> byPlace() {
    return Comparator.comparing(SourceLocation::name)
        .thenComparingInt(SourceLocation::line)
        .thenComparingInt(SourceLocation::column);
  }
}
