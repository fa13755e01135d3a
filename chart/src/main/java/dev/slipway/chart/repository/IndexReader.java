package dev.slipway.chart.repository;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartMetadata;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.GoStrings;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads index.yaml, which may also be JSON. Entries that are no valid charts are left out with a
/// warning, as Helm does; fields that Helm does not know are passed over, which it does not.
public final class IndexReader {
  private IndexReader() {}

  /// Reads a file.
  ///
  /// @throws ChartException if it is missing or malformed
  public static RepositoryIndex read(Path file, Messages messages) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new ChartException(
          ChartErrorCode.NOT_FOUND, "open " + file + ": no such file or directory", e);
    } catch (IOException e) {
      throw new ChartException(ChartErrorCode.READ, "open " + file + ": " + e.getMessage(), e);
    }
    try {
      return parse(bytes, file.toString(), messages);
    } catch (ChartException e) {
      throw e.prefixed("error loading " + file + ": ");
    }
  }

  /// Reads an index.
  ///
  /// @param source its file or URL, for warnings
  /// @throws ChartException if it is malformed
  public static RepositoryIndex parse(byte[] bytes, String source, Messages messages) {
    if (bytes.length == 0) {
      throw invalid("empty index.yaml file", null);
    }
    Map<?, ?> document = document(GoStrings.fromBytes(bytes));
    Map<String, List<IndexedChart>> entries = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : Documents.map(document, "entries").entrySet()) {
      String name = String.valueOf(entry.getKey());
      List<IndexedChart> versions = new ArrayList<>();
      if (entry.getValue() instanceof List<?> list) {
        for (Object item : list) {
          IndexedChart chart = version(name, item, source, messages);
          if (chart != null) {
            versions.add(chart);
          }
        }
      }
      entries.put(name, versions);
    }
    if (Documents.text(document, "apiVersion").isEmpty()) {
      throw invalid("no API version specified", null);
    }
    Map<String, String> annotations = new LinkedHashMap<>();
    Documents.map(document, "annotations")
        .forEach((key, value) -> annotations.put(String.valueOf(key), String.valueOf(value)));
    return new RepositoryIndex(Documents.text(document, "generated"), entries, annotations);
  }

  private static Map<?, ?> document(String text) {
    Object document;
    try {
      document = text.stripLeading().startsWith("{") ? jsonOrYaml(text) : Yaml.read(text);
    } catch (YamlException e) {
      throw invalid(String.valueOf(e.getMessage()), e);
    }
    if (document == null) {
      return Map.of();
    }
    if (document instanceof Map<?, ?> map) {
      return map;
    }
    throw invalid(
        "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal "
            + (document instanceof List
                ? "array"
                : document instanceof String ? "string" : "number")
            + " into Go value of type repo.IndexFile",
        null);
  }

  private static @Nullable Object jsonOrYaml(String text) {
    try {
      return Json.read(text);
    } catch (YamlException e) {
      return Yaml.read(text);
    }
  }

  private static @Nullable IndexedChart version(
      String name, @Nullable Object item, String source, Messages messages) {
    if (!(item instanceof Map<?, ?> fields)) {
      messages.warning(
          skipped(
              "skipping loading invalid entry for chart: empty entry name="
                  + name
                  + " source="
                  + source));
      return null;
    }
    try {
      ChartMetadata metadata = IndexedMetadata.read(fields);
      return new IndexedChart(
          metadata,
          Documents.texts(fields, "urls"),
          Documents.text(fields, "created"),
          Documents.flag(fields, "removed"),
          Documents.text(fields, "digest"));
    } catch (ChartException e) {
      messages.warning(
          skipped(
              "skipping loading invalid entry for chart name="
                  + name
                  + " version="
                  + Documents.text(fields, "version")
                  + " source="
                  + source
                  + " error="
                  + e.getMessage()));
      return null;
    }
  }

  private static Diagnostic skipped(String message) {
    return Diagnostic.warning(ChartErrorCode.INVALID_INDEX, message);
  }

  private static ChartException invalid(String message, @Nullable Throwable cause) {
    return new ChartException(ChartErrorCode.INVALID_INDEX, message, cause);
  }
}
