package dev.slipway.release.apply;

import dev.slipway.release.plan.ConflictRule;
import java.util.Map;

/// What becomes of fields that the release sets and someone else owns.
///
/// @param otherwise the rule for all fields that `byPath` does not name
/// @param byPath rules for fields as the cluster writes them, such as `.spec.replicas`
public record ConflictChoice(ConflictRule otherwise, Map<String, ConflictRule> byPath) {
  /// Nothing is taken without a word.
  public static final ConflictChoice STOP = of(ConflictRule.STOP);

  public ConflictChoice {
    byPath = Map.copyOf(byPath);
  }

  /// One rule for all fields.
  public static ConflictChoice of(ConflictRule rule) {
    return new ConflictChoice(rule, Map.of());
  }

  /// The rule for a field.
  public ConflictRule rule(String path) {
    return byPath.getOrDefault(path, otherwise);
  }
}
