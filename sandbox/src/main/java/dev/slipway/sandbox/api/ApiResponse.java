package dev.slipway.sandbox.api;

import java.io.InputStream;
import java.util.List;

/// What the API server answers.
public sealed interface ApiResponse {
  /// The HTTP status.
  int status();

  /// The texts for `Warning` headers, each to be sent as `299 - "TEXT"`.
  default List<String> warnings() {
    return List.of();
  }

  /// A JSON document.
  ///
  /// @param status the HTTP status
  /// @param contentType its type
  /// @param body the document
  /// @param warnings the texts for `Warning` headers
  record Document(int status, String contentType, JsonBody body, List<String> warnings)
      implements ApiResponse {
    public Document {
      warnings = List.copyOf(warnings);
    }

    /// A document without warnings.
    public static Document of(int status, JsonBody body) {
      return new Document(status, "application/json", body, List.of());
    }
  }

  /// Bytes of any kind, perhaps without end: logs, for example. The reader closes the stream.
  ///
  /// @param status the HTTP status
  /// @param contentType their type
  /// @param stream the bytes
  record Bytes(int status, String contentType, InputStream stream) implements ApiResponse {}

  /// Changes, each to be written on a line of its own as `{"type":…,"object":…}`.
  ///
  /// @param stream the changes, to be closed by the reader
  /// @param warnings the texts for `Warning` headers
  record Watching(WatchStream stream, List<String> warnings) implements ApiResponse {
    public Watching {
      warnings = List.copyOf(warnings);
    }

    @Override
    public int status() {
      return 200;
    }
  }
}
