package dev.slipway.chart.usage;

import java.util.Map;

/// What a chart's templates get as `.`: Values, Chart, Release and so on.
final class ContextAtom extends MapAtom {
  private final Scope scope;
  private final Map<String, AbstractValue> objects;

  ContextAtom(Scope scope, Map<String, AbstractValue> objects) {
    this.scope = scope;
    this.objects = objects;
  }

  Scope scope() {
    return scope;
  }

  AbstractValue object(String name) {
    return objects.getOrDefault(name, AbstractValue.NOTHING);
  }
}
