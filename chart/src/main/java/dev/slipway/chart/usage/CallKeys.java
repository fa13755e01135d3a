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
  private static final long CYCLE = -1;

  /// The kind of atom is in the last bits of its number.
  private static final int KINDS = 2;

  private static final int NODE = 0;
  private static final int CONTEXT = 1;
  private static final int CONTENT = 2;
  private static final int TEXT = 3;

  private final Map<List<Object>, Integer> contents = new HashMap<>();
  private final Map<String, Integer> texts = new HashMap<>();
  private final Map<Scope, Integer> scopes = new HashMap<>();
  private final Map<Atom, Long> visited = new HashMap<>();
  private final Map<String, Map<Long, Integer>> calls = new HashMap<>();
  private int count;

  /// The number of a call.
  int of(String template, AbstractValue argument) {
    visited.clear();
    Map<Long, Integer> ofTemplate = calls.get(template);
    if (ofTemplate == null) {
      ofTemplate = new HashMap<>();
      calls.put(template, ofTemplate);
    }
    long number = number(argument);
    Integer known = ofTemplate.get(number);
    if (known == null) {
      known = count++;
      ofTemplate.put(number, known);
    }
    return known;
  }

  private static long tagged(int number, int kind) {
    return ((long) number << KINDS) | kind;
  }

  private static <K> int number(Map<K, Integer> numbers, K key) {
    Integer known = numbers.get(key);
    if (known == null) {
      known = numbers.size();
      numbers.put(key, known);
    }
    return known;
  }

  private long number(AbstractValue value) {
    if (value.size() == 1) {
      return number(value.atom(0));
    }
    long[] parts = new long[value.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = number(value.atom(i));
    }
    Arrays.sort(parts);
    List<Object> content = new ArrayList<>(parts.length + 1);
    content.add("|");
    for (long part : parts) {
      content.add(part);
    }
    return tagged(number(contents, content), CONTENT);
  }

  private long number(Atom atom) {
    return switch (atom) {
      case ValueNode node -> tagged(node.number(), NODE);
      case ContextAtom context -> tagged(number(scopes, context.scope()), CONTEXT);
      case TextAtom text -> tagged(number(texts, text.pattern()), TEXT);
      case FilesAtom files -> tagged(number(contents, List.of(files.scope())), CONTENT);
      case ContainerAtom container -> number(container);
    };
  }

  private long number(ContainerAtom container) {
    Long known = visited.putIfAbsent(container, CYCLE);
    if (known != null) {
      return known;
    }
    long number = tagged(number(contents, content(container)), CONTENT);
    visited.put(container, number);
    return number;
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
