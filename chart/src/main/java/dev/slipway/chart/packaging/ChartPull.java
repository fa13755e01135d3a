package dev.slipway.chart.packaging;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.archive.ArchiveLimits;
import dev.slipway.chart.archive.ChartArchive;
import dev.slipway.chart.archive.ChartExpansion;
import dev.slipway.chart.repository.ChartFetcher;
import dev.slipway.chart.repository.ChartRequest;
import dev.slipway.chart.repository.FetchedChart;
import dev.slipway.chart.repository.Messages;
import dev.slipway.core.AtomicFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fetches a chart into a folder, unpacked if wanted: what `helm pull` does.
public final class ChartPull {
  private ChartPull() {}

  /// What to fetch, and where to put it.
  ///
  /// @param chart the chart
  /// @param destination the folder for the archive
  /// @param withProvenance whether its signature file is fetched too
  /// @param unpackInto the folder for the chart's folder, instead of an archive; or null
  public record Request(
      ChartRequest chart, Path destination, boolean withProvenance, @Nullable Path unpackInto) {}

  /// Fetches a chart.
  ///
  /// @return the archive or the chart's folder
  /// @throws ChartException if it cannot be fetched, unpacked or written, or its folder exists
  public static Path pull(Request request, ChartFetcher fetcher, Messages messages) {
    FetchedChart chart = fetcher.fetch(request.chart, request.withProvenance, messages);
    Path into = request.unpackInto;
    if (into != null) {
      return unpack(chart, into);
    }
    Path target = request.destination.resolve(chart.fileName());
    try {
      AtomicFile.write(target, chart.archive());
      byte[] provenance = chart.provenance();
      if (provenance != null) {
        AtomicFile.write(request.destination.resolve(chart.fileName() + ".prov"), provenance);
      }
    } catch (IOException e) {
      throw new ChartException(
          ChartErrorCode.WRITE, "cannot write " + target + ": " + e.getMessage(), e);
    }
    return target;
  }

  /// Unpacks beside the goal and moves the folder there at the end.
  private static Path unpack(FetchedChart chart, Path into) {
    List<ChartFile> files =
        ChartArchive.read(new ByteArrayInputStream(chart.archive()), ArchiveLimits.DEFAULT);
    try {
      Files.createDirectories(into);
      Path temporary = Files.createTempDirectory(into, ".slipway-");
      try {
        Path unpacked = ChartExpansion.expand(files, temporary);
        Path target = into.resolve(unpacked.getFileName());
        if (Files.exists(target)) {
          throw ChartException.of(
              ChartErrorCode.ALREADY_EXISTS,
              "failed to untar: a file or directory with the name " + target + " already exists",
              "remove it, or unpack elsewhere with --untardir");
        }
        AtomicFile.move(unpacked, target);
        return target;
      } finally {
        delete(temporary);
      }
    } catch (IOException e) {
      throw new ChartException(ChartErrorCode.WRITE, "failed to untar: " + e.getMessage(), e);
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
        for (Path entry : entries) {
          delete(entry);
        }
      }
    }
    Files.deleteIfExists(path);
  }
}
