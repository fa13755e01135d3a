package dev.slipway.helmfile.state;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `helmfile build` prints of a state.
final class BuildDocument {
  private BuildDocument() {}

  static Map<String, @Nullable Object> of(StateParts parts) {
    return parts.fields().raw();
  }
}
