package dev.slipway.chart.lint;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gathers what the rules find in one chart.
final class Findings {
  private final List<LintMessage> messages = new ArrayList<>();

  /// Adds a finding, unless `problem` is null.
  ///
  /// @return whether there was none
  boolean check(LintSeverity severity, String path, @Nullable String problem) {
    if (problem != null) {
      messages.add(new LintMessage(severity, path, problem));
    }
    return problem == null;
  }

  List<LintMessage> messages() {
    return List.copyOf(messages);
  }
}
