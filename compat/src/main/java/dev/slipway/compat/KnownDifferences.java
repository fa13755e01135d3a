package dev.slipway.compat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The differences that `known-differences.txt` lists with their reasons.
record KnownDifferences(List<Entry> entries) {

  /// One line of the list.
  record Entry(String version, String collection, String job, String reason) {}

  static KnownDifferences read(Path file) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      int bar = line.indexOf(" | ");
      if (bar > 0 && !line.startsWith("#")) {
        String[] cells = line.substring(0, bar).split(" ", 3);
        entries.add(new Entry(cells[0], cells[1], cells[2], line.substring(bar + 3)));
      }
    }
    return new KnownDifferences(List.copyOf(entries));
  }

  boolean contains(Peer peer, Collection collection, Job job) {
    return entries.stream()
        .anyMatch(entry ->
            entry.version().equals(peer.version())
                && entry.collection().equals(collection.name())
                && job.id().startsWith(entry.job()));
  }
}
