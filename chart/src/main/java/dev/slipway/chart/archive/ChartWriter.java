package dev.slipway.chart.archive;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartDocuments;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.ChartLock;
import dev.slipway.chart.ChartMetadata;
import dev.slipway.core.AtomicFile;
import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.fmt.GoQuote;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes chart archives as `helm package` does: the same entries in the same order, Chart.yaml in
/// its canonical form. Unlike Helm's, the same chart always gives the same bytes: entries carry a
/// fixed time, not that of their files.
public final class ChartWriter {
  /// The time of all entries unless another is asked for: the first that all tools accept.
  public static final Instant TIME = Instant.parse("1980-01-01T00:00:00Z");

  private ChartWriter() {}

  /// Writes `NAME-VERSION.tgz` into a folder, which is made if needed. An older file is replaced as
  /// a whole.
  ///
  /// @param time the time of all entries
  /// @return the path of the archive, below `folder`
  /// @throws ChartException if the chart cannot be archived or the file not be written
  public static Path write(Chart chart, Path folder, Instant time) {
    byte[] archive = toBytes(chart, time);
    Path target = folder.resolve(chart.name() + "-" + chart.metadata().version() + ".tgz");
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new ChartException(ChartErrorCode.WRITE, "is not a directory: " + folder);
    }
    try {
      AtomicFile.write(target, archive);
    } catch (IOException e) {
      throw new ChartException(
          ChartErrorCode.WRITE, "cannot write " + target + ": " + e.getMessage(), e);
    }
    return target;
  }

  /// The archive of a chart.
  ///
  /// @throws ChartException if the chart's name is no name of a folder, or its schema no JSON
  public static byte[] toBytes(Chart chart, Instant time) {
    List<ChartFile> entries = new ArrayList<>();
    addEntries(chart, "", entries);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      TarWriter tar = new TarWriter(zip, time);
      for (ChartFile entry : entries) {
        tar.file(entry.name(), entry.data());
      }
      tar.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void addEntries(Chart chart, String prefix, List<ChartFile> entries) {
    String name = chart.name();
    if (name.isEmpty() || name.indexOf('/') >= 0 || name.equals(".") || name.equals("..")) {
      throw new ChartException(
          ChartErrorCode.INVALID_METADATA, GoQuote.quote(name) + " is not a valid chart name");
    }
    String base = prefix + name + "/";
    ChartMetadata metadata = chart.metadata();
    boolean second = metadata.apiVersion().equals(ChartMetadata.API_V2);
    boolean first = metadata.apiVersion().equals(ChartMetadata.API_V1);
    entries.add(yaml(base + "Chart.yaml", ChartDocuments.metadata(metadata, !first)));
    ChartLock lock = chart.lock();
    if (second && lock != null) {
      entries.add(yaml(base + "Chart.lock", ChartDocuments.lock(lock)));
    }
    for (ChartFile file : chart.raw()) {
      if (file.name().equals("values.yaml")) {
        entries.add(file.named(base + "values.yaml"));
      }
    }
    ChartFile schema = chart.schema();
    if (schema != null) {
      checkJson(schema);
      entries.add(schema.named(base + "values.schema.json"));
    }
    chart.templates().forEach(file -> entries.add(file.named(base + file.name())));
    chart.files().forEach(file -> entries.add(file.named(base + file.name())));
    for (Chart subchart : chart.subcharts()) {
      addEntries(subchart, base + "charts/", entries);
    }
  }

  private static ChartFile yaml(String name, Map<String, @Nullable Object> document) {
    return new ChartFile(name, GoStrings.toBytes(Yaml.write(document)));
  }

  private static void checkJson(ChartFile schema) {
    try {
      Json.read(schema.text());
    } catch (YamlException e) {
      throw new ChartException(
          ChartErrorCode.INVALID_SCHEMA, "invalid JSON in values.schema.json", e);
    }
  }
}
