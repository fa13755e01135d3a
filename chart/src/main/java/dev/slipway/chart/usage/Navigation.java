package dev.slipway.chart.usage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Goes into abstract values and notes what that reads. Also knows which values templates changed.
final class Navigation {
  /// Deeper paths than this come from templates that call themselves.
  private static final int DEEPEST = 40;

  /// When templates change more values than these, or put more into one, it is no longer followed.
  private static final int MOST_CHANGED = 12;

  private static final long MOST_WORK = 3_000_000;

  private static final int MOST_ATOMS = 48;

  private static final int MOST_ADDITIONS = 16;

  private final boolean recordsPlaces;
  private final List<ValueNode> changedNodes = new ArrayList<>();
  private boolean sharedChanged;
  private int changes;
  private long work;

  Navigation(boolean recordsPlaces) {
    this.recordsPlaces = recordsPlaces;
  }

  /// Whether values or contexts, which all calls share, changed since the last call of this.
  boolean takeSharedChanged() {
    boolean changed = sharedChanged;
    sharedChanged = false;
    return changed;
  }

  /// Goes up with each change of a map.
  int changes() {
    return changes;
  }

  /// What stands under a known key.
  AbstractValue field(AbstractValue value, String key, long place) {
    AbstractValue found = AbstractValue.NOTHING;
    for (Atom atom : sources(value)) {
      found =
          found.join(
              switch (atom) {
                case TextAtom _ -> AbstractValue.SCALAR;
                case FilesAtom _ -> AbstractValue.SCALAR;
                case MapAtom map -> fieldOf(map, key, place);
              });
    }
    return limited(found, place);
  }

  /// The value, or a scalar instead of it with all its values read if there are very many.
  private AbstractValue limited(AbstractValue value, long place) {
    if (value.size() <= MOST_ATOMS) {
      return value;
    }
    AbstractValue kept = AbstractValue.SCALAR;
    for (int i = 0; i < value.size(); i++) {
      AbstractValue atom = AbstractValue.of(value.atom(i));
      if (value.atom(i) instanceof ContextAtom) {
        kept = kept.join(atom);
      } else {
        whole(atom, place);
      }
    }
    return kept;
  }

  private AbstractValue fieldOf(MapAtom map, String key, long place) {
    AbstractValue put = map.field(key);
    AbstractValue found = put == null ? map.rest() : map.rest().join(put);
    return switch (map) {
      case ContainerAtom _ -> found;
      case ContextAtom context -> found.join(context.object(key));
      case ValueNode node when isCovered(node) -> found.join(AbstractValue.SCALAR);
      case ValueNode node -> found.join(read(node, node.depth() < DEEPEST ? key : "", place));
    };
  }

  /// Whether nothing is gained by going into it: all is read, and nobody asks where.
  private boolean isCovered(ValueNode node) {
    return !recordsPlaces && node.isWhole();
  }

  private AbstractValue read(ValueNode node, String key, long place) {
    if (key.isEmpty()) {
      readWhole(node, place);
      return AbstractValue.SCALAR;
    }
    AbstractValue found = node.read(key);
    for (int i = 0; i < found.size(); i++) {
      touch(found.atom(i), place);
    }
    return found;
  }

  private void touch(Atom atom, long place) {
    if (recordsPlaces && place >= 0 && atom instanceof ValueNode node) {
      node.addPlace(place);
    }
  }

  /// Notes that a template looked at the value itself.
  void touch(AbstractValue value, long place) {
    for (int i = 0; i < value.size(); i++) {
      touch(value.atom(i), place);
    }
  }

  /// What may stand under any key or index.
  AbstractValue element(AbstractValue value, long place) {
    AbstractValue found = AbstractValue.NOTHING;
    for (Atom atom : sources(value)) {
      found =
          found.join(
              switch (atom) {
                case TextAtom _ -> AbstractValue.SCALAR;
                case FilesAtom _ -> AbstractValue.SCALAR;
                case MapAtom map -> elementOf(map, place);
              });
    }
    return limited(found, place);
  }

  private AbstractValue elementOf(MapAtom map, long place) {
    AbstractValue found = map.rest();
    for (AbstractValue field : map.fields().values()) {
      found = found.join(field);
    }
    return switch (map) {
      case ContainerAtom _ -> found;
      case ContextAtom context -> found.join(AbstractValue.of(context.scope().values()));
      case ValueNode node when isCovered(node) -> found.join(AbstractValue.SCALAR);
      case ValueNode node when node.depth() >= DEEPEST -> {
        readWhole(node, place);
        yield found.join(AbstractValue.SCALAR);
      }
      case ValueNode node -> {
        touch(node.anyChild(), place);
        yield found.join(AbstractValue.of(node.anyChild()));
      }
    };
  }

  /// What stands under a key that a template computes.
  AbstractValue at(AbstractValue value, AbstractValue key, long place) {
    if (!key.isConstant()) {
      return element(value, place);
    }
    AbstractValue found = AbstractValue.NOTHING;
    for (int i = 0; i < key.size(); i++) {
      if (key.atom(i) instanceof TextAtom text) {
        found = found.join(field(value, text.pattern(), place));
      }
    }
    return found;
  }

  /// Notes that a value is read with all that is in it.
  void whole(AbstractValue value, long place) {
    if (value.size() == 1 && value.atom(0) instanceof TextAtom) {
      return;
    }
    whole(value, place, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private void whole(AbstractValue value, long place, Set<Atom> seen) {
    for (Atom atom : sources(value)) {
      if (!(atom instanceof MapAtom map) || !seen.add(map)) {
        continue;
      }
      whole(map.rest(), place, seen);
      for (AbstractValue field : map.fields().values()) {
        whole(field, place, seen);
      }
      switch (map) {
        case ContainerAtom _ -> {}
        case ContextAtom context -> whole(AbstractValue.of(context.scope().values()), place, seen);
        case ValueNode node -> {
          readWhole(node, place);
          whole(AbstractValue.of(node.globals()), place, seen);
        }
      }
    }
  }

  private void readWhole(ValueNode node, long place) {
    node.readWhole();
    if (recordsPlaces && place >= 0) {
      node.addWholePlace(place);
    }
  }

  /// The atoms of a value, with the maps that were merged into them, and with other names of the
  /// same values that templates changed.
  private List<Atom> sources(AbstractValue value) {
    if (value.size() == 1) {
      Atom only = value.atom(0);
      if (!(only instanceof MapAtom map) || (map.bases().isEmpty() && !isChanged(map))) {
        return List.of(only);
      }
    }
    Set<Atom> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Atom> found = new ArrayList<>();
    addSources(value, seen, found);
    work += found.size();
    if (work > MOST_WORK) {
      throw new Analysis.TooLarge();
    }
    return found;
  }

  /// Whether templates changed the values that a node stands for, under another name.
  private boolean isChanged(MapAtom map) {
    if (map instanceof ValueNode node) {
      for (ValueNode changed : changedNodes) {
        if (changed.overlaps(node)) {
          return true;
        }
      }
    }
    return false;
  }

  private void addSources(AbstractValue value, Set<Atom> seen, List<Atom> found) {
    for (int i = 0; i < value.size(); i++) {
      Atom atom = value.atom(i);
      if (!seen.add(atom)) {
        continue;
      }
      found.add(atom);
      if (atom instanceof MapAtom map) {
        addSources(map.bases(), seen, found);
      }
      if (atom instanceof ValueNode node) {
        for (ValueNode changed : changedNodes) {
          if (changed.overlaps(node)) {
            addSources(AbstractValue.of(changed), seen, found);
          }
        }
      }
    }
  }

  /// Puts a value into the maps of another, under a key that may not be known.
  void put(AbstractValue target, AbstractValue key, AbstractValue value, Frame frame) {
    for (int i = 0; i < target.size(); i++) {
      if (!(target.atom(i) instanceof MapAtom map) || !accepts(map, value)) {
        continue;
      }
      if (key.isConstant()) {
        for (int k = 0; k < key.size(); k++) {
          changed(map, map.put(((TextAtom) key.atom(k)).pattern(), value), frame);
        }
      } else {
        changed(map, map.putRest(value), frame);
      }
    }
  }

  /// Adds elements to the maps or lists of a value.
  void putRest(AbstractValue target, AbstractValue elements, Frame frame) {
    for (int i = 0; i < target.size(); i++) {
      if (target.atom(i) instanceof MapAtom map && accepts(map, elements)) {
        changed(map, map.putRest(elements), frame);
      }
    }
  }

  /// Merges maps into the maps of a value.
  void merge(AbstractValue target, AbstractValue more, Frame frame) {
    for (int i = 0; i < target.size(); i++) {
      if (target.atom(i) instanceof MapAtom map && accepts(map, more)) {
        changed(map, map.addBases(more), frame);
      }
    }
  }

  /// Whether it is kept that a value is put there. Scalars in values are not followed. When
  /// templates change very many values, what they put in is taken as read instead.
  private boolean accepts(MapAtom target, AbstractValue value) {
    if (!(target instanceof ValueNode node)) {
      return true;
    }
    boolean trifle = true;
    for (int i = 0; i < value.size(); i++) {
      trifle &= value.atom(i) instanceof TextAtom || value.atom(i) == target;
    }
    if (trifle) {
      return false;
    }
    boolean crowded =
        node.additions() >= MOST_ADDITIONS
            || (changedNodes.size() >= MOST_CHANGED && !changedNodes.contains(node));
    if (crowded) {
      whole(value, -1);
    }
    return !crowded;
  }

  private void changed(MapAtom map, boolean changed, Frame frame) {
    if (!changed) {
      return;
    }
    changes++;
    switch (map) {
      case ContainerAtom container -> frame.changes(container);
      case ContextAtom _ -> sharedChanged = true;
      case ValueNode node -> {
        sharedChanged = true;
        if (!changedNodes.contains(node)) {
          changedNodes.add(node);
        }
      }
    }
  }
}
