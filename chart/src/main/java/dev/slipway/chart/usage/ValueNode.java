package dev.slipway.chart.usage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A path into the values of the outermost chart that some template reads: a node of a tree. That a
/// node is there says that a template reads the value or looks for it; whether it reads all that is
/// inside, [#isWhole] says.
final class ValueNode extends MapAtom {
  private static final String GLOBAL = "global";

  private final @Nullable ValueNode parent;
  private final String key;
  private final int number;
  private final int depth;
  private final boolean dynamic;
  private final Map<String, ValueNode> children = new LinkedHashMap<>();
  private @Nullable ValueNode anyChild;
  private List<ValueNode> globals = List.of();
  private boolean whole;
  private @Nullable Set<Long> places;
  private @Nullable Set<Long> wholePlaces;
  private final Counter counter;

  /// Numbers the nodes of one tree.
  private static final class Counter {
    int next;
  }

  private ValueNode(@Nullable ValueNode parent, String key, boolean dynamic, Counter counter) {
    this.parent = parent;
    this.key = key;
    this.depth = parent == null ? 0 : parent.depth + 1;
    this.dynamic = dynamic || (parent != null && parent.dynamic);
    this.counter = counter;
    this.number = counter.next++;
  }

  static ValueNode root() {
    return new ValueNode(null, "", false, new Counter());
  }

  int number() {
    return number;
  }

  int depth() {
    return depth;
  }

  /// The node of an inner value; made if it is not there yet.
  ValueNode child(String name) {
    ValueNode known = children.get(name);
    if (known == null) {
      known = new ValueNode(this, name, false, counter);
      children.put(name, known);
    }
    return known;
  }

  /// The node of any inner value, whatever its key or index.
  ValueNode anyChild() {
    ValueNode known = anyChild;
    if (known == null) {
      known = new ValueNode(this, "*", true, counter);
      anyChild = known;
    }
    return known;
  }

  @Nullable ValueNode knownChild(String name) {
    return children.get(name);
  }

  @Nullable ValueNode knownAnyChild() {
    return anyChild;
  }

  Map<String, ValueNode> children() {
    return children;
  }

  /// Says that this node holds the values of a subchart, which sees the globals of its parents.
  void shareGlobals(List<ValueNode> valuesOfParents) {
    List<ValueNode> shared = new ArrayList<>();
    valuesOfParents.forEach(values -> shared.add(values.child(GLOBAL)));
    globals = shared;
  }

  /// The `global` maps of the parents of the subchart whose values this node holds.
  List<ValueNode> globals() {
    return globals;
  }

  /// What a template gets under that key, apart from what templates put in.
  AbstractValue read(String name) {
    AbstractValue found = AbstractValue.of(child(name));
    return globals.isEmpty() || !name.equals(GLOBAL)
        ? found
        : found.join(AbstractValue.of(globals));
  }

  boolean isWhole() {
    return whole;
  }

  /// Notes that all that is inside is read.
  ///
  /// @return whether that was news
  boolean readWhole() {
    boolean news = !whole;
    whole = true;
    return news;
  }

  void addPlace(long place) {
    if (places == null) {
      places = new HashSet<>();
    }
    places.add(place);
  }

  void addWholePlace(long place) {
    if (wholePlaces == null) {
      wholePlaces = new HashSet<>();
    }
    wholePlaces.add(place);
  }

  Set<Long> places() {
    return places == null ? Set.of() : places;
  }

  Set<Long> wholePlaces() {
    return wholePlaces == null ? Set.of() : wholePlaces;
  }

  /// Whether this node and the other may stand for the same value.
  boolean overlaps(ValueNode other) {
    if (depth != other.depth || !(dynamic || other.dynamic)) {
      return this == other;
    }
    ValueNode mine = this;
    ValueNode its = other;
    while (mine != its && mine.parent != null && its.parent != null) {
      boolean any = mine.isAny() || its.isAny();
      if (!any && !mine.key.equals(its.key)) {
        return false;
      }
      mine = mine.parent;
      its = its.parent;
    }
    return true;
  }

  private boolean isAny() {
    return parent != null && parent.anyChild == this;
  }

  @Override
  public String toString() {
    if (parent == null) {
      return "";
    }
    return parent.parent == null ? key : parent + "." + key;
  }
}
