package dev.slipway.sandbox.rule;

import dev.slipway.sandbox.resource.ResourceType;

/// Which rules are those of which kind.
final class RuleBook {
  private RuleBook() {}

  static KindRule of(ResourceType type) {
    return KindRule.NONE;
  }
}
