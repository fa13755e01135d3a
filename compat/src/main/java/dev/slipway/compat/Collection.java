package dev.slipway.compat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A public repository of charts at a pinned commit, as `collections.txt` lists it.
///
/// @param name the short name used in reports
/// @param repository owner and name
/// @param commit the pinned commit
/// @param root the folder of its charts
/// @param rules which values files belong to a chart: `plain` or `wikimedia`
record Collection(String name, String repository, String commit, String root, String rules) {

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

  /// Its name with the commit, as folders in the cache are called.
  String key() {
    return name + "-" + commit.substring(0, Math.min(12, commit.length()));
  }

  /// Whether these are charts that test Helm rather than charts that people install.
  boolean isTestData() {
    return repository.startsWith("go:");
  }

  Path folder(Path cache) {
    return cache.resolve("collections").resolve(key());
  }
}
