package dev.slipway.cli.option;

import java.util.List;
import java.util.Map;

/// A command line that was understood: the flags' values and the other arguments.
public final class Invocation {
  private final Map<Option<?>, Object> values;
  private final List<String> arguments;

  Invocation(Map<Option<?>, Object> values, List<String> arguments) {
    this.values = Map.copyOf(values);
    this.arguments = List.copyOf(arguments);
  }

  /// The flag's value: what was given, or its first value.
  @SuppressWarnings("unchecked") // the parser puts a T under an Option<T>
  public <T> T get(Option<T> option) {
    Object value = values.get(option);
    return value == null ? option.initial() : (T) value;
  }

  /// Whether the flag was given at all.
  public boolean has(Option<?> option) {
    return values.containsKey(option);
  }

  /// What is no flag, in order.
  public List<String> arguments() {
    return arguments;
  }
}
