package dev.slipway.helmfile.patch;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a strategic merge patch may change of an object's identity.
///
/// @param changesName `allowNameChange`
/// @param changesKind `allowKindChange`
record PatchOptions(boolean changesName, boolean changesKind) {
  static final PatchOptions NONE = new PatchOptions(false, false);

  static PatchOptions of(@Nullable Object options) {
    return options instanceof Map<?, ?> map
        ? new PatchOptions(
            Boolean.TRUE.equals(map.get("allowNameChange")),
            Boolean.TRUE.equals(map.get("allowKindChange")))
        : NONE;
  }
}
