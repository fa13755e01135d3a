package dev.slipway.chart.usage;

import java.util.ArrayList;
import java.util.List;

/// A path into values: keys, and the indices of items in decimal.
///
/// @param steps the keys and indices from the outside in
public record ValuePath(List<String> steps) {
  /// The path of the values themselves.
  public static final ValuePath ROOT = new ValuePath(List.of());

  public ValuePath {
    steps = List.copyOf(steps);
  }

  /// Reads `a.b`, `a[0].b`, `a.0.b` or `a."b.c"`; a backslash takes the next character as it is.
  public static ValuePath parse(String text) {
    List<String> steps = new ArrayList<>();
    StringBuilder step = new StringBuilder();
    boolean quoted = false;
    boolean began = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        step.append(text.charAt(++i));
        began = true;
      } else if (c == '"') {
        quoted = !quoted;
        began = true;
      } else if (!quoted && (c == '.' || c == '[' || c == ']')) {
        if (began) {
          steps.add(step.toString());
        }
        step.setLength(0);
        began = false;
      } else {
        step.append(c);
        began = true;
      }
    }
    if (began) {
      steps.add(step.toString());
    }
    return new ValuePath(steps);
  }

  /// The path of an inner value.
  public ValuePath child(String step) {
    List<String> more = new ArrayList<>(steps);
    more.add(step);
    return new ValuePath(more);
  }

  /// The key or index of the value itself; empty for [#ROOT].
  public String last() {
    return steps.isEmpty() ? "" : steps.getLast();
  }

  /// The path without its first steps.
  ValuePath from(int step) {
    return new ValuePath(steps.subList(step, steps.size()));
  }

  /// The path of the value around this one.
  public ValuePath parent() {
    return steps.isEmpty() ? this : new ValuePath(steps.subList(0, steps.size() - 1));
  }

  /// Whether this is `other` or a path into it.
  public boolean startsWith(ValuePath other) {
    return steps.size() >= other.steps.size()
        && steps.subList(0, other.steps.size()).equals(other.steps);
  }

  private static void write(StringBuilder out, String step) {
    if (!step.isEmpty() && step.chars().allMatch(c -> c >= '0' && c <= '9')) {
      out.append('[').append(step).append(']');
      return;
    }
    if (!out.isEmpty()) {
      out.append('.');
    }
    boolean plain = !step.isEmpty() && step.chars().noneMatch(c -> ".[]\"\\ ".indexOf(c) >= 0);
    if (plain) {
      out.append(step);
    } else {
      out.append('"').append(step.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
  }

  /// As users write it: `a.b[0]."c.d"`.
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (String step : steps) {
      write(out, step);
    }
    return out.toString();
  }
}
