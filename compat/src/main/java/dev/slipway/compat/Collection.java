package dev.slipway.compat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A public repository of charts at a pinned revision, as `collections.txt` lists it.
///
/// @param name the short name used in reports
/// @param repository owner and name on GitHub, or `go:` and a Go module
/// @param revision the pinned commit, or the module's version
/// @param root the folder of its charts
/// @param rules which values files belong to a chart: `plain`, `wikimedia` or `testdata`
record Collection(String name, String repository, String revision, String root, String rules) {

  static List<Collection> read(Path file) throws IOException {
    List<Collection> all = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.strip().split("\\s+");
      if (!line.isBlank() && !line.startsWith("#")) {
        all.add(new Collection(cells[0], cells[1], cells[2], cells[3], cells[4]));
      }
    }
    return all;
  }

  /// Its name with the revision, as folders in the cache are called.
  String key() {
    return name + "-" + revision;
  }

  /// Whether these are charts that test Helm rather than charts that people install.
  boolean isTestData() {
    return rules.equals("testdata");
  }

  Path folder(Path cache) {
    return cache.resolve("collections").resolve(key());
  }
}
