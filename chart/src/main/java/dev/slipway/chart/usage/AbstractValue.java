package dev.slipway.chart.usage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All that an expression of a template may yield: a set of atoms. Immutable, but for the maps in
/// it.
final class AbstractValue {
  /// Nothing at all: nil, a missing key.
  static final AbstractValue NOTHING = new AbstractValue(new Atom[0]);

  /// A scalar of which nothing is known.
  static final AbstractValue SCALAR = of(TextAtom.ANY);

  /// With more different texts than these, a value is taken for any text.
  private static final int MOST_TEXTS = 24;

  /// Up to so many atoms are compared one by one.
  private static final int FEW = 24;

  private final Atom[] atoms;

  private AbstractValue(Atom[] atoms) {
    this.atoms = atoms;
  }

  static AbstractValue of(Atom atom) {
    return new AbstractValue(new Atom[] {atom});
  }

  static AbstractValue of(List<? extends Atom> atoms) {
    AbstractValue all = NOTHING;
    for (Atom atom : atoms) {
      all = all.with(atom);
    }
    return all;
  }

  static AbstractValue text(String constant) {
    return of(TextAtom.of(constant));
  }

  int size() {
    return atoms.length;
  }

  Atom atom(int index) {
    return atoms[index];
  }

  boolean isEmpty() {
    return atoms.length == 0;
  }

  private boolean has(Atom atom) {
    for (Atom known : atoms) {
      if (known.equals(atom)) {
        return true;
      }
    }
    return false;
  }

  private AbstractValue with(Atom atom) {
    if (has(atom)) {
      return this;
    }
    Atom[] more = Arrays.copyOf(atoms, atoms.length + 1);
    more[atoms.length] = atom;
    return new AbstractValue(more);
  }

  AbstractValue without(Atom atom) {
    if (!has(atom)) {
      return this;
    }
    List<Atom> left = new ArrayList<>(List.of(atoms));
    left.remove(atom);
    return of(left);
  }

  /// All of both.
  AbstractValue join(AbstractValue other) {
    if (other.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return other;
    }
    if (atoms.length + other.atoms.length > FEW) {
      Set<Atom> all = new LinkedHashSet<>(Arrays.asList(atoms));
      boolean more = all.addAll(Arrays.asList(other.atoms));
      return more ? new AbstractValue(all.toArray(new Atom[0])).withFewTexts() : this;
    }
    AbstractValue all = this;
    for (Atom atom : other.atoms) {
      all = all.with(atom);
    }
    return all;
  }

  private AbstractValue withFewTexts() {
    int texts = 0;
    for (Atom atom : atoms) {
      texts += atom instanceof TextAtom ? 1 : 0;
    }
    if (texts <= MOST_TEXTS) {
      return this;
    }
    Set<Atom> others = new LinkedHashSet<>();
    others.add(TextAtom.ANY);
    for (Atom atom : atoms) {
      if (!(atom instanceof TextAtom)) {
        others.add(atom);
      }
    }
    return new AbstractValue(others.toArray(new Atom[0]));
  }

  /// Whether all of this value are constant scalars, at least one.
  boolean isConstant() {
    for (Atom atom : atoms) {
      if (!(atom instanceof TextAtom text && text.isConstant())) {
        return false;
      }
    }
    return atoms.length > 0;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    if (!(object instanceof AbstractValue other) || other.atoms.length != atoms.length) {
      return false;
    }
    if (atoms.length > FEW) {
      return new HashSet<>(Arrays.asList(atoms)).containsAll(Arrays.asList(other.atoms));
    }
    for (Atom atom : other.atoms) {
      if (!has(atom)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return new HashSet<>(Arrays.asList(atoms)).hashCode();
  }
}
