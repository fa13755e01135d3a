package dev.slipway.chart.usage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbers calls so that two calls of one template with equal arguments, and only those, get the
/// same number. Maps that templates make are equal if their content is.
final class CallKeys {
  /// Stands for a map inside itself.
  private static final int CYCLE = -1;

  private final Map<List<Object>, Integer> numbers = new HashMap<>();
  private final Map<Atom, Integer> visited = new HashMap<>();

  /// The number of a call.
  int of(String template, AbstractValue argument) {
    visited.clear();
    return number(List.of(template, number(argument)));
  }

  private int number(List<Object> content) {
    return numbers.computeIfAbsent(content, _ -> numbers.size());
  }

  private int number(AbstractValue value) {
    if (value.size() == 1) {
      return number(value.atom(0));
    }
    int[] parts = new int[value.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = number(value.atom(i));
    }
    Arrays.sort(parts);
    List<Object> content = new ArrayList<>(parts.length + 1);
    content.add("|");
    for (int part : parts) {
      content.add(part);
    }
    return number(content);
  }

  private int number(Atom atom) {
    if (atom instanceof ContainerAtom container) {
      Integer known = visited.putIfAbsent(container, CYCLE);
      if (known != null) {
        return known;
      }
      int number = number(content(container));
      visited.put(container, number);
      return number;
    }
    return number(List.of(atom));
  }

  private List<Object> content(ContainerAtom container) {
    List<String> keys = new ArrayList<>(container.fields().keySet());
    keys.sort(null);
    List<Object> content = new ArrayList<>(2 * keys.size() + 3);
    content.add(container.length());
    for (String key : keys) {
      content.add(key);
      content.add(number(container.fields().getOrDefault(key, AbstractValue.NOTHING)));
    }
    content.add(number(container.rest()));
    content.add(number(container.bases()));
    return content;
  }
}
