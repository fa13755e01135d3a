package dev.slipway.chart.usage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The variables of one call of a template, innermost last.
final class Variables {
  private final List<String> names = new ArrayList<>();
  private AbstractValue[] values = new AbstractValue[8];

  int mark() {
    return names.size();
  }

  void pop(int mark) {
    names.subList(mark, names.size()).clear();
  }

  void declare(String name, AbstractValue value) {
    int index = names.size();
    if (index == values.length) {
      values = Arrays.copyOf(values, index * 2);
    }
    names.add(name);
    values[index] = value;
  }

  void assign(String name, AbstractValue value) {
    int index = names.lastIndexOf(name);
    if (index >= 0) {
      values[index] = value;
    }
  }

  AbstractValue get(String name) {
    int index = names.lastIndexOf(name);
    return index < 0 ? AbstractValue.NOTHING : values[index];
  }

  /// The values of all variables there are.
  AbstractValue[] snapshot() {
    return Arrays.copyOf(values, names.size());
  }

  /// Goes back to a snapshot of the same variables.
  void restore(AbstractValue[] snapshot) {
    System.arraycopy(snapshot, 0, values, 0, snapshot.length);
  }

  /// Takes each variable for what it is now or was then.
  ///
  /// @return whether that is more than what it was then
  @SuppressWarnings("ReferenceEquality") // only spares the comparison of what nobody assigned
  boolean join(AbstractValue[] snapshot) {
    boolean more = false;
    for (int i = 0; i < snapshot.length; i++) {
      if (snapshot[i] == values[i]) {
        continue;
      }
      AbstractValue joined = snapshot[i].join(values[i]);
      more |= !joined.equals(snapshot[i]);
      values[i] = joined;
    }
    return more;
  }
}
