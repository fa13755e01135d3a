package dev.slipway.chart.usage;

import dev.slipway.core.SourceLocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Who reads the value at a path.
///
/// @param use whether it is read
/// @param places where, one for each line
record ReadsOfPath(ExplainedValue.Use use, List<SourceLocation> places) {
  static ReadsOfPath of(ValueReads reads, ValuePath path) {
    Set<Long> places = new HashSet<>();
    List<ValueNode> nodes = List.of(reads.root());
    boolean whole = reads.root().isWhole();
    places.addAll(reads.root().wholePlaces());
    for (String step : path.steps()) {
      nodes = inner(nodes, step);
      for (ValueNode node : nodes) {
        if (reads.isInactive(node)) {
          return new ReadsOfPath(ExplainedValue.Use.INACTIVE, List.of());
        }
        whole |= node.isWhole();
        places.addAll(node.wholePlaces());
      }
    }
    nodes.forEach(node -> places.addAll(node.places()));
    ExplainedValue.Use use = ExplainedValue.Use.UNREAD;
    if (whole || !nodes.isEmpty()) {
      use = ExplainedValue.Use.READ;
    } else if (!reads.isComplete()) {
      use = ExplainedValue.Use.UNKNOWN;
    }
    return new ReadsOfPath(use, lines(reads.locations(places)));
  }

  /// All nodes that stand for the value under a key of what the given ones stand for.
  static List<ValueNode> inner(List<ValueNode> nodes, String step) {
    List<ValueNode> inner = new ArrayList<>();
    for (ValueNode node : nodes) {
      ValueNode exact = node.knownChild(step);
      if (exact != null) {
        inner.add(exact);
      }
      ValueNode any = node.knownAnyChild();
      if (any != null) {
        inner.add(any);
      }
    }
    return inner;
  }

  /// The first place on each line, in order.
  private static List<SourceLocation> lines(List<SourceLocation> all) {
    List<SourceLocation> sorted = new ArrayList<>(all);
    sorted.sort(Explanation.byPlace());
    List<SourceLocation> lines = new ArrayList<>();
    for (SourceLocation place : sorted) {
      SourceLocation last = lines.isEmpty() ? null : lines.getLast();
      if (last == null || !last.name().equals(place.name()) || last.line() != place.line()) {
        lines.add(place);
      }
    }
    return lines;
  }
}
