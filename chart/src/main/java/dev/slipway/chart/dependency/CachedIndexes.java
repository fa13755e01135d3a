package dev.slipway.chart.dependency;

import dev.slipway.chart.repository.HelmPaths;
import dev.slipway.chart.repository.IndexReader;
import dev.slipway.chart.repository.Messages;
import dev.slipway.chart.repository.RepositoryIndex;
import java.util.LinkedHashMap;
import java.util.Map;

/// The cached indexes of repositories, each read at most once: reading one can take seconds.
/// Confined to one thread.
final class CachedIndexes {
  private final HelmPaths paths;
  private final Messages messages;
  private final Map<String, RepositoryIndex> read = new LinkedHashMap<>();

  CachedIndexes(HelmPaths paths, Messages messages) {
    this.paths = paths;
    this.messages = messages;
  }

  /// The index of the repository of that name.
  RepositoryIndex named(String name) {
    RepositoryIndex known = read.get(name);
    if (known == null) {
      known = IndexReader.read(paths.indexFile(name), messages);
      read.put(name, known);
    }
    return known;
  }
}
