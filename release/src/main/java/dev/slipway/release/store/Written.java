package dev.slipway.release.store;

import dev.slipway.core.Diagnostic;
import java.util.List;

/// A record that was written.
///
/// @param release the record as it is stored now
/// @param warnings what to tell the user: that it is nearly too large, or what was left out of it
public record Written(StoredRelease release, List<Diagnostic> warnings) {
  public Written {
    warnings = List.copyOf(warnings);
  }
}
