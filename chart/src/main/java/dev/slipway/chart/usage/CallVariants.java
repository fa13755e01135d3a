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
  private final Map<String, AbstractValue> joined = new HashMap<>();

  /// Notes a call by its number.
  void add(String template, int call) {
    calls.computeIfAbsent(template, _ -> new HashSet<>()).add(call);
  }

  /// Whether it had too many different arguments.
  boolean isFull(String template) {
    return calls.getOrDefault(template, Set.of()).size() >= MOST;
  }

  /// Adds an argument to all those of a template.
  ///
  /// @return whether it is news
  boolean join(String template, AbstractValue argument) {
    AbstractValue before = joined(template);
    AbstractValue after = before.join(argument);
    joined.put(template, after);
    return !after.equals(before);
  }

  AbstractValue joined(String template) {
    return joined.getOrDefault(template, AbstractValue.NOTHING);
  }
}
