package dev.slipway.chart.usage;

/// A map or list that a template makes. One place in one call of a template makes one of them, even
/// in a loop.
final class ContainerAtom extends MapAtom {
  /// The call that made it, numbered from 1; 0 when none did.
  private int owner;

  /// The length of a list that a template spells out, -1 for anything else.
  private int length = -1;

  int owner() {
    return owner;
  }

  void owner(int call) {
    owner = call;
  }

  int length() {
    return length;
  }

  void length(int newLength) {
    length = newLength;
  }

  /// Whether it is a map of which each key is known.
  boolean isKnownMap() {
    return length < 0 && rest().isEmpty() && bases().isEmpty();
  }
}
