package dev.slipway.chart.packaging;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartDocuments;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.chart.repository.Digests;
import dev.slipway.chart.repository.IndexReader;
import dev.slipway.chart.repository.IndexWriter;
import dev.slipway.chart.repository.IndexedChart;
import dev.slipway.chart.repository.Messages;
import dev.slipway.chart.repository.RepositoryIndex;
import dev.slipway.chart.repository.RepositoryUrls;
import dev.slipway.core.AtomicFile;
import dev.slipway.core.GoStrings;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the index.yaml of a folder of archives: what `helm repo index` does.
public final class RepositoryIndexing {
  private RepositoryIndexing() {}

  /// What to index.
  ///
  /// @param folder the folder with the archives, and in its subfolders; the index goes there
  /// @param url the URL that the folder will have, or empty for relative URLs
  /// @param merge an older index whose other entries are taken over, or null; made if missing
  /// @param json whether to write JSON
  /// @param clock tells when the index was made
  public record Request(Path folder, String url, @Nullable Path merge, boolean json, Clock clock) {}

  /// Writes the index.
  ///
  /// @return its path
  /// @throws ChartException if a file cannot be read or written
  public static Path write(Request request, Messages messages) {
    String now = ChartDocuments.timestamp(request.clock);
    Map<String, List<IndexedChart>> entries = new LinkedHashMap<>();
    try {
      for (Path archive : archives(request.folder)) {
        add(archive, request, now, entries);
      }
      mergeOlder(request, now, entries, messages);
      Path target = request.folder.resolve("index.yaml");
      AtomicFile.write(target, bytes(new RepositoryIndex(now, entries, Map.of()), request.json));
      return target;
    } catch (IOException e) {
      throw new ChartException(
          ChartErrorCode.WRITE, "cannot index " + request.folder + ": " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(RepositoryIndex index, boolean json) {
    return GoStrings.toBytes(json ? IndexWriter.json(index) : IndexWriter.yaml(index));
  }

  private static void add(
      Path archive, Request request, String now, Map<String, List<IndexedChart>> entries)
      throws IOException {
    Chart chart;
    try {
      chart = ChartLoader.load(archive);
    } catch (ChartException e) {
      // Helm takes it for something else than a chart.
      return;
    }
    Path relative = request.folder.relativize(archive);
    Path parent = relative.getParent();
    String file = relative.getFileName().toString();
    String base =
        RepositoryUrls.join(
            request.url, parent == null ? "" : parent.toString().replace('\\', '/'));
    String url = base.isEmpty() ? file : RepositoryUrls.join(base, file);
    entries
        .computeIfAbsent(chart.name(), _ -> new ArrayList<>())
        .add(
            new IndexedChart(
                chart.metadata(),
                List.of(url),
                now,
                false,
                Digests.sha256(Files.readAllBytes(archive))));
  }

  private static void mergeOlder(
      Request request, String now, Map<String, List<IndexedChart>> entries, Messages messages)
      throws IOException {
    Path merge = request.merge;
    if (merge == null) {
      return;
    }
    if (!Files.exists(merge)) {
      AtomicFile.write(merge, bytes(new RepositoryIndex(now, Map.of(), Map.of()), request.json));
      return;
    }
    RepositoryIndex older;
    try {
      older = IndexReader.read(merge, messages);
    } catch (ChartException e) {
      throw e.prefixed("merge failed: ");
    }
    for (List<IndexedChart> versions : older.entries().values()) {
      for (IndexedChart chart : versions) {
        List<IndexedChart> known =
            entries.computeIfAbsent(chart.metadata().name(), _ -> new ArrayList<>());
        if (known.stream().noneMatch(other -> other.version().equals(chart.version()))) {
          known.add(chart);
        }
      }
    }
  }

  /// The archives in the folder, then those in its subfolders.
  private static List<Path> archives(Path folder) throws IOException {
    List<Path> found = new ArrayList<>(archivesIn(folder));
    for (Path entry : sorted(folder)) {
      if (Files.isDirectory(entry)) {
        found.addAll(archivesIn(entry));
      }
    }
    return found;
  }

  private static List<Path> archivesIn(Path folder) throws IOException {
    return sorted(folder).stream()
        .filter(path -> path.toString().endsWith(".tgz") && !Files.isDirectory(path))
        .toList();
  }

  private static List<Path> sorted(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new ChartException(
          ChartErrorCode.NOT_FOUND, "open " + folder + ": no such file or directory");
    }
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    }
    entries.sort(Comparator.comparing(path -> path.getFileName().toString(), GoStrings.BYTE_ORDER));
    return entries;
  }
}
