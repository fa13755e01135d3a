package dev.slipway.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Counts how deep a writer is, and finds a collection that holds itself as encoding/json does: it
/// looks only beyond 1,000 levels.
final class Cycles {
  private static final int FREE_DEPTH = 1000;

  private final List<Object> path = new ArrayList<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  int depth() {
    return path.size();
  }

  /// Goes into a collection.
  ///
  /// @return the depth inside it, from 1
  int enter(Object collection) {
    path.add(collection);
    if (path.size() > FREE_DEPTH && !seen.add(collection)) {
      String type = collection instanceof List ? "[]interface {}" : "map[string]interface {}";
      throw new YamlException(
          YamlErrorCode.NOT_WRITABLE, "json: unsupported value: encountered a cycle via " + type);
    }
    return path.size();
  }

  void leave(Object collection) {
    if (path.size() > FREE_DEPTH) {
      seen.remove(collection);
    }
    path.removeLast();
  }
}
