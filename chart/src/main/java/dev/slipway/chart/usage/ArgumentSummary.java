package dev.slipway.chart.usage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Many values as one: what stands under the same keys of maps that templates make is put together.
final class ArgumentSummary {
  /// Maps further inside are put together with the map around them.
  private static final int DEEPEST = 4;

  private final ContainerAtom container = new ContainerAtom();
  private final Map<String, ArgumentSummary> fields = new HashMap<>();
  private final int depth;
  private AbstractValue value = AbstractValue.NOTHING;
  private int version;

  ArgumentSummary() {
    this(0);
  }

  private ArgumentSummary(int depth) {
    this.depth = depth;
  }

  /// All values.
  AbstractValue value() {
    return value;
  }

  /// Changes when the values become more.
  int version() {
    return version;
  }

  /// Adds a value.
  void add(AbstractValue more) {
    add(more, new HashSet<>());
  }

  /// @return whether that was news
  private boolean add(AbstractValue more, Set<ContainerAtom> seen) {
    AbstractValue all = value;
    boolean news = false;
    for (int i = 0; i < more.size(); i++) {
      if (more.atom(i) instanceof ContainerAtom added) {
        all = all.join(AbstractValue.of(container));
        news |= added != container && seen.add(added) && absorb(added, seen);
      } else {
        all = all.join(AbstractValue.of(more.atom(i)));
      }
    }
    news |= !all.equals(value);
    value = all;
    version += news ? 1 : 0;
    return news;
  }

  private boolean absorb(ContainerAtom added, Set<ContainerAtom> seen) {
    boolean news = false;
    for (Map.Entry<String, AbstractValue> field : Map.copyOf(added.fields()).entrySet()) {
      ArgumentSummary inner = inner(field.getKey());
      news |= inner.add(field.getValue(), seen);
      news |= container.put(field.getKey(), inner.value);
    }
    ArgumentSummary rest = inner("*");
    news |= rest.add(added.rest(), seen);
    news |= container.putRest(rest.value);
    for (int i = 0; i < added.bases().size(); i++) {
      Atom base = added.bases().atom(i);
      if (base instanceof ContainerAtom inner) {
        news |= inner != container && seen.add(inner) && absorb(inner, seen);
      } else {
        news |= container.addBases(AbstractValue.of(base));
      }
    }
    return news;
  }

  private ArgumentSummary inner(String key) {
    if (depth >= DEEPEST) {
      return this;
    }
    return fields.computeIfAbsent(key, _ -> new ArgumentSummary(depth + 1));
  }
}
