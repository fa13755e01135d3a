package dev.slipway.helmfile.state;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import dev.slipway.helmfile.host.Paths;
import java.util.Optional;

/// Where something is named: a key of a struct. Its place is found only when an error needs it,
/// since that may take another rendering.
///
/// @param struct the struct
/// @param key the key
record Origin(SpecMap struct, String key) {
  /// From nowhere, such as the command line.
  static final Origin NONE = new Origin(new SpecMap(), "");

  /// The name of the file, without folders, if it is known.
  Optional<String> file() {
    SourceLocation location = struct.location(key);
    return location == null ? Optional.empty() : Optional.of(Paths.name(location.name()));
  }

  /// The diagnostic with this place, if it is known.
  Diagnostic place(Diagnostic diagnostic) {
    SourceLocation location = struct.location(key);
    return location == null ? diagnostic : diagnostic.at(location, struct.lineText(location));
  }
}
