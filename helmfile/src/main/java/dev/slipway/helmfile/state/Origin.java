package dev.slipway.helmfile.state;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;

/// Where something is named: a key of a struct. Its place is found only when an error needs it,
/// since that may take another rendering.
///
/// @param struct the struct
/// @param key the key
record Origin(SpecMap struct, String key) {
  /// From nowhere, such as the command line.
  static final Origin NONE = new Origin(new SpecMap(), "");

  /// The diagnostic with this place, if it is known.
  Diagnostic place(Diagnostic diagnostic) {
    SourceLocation location = struct.location(key);
    return location == null ? diagnostic : diagnostic.at(location, struct.lineText(location));
  }
}
