package dev.slipway.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A copy of the example repository, in which somebody else makes changes.
final class DemoFleet {
  private static final String SERVICE = "helmfile.d/services/staging/formulas/values.yaml";
  private static final String TAG = "  tag: ";

  private final Path root;
  private final String before;

  private DemoFleet(Path root) throws IOException {
    this.root = root;
    this.before = Files.readString(root.resolve(SERVICE));
  }

  /// Copies the example.
  ///
  /// @param example its folder
  /// @param root where the copy goes
  static DemoFleet copy(Path example, Path root) throws IOException {
    try (Stream<Path> files = Files.walk(example)) {
      files.forEach(file -> copyOne(file, root.resolve(example.relativize(file).toString())));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new DemoFleet(root);
  }

  private static void copyOne(Path file, Path target) {
    try {
      if (Files.isDirectory(file)) {
        Files.createDirectories(target);
      } else {
        Files.copy(file, target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Its folder.
  Path root() {
    return root;
  }

  /// The file that a service owner changes.
  String changedFile() {
    return SERVICE;
  }

  /// A service owner names an image that does not exist.
  ///
  /// @return what the line reads now
  String breakImage() throws IOException {
    StringBuilder text = new StringBuilder();
    String changed = TAG + "does-not-exist";
    for (String line : before.lines().toList()) {
      text.append(line.startsWith(TAG) ? changed : line).append('\n');
    }
    Files.writeString(root.resolve(SERVICE), text);
    return changed.strip();
  }

  /// The change is taken back.
  void revert() throws IOException {
    Files.writeString(root.resolve(SERVICE), before);
  }
}
