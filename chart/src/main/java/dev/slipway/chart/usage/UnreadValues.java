package dev.slipway.chart.usage;

import dev.slipway.core.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds values that no template reads.
public final class UnreadValues {
  /// For shorter keys than this, a similar one says nothing.
  private static final int SHORTEST = 3;

  private final ValueReads reads;
  private final SchemaKeys schema;
  private final List<UnreadValue> found = new ArrayList<>();
  private final Set<String> patterns = new HashSet<>();

  private UnreadValues(ValueReads reads, SchemaKeys schema) {
    this.reads = reads;
    this.schema = schema;
  }

  /// The values of a tree that no template reads, in the tree's order: the outermost of each unread
  /// subtree, and of equal keys in the items of one list or map the first. Empty if the analysis
  /// did not come to its end.
  ///
  /// @param values a user's values, or a chart's defaults
  /// @param schema keys that count as known although no template reads them
  public static List<UnreadValue> in(
      Map<String, @Nullable Object> values, ValueReads reads, SchemaKeys schema) {
    if (!reads.isComplete()) {
      return List.of();
    }
    UnreadValues search = new UnreadValues(reads, schema);
    search.visit(values, List.of(reads.root()), ValuePath.ROOT, "");
    return List.copyOf(search.found);
  }

  /// @param pattern the path, with `*` for keys that templates do not name
  private void visit(
      @Nullable Object value, List<ValueNode> nodes, ValuePath path, String pattern) {
    for (ValueNode node : nodes) {
      if (node.isWhole() || reads.isInactive(node)) {
        return;
      }
    }
    switch (value) {
      case Map<?, ?> map ->
          map.forEach((key, inner) -> visitChild(inner, nodes, path.child("" + key), pattern));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          visitChild(list.get(i), nodes, path.child(Integer.toString(i)), pattern);
        }
      }
      case null, default -> {}
    }
  }

  private void visitChild(
      @Nullable Object value, List<ValueNode> parents, ValuePath path, String outerPattern) {
    List<ValueNode> nodes = ReadsOfPath.inner(parents, path.last());
    if (!nodes.isEmpty()) {
      boolean named = parents.stream().anyMatch(node -> node.knownChild(path.last()) != null);
      visit(value, nodes, path, outerPattern + '.' + (named ? path.last() : "*"));
    } else if (!schema.knows(path) && patterns.add(outerPattern + '.' + path.last())) {
      found.add(new UnreadValue(path, nearest(path, parents)));
    }
  }

  private @Nullable ValuePath nearest(ValuePath path, List<ValueNode> parents) {
    Set<String> siblings = new LinkedHashSet<>();
    parents.forEach(parent -> siblings.addAll(parent.children().keySet()));
    String name = path.last();
    if (name.length() >= SHORTEST) {
      Optional<String> sibling = Spelling.nearest(name, siblings);
      if (sibling.isPresent()) {
        return path.parent().child(sibling.get());
      }
    }
    return sameName(reads.root(), ValuePath.ROOT, name);
  }

  /// The shortest path that ends in the same name, first in depth.
  private static @Nullable ValuePath sameName(ValueNode node, ValuePath path, String name) {
    if (node.knownChild(name) != null) {
      return path.child(name);
    }
    ValuePath best = null;
    for (Map.Entry<String, ValueNode> child : node.children().entrySet()) {
      ValuePath inner = sameName(child.getValue(), path.child(child.getKey()), name);
      if (inner != null && (best == null || inner.steps().size() < best.steps().size())) {
        best = inner;
      }
    }
    return best;
  }
}
