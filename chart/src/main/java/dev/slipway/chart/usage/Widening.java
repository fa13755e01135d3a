package dev.slipway.chart.usage;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/// Takes what is new in the argument of a recursive call as read with all that is in it, so that
/// the recursion ends.
final class Widening {
  private final Navigation navigation;
  private final Set<Atom> known = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Atom, AbstractValue> widened = new HashMap<>();

  /// @param first the argument of the first of the calls
  Widening(Navigation navigation, AbstractValue first) {
    this.navigation = navigation;
    remember(first);
  }

  private void remember(AbstractValue value) {
    for (int i = 0; i < value.size(); i++) {
      Atom atom = value.atom(i);
      if (known.add(atom) && atom instanceof ContainerAtom container) {
        container.fields().values().forEach(this::remember);
        remember(container.rest());
        remember(container.bases());
      }
    }
  }

  AbstractValue widen(AbstractValue value) {
    AbstractValue result = AbstractValue.NOTHING;
    for (int i = 0; i < value.size(); i++) {
      Atom atom = value.atom(i);
      result =
          result.join(
              switch (atom) {
                case ContextAtom _, FilesAtom _ -> AbstractValue.of(atom);
                case TextAtom _ -> AbstractValue.SCALAR;
                case ValueNode _ when known.contains(atom) -> AbstractValue.of(atom);
                case ValueNode _ -> {
                  navigation.whole(AbstractValue.of(atom), -1);
                  yield AbstractValue.SCALAR;
                }
                case ContainerAtom container -> widen(container);
              });
    }
    return result;
  }

  private AbstractValue widen(ContainerAtom container) {
    AbstractValue before = widened.get(container);
    if (before != null) {
      return before;
    }
    ContainerAtom copy = new ContainerAtom();
    AbstractValue result = AbstractValue.of(copy);
    widened.put(container, result);
    copy.length(container.length());
    container.fields().forEach((key, field) -> copy.put(key, widen(field)));
    copy.putRest(widen(container.rest()));
    copy.addBases(widen(container.bases()));
    return result;
  }
}
