package dev.slipway.chart.values;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads the files that a user names with `-f` and `--set-file`.
@FunctionalInterface
public interface ValueFileSource {
  /// The content of the named file.
  ///
  /// @param name as the user wrote it: a path, a URL, or `-` for the standard input
  /// @throws IOException if it cannot be read; a [java.nio.file.NoSuchFileException] if it is
  ///   missing
  byte[] read(String name) throws IOException;

  /// Files only, relative to a folder.
  static ValueFileSource inFolder(Path folder) {
    return name -> Files.readAllBytes(folder.resolve(name));
  }
}
