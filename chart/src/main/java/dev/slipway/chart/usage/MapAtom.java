package dev.slipway.chart.usage;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something with fields or elements. Templates change maps (`set`, `merge`): what they put in is
/// kept beside what was there, since the order of such changes is not followed.
abstract sealed class MapAtom implements Atom permits ContainerAtom, ContextAtom, ValueNode {
  private Map<String, AbstractValue> fields = Map.of();
  private AbstractValue rest = AbstractValue.NOTHING;
  private AbstractValue bases = AbstractValue.NOTHING;

  /// What was put in under known keys.
  Map<String, AbstractValue> fields() {
    return fields;
  }

  /// What was put in under keys that are not known, and the elements of a list.
  AbstractValue rest() {
    return rest;
  }

  /// Maps that were merged into this one.
  AbstractValue bases() {
    return bases;
  }

  /// How much was put in.
  int additions() {
    int count = rest.size() + bases.size();
    for (AbstractValue field : fields.values()) {
      count += field.size();
    }
    return count;
  }

  @Nullable AbstractValue field(String key) {
    return fields.get(key);
  }

  /// Puts a value in.
  ///
  /// @return whether that changed anything
  boolean put(String key, AbstractValue value) {
    AbstractValue known = fields.get(key);
    AbstractValue joined = known == null ? value : known.join(value);
    if (known != null && joined.equals(known)) {
      return false;
    }
    if (fields.isEmpty()) {
      fields = new LinkedHashMap<>();
    }
    fields.put(key, joined);
    return true;
  }

  boolean putRest(AbstractValue value) {
    AbstractValue joined = rest.join(value);
    boolean changed = !joined.equals(rest);
    rest = joined;
    return changed;
  }

  boolean addBases(AbstractValue more) {
    AbstractValue joined = bases.join(more.without(this));
    boolean changed = !joined.equals(bases);
    bases = joined;
    return changed;
  }
}
