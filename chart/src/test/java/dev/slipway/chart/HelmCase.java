package dev.slipway.chart;

import dev.slipway.chart.archive.ChartFolders;
import dev.slipway.core.GoStrings;
import dev.slipway.yaml.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run of the real helm, recorded by `compat/vectors/helmcli`.
///
/// @param name what the case is about
/// @param files the files of the working folder
/// @param folders folders without files
/// @param before what was run first
/// @param args the command line
/// @param stdout what it printed, `$DIR` for the working folder
/// @param stderr what it printed as errors
/// @param code its exit code
/// @param shown files that are part of the result
public record HelmCase(
    String name,
    Map<String, String> files,
    List<String> folders,
    List<List<String>> before,
    List<String> args,
    String stdout,
    String stderr,
    int code,
    Map<String, String> shown) {
  /// The cases in a file under `vectors/`.
  public static List<HelmCase> read(String file) {
    try (InputStream in = HelmCase.class.getResourceAsStream("/vectors/" + file)) {
      if (in == null
          || !(Json.read(GoStrings.fromBytes(in.readAllBytes())) instanceof List<?> list)) {
        throw new AssertionError(file);
      }
      return list.stream().map(item -> (Map<?, ?>) item).map(HelmCase::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HelmCase of(Map<?, ?> fields) {
    List<List<String>> before = new ArrayList<>();
    if (fields.get("before") instanceof List<?> list) {
      list.forEach(item -> before.add(texts(item)));
    }
    return new HelmCase(
        String.valueOf(fields.get("name")),
        textMap(fields.get("files")),
        texts(fields.get("folders")),
        before,
        texts(fields.get("args")),
        String.valueOf(fields.get("stdout")),
        String.valueOf(fields.get("stderr")),
        fields.get("code") instanceof Number number ? number.intValue() : -1,
        textMap(fields.get("shown")));
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  private static Map<String, String> textMap(@Nullable Object value) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, text) -> texts.put(String.valueOf(key), String.valueOf(text)));
    }
    return texts;
  }

  /// Makes the working folder.
  public void writeFiles(Path folder) {
    files.forEach((name, content) -> ChartFolders.write(folder, name, content));
    for (String name : folders) {
      try {
        Files.createDirectories(folder.resolve(name));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// The error without the word before it; empty when there was none.
  public String error() {
    int start = stderr.indexOf("Error: ");
    return start < 0 ? "" : stderr.substring(start + "Error: ".length()).stripTrailing();
  }

  @Override
  public String toString() {
    return name;
  }
}
