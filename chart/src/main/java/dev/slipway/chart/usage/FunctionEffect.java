package dev.slipway.chart.usage;

/// What a function makes of its arguments, and what it reads of them.
@FunctionalInterface
interface FunctionEffect {
  AbstractValue apply(FunctionCall call);
}
