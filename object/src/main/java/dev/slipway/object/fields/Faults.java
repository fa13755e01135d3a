package dev.slipway.object.fields;

import dev.slipway.object.ObjectErrorCode;
import dev.slipway.object.ObjectException;
import java.util.ArrayList;
import java.util.List;

/// What does not fit a schema, each with its path.
final class Faults {
  private final List<String> messages = new ArrayList<>();

  void add(List<PathElement> path, String message) {
    StringBuilder out = new StringBuilder();
    for (PathElement element : path) {
      out.append(element);
    }
    messages.add(out.isEmpty() ? message : out + ": " + message);
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  /// @throws ObjectException if there are any
  void raise(String prefix) {
    if (messages.isEmpty()) {
      return;
    }
    throw new ObjectException(
        ObjectErrorCode.FIELDS,
        prefix
            + (messages.size() == 1
                ? messages.getFirst()
                : "errors:\n  " + String.join("\n  ", messages)));
  }
}
