package dev.slipway.chart.usage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Counts the calls of each template with different arguments. After too many, a template is called
/// with all arguments at once instead, so that the analysis comes to an end.
final class CallVariants {
  private static final int MOST = 100;

  private final Map<String, Set<Integer>> calls = new HashMap<>();
  private final Map<String, ArgumentSummary> summaries = new HashMap<>();

  /// Notes a call by its number.
  void add(String template, int call) {
    calls.computeIfAbsent(template, _ -> new HashSet<>()).add(call);
  }

  /// Whether it had too many different arguments.
  boolean isFull(String template) {
    return calls.getOrDefault(template, Set.of()).size() >= MOST;
  }

  /// All arguments that a template gets since it had too many.
  ArgumentSummary summary(String template) {
    return summaries.computeIfAbsent(template, _ -> new ArgumentSummary());
  }
}
