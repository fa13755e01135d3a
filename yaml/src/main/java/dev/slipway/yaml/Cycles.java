package dev.slipway.yaml;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Counts how deep a writer is, and finds a collection that holds itself as encoding/json does: it
/// looks only beyond 1,000 levels.
final class Cycles {
  private static final int FREE_DEPTH = 1000;

  private int depth;
  private @Nullable Set<Object> open;

  int depth() {
    return depth;
  }

  /// Goes into a collection.
  ///
  /// @return the depth inside it, from 1
  int enter(Object collection) {
    depth++;
    if (depth > FREE_DEPTH && !opened().add(collection)) {
      String type = collection instanceof List ? "[]interface {}" : "map[string]interface {}";
      throw new YamlException(
          YamlErrorCode.NOT_WRITABLE, "json: unsupported value: encountered a cycle via " + type);
    }
    return depth;
  }

  private Set<Object> opened() {
    Set<Object> found = open;
    if (found == null) {
      found = Collections.newSetFromMap(new IdentityHashMap<>());
      open = found;
    }
    return found;
  }

  void leave(Object collection) {
    if (depth > FREE_DEPTH) {
      opened().remove(collection);
    }
    depth--;
  }
}
