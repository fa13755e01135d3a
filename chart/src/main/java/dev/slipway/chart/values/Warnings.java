package dev.slipway.chart.values;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.core.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects what Helm writes to its log while it merges values; the same text only once. Confined
/// to one thread.
public final class Warnings {
  private final Set<String> seen = new LinkedHashSet<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /// Adds a conflict between values.
  public void conflict(String message) {
    add(ChartErrorCode.VALUES_CONFLICT, message);
  }

  /// Adds a warning.
  public void add(ChartErrorCode code, String message) {
    if (seen.add(message)) {
      diagnostics.add(Diagnostic.warning(code, message));
    }
  }

  /// All warnings so far, in their order.
  public List<Diagnostic> toList() {
    return List.copyOf(diagnostics);
  }
}
