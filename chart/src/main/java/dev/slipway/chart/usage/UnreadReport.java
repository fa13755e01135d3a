package dev.slipway.chart.usage;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells a user which of their values no template reads.
public final class UnreadReport {
  /// So many are told one by one; more in one list.
  private static final int ONE_BY_ONE = 3;

  private final Severity severity;

  private UnreadReport(Severity severity) {
    this.severity = severity;
  }

  /// What to tell about the values that a user gives and no template reads; nothing if all are
  /// read. Keys of values.schema.json, and what is only there to hold a YAML anchor, count as read.
  ///
  /// @throws dev.slipway.chart.ChartException if the values or templates are malformed
  public static List<Diagnostic> of(ChartUse use, Severity severity) {
    return new UnreadReport(severity).tell(places(use));
  }

  /// The same, as places.
  ///
  /// @throws dev.slipway.chart.ChartException if the values or templates are malformed
  public static List<UnreadPlace> places(ChartUse use) {
    Map<String, @Nullable Object> values = use.values();
    Chart used = use.used(values);
    ValueReads reads = ValueReads.of(use.chart(), used, use.version(), values, false);
    SchemaKeys schema = SchemaKeys.of(used);
    List<UnreadPlace> places = new ArrayList<>();
    for (ValueLayer layer : UserLayers.of(use)) {
      for (UnreadValue value : UnreadValues.in(layer.values(), reads, schema)) {
        if (!layer.isAnchor(value.path())) {
          places.add(new UnreadPlace(value, layer, layer.location(value.path())));
        }
      }
    }
    return places;
  }

  private List<Diagnostic> tell(List<UnreadPlace> entries) {
    if (entries.size() > ONE_BY_ONE) {
      return List.of(summary(entries));
    }
    List<Diagnostic> all = new ArrayList<>();
    for (UnreadPlace entry : entries) {
      Diagnostic diagnostic =
          diagnostic("no template reads the value " + entry.value().path())
              .withHint(hint(entry.value()));
      if (entry.layer().isFlag()) {
        diagnostic = diagnostic.withNotes(List.of("given by " + entry.layer().name()));
      } else {
        diagnostic = diagnostic.at(entry.location(), entry.layer().line(entry.location()));
      }
      all.add(diagnostic);
    }
    return all;
  }

  private Diagnostic diagnostic(String message) {
    return new Diagnostic(
        ChartErrorCode.UNREAD_VALUE, severity, message, null, null, List.of(), null);
  }

  private Diagnostic summary(List<UnreadPlace> entries) {
    List<String> lines = new ArrayList<>();
    Map<String, Boolean> told = new LinkedHashMap<>();
    for (UnreadPlace entry : entries) {
      String meant =
          entry.value().nearest() == null ? "" : " (did you mean " + entry.value().nearest() + "?)";
      String line = entry.location() + ": " + entry.value().path() + meant;
      if (told.put(line, true) == null) {
        lines.add(line);
      }
    }
    return diagnostic("no template reads " + lines.size() + " of the values")
        .withNotes(lines)
        .withHint(
            "'slipway explain CHART' with the same flags lists all values and who reads them.");
  }

  private static @Nullable String hint(UnreadValue value) {
    return value.nearest() == null ? null : "Did you mean " + value.nearest() + "?";
  }
}
