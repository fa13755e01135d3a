package dev.slipway.chart.values;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmVersion;
import dev.slipway.core.GoSpaces;
import dev.slipway.core.GoStrings;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values that a user gives on the command line. Helm takes them in this order, whatever the
/// order of the flags: files, `--set-json`, `--set`, `--set-string`, `--set-file`, `--set-literal`.
///
/// @param files `-f`, later ones win
/// @param json `--set-json`
/// @param set `--set`
/// @param strings `--set-string`
/// @param fromFiles `--set-file`
/// @param literals `--set-literal`
public record ValueSettings(
    List<String> files,
    List<String> json,
    List<String> set,
    List<String> strings,
    List<String> fromFiles,
    List<String> literals) {
  /// No values at all.
  public static final ValueSettings NONE = ofFiles(List.of());

  public ValueSettings {
    files = List.copyOf(files);
    json = List.copyOf(json);
    set = List.copyOf(set);
    strings = List.copyOf(strings);
    fromFiles = List.copyOf(fromFiles);
    literals = List.copyOf(literals);
  }

  /// Values files only.
  public static ValueSettings ofFiles(List<String> files) {
    return new ValueSettings(files, List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /// All values merged.
  ///
  /// @throws ChartException if a file or an assignment is malformed, with Helm's text
  public Map<String, @Nullable Object> merge(ValueFileSource source, HelmVersion version) {
    return mergeOnto(new LinkedHashMap<>(), source, version);
  }

  /// All values merged onto others, as if these came from a file before.
  ///
  /// @param before may be changed
  /// @throws ChartException if a file or an assignment is malformed, with Helm's text
  public Map<String, @Nullable Object> mergeOnto(
      Map<String, @Nullable Object> before, ValueFileSource source, HelmVersion version) {
    Map<String, @Nullable Object> base = before;
    for (String file : files) {
      base = ValueTrees.merge(base, readFile(file, source, version));
    }
    for (String line : json) {
      base = withJson(base, line, version);
    }
    for (String line : set) {
      parse(line, SetSyntax.typed(), "--set", base, version);
    }
    for (String line : strings) {
      parse(line, SetSyntax.strings(), "--set-string", base, version);
    }
    SetSyntax content = new SetSyntax.Pieces(path -> GoStrings.fromBytes(bytes(path, source)));
    for (String line : fromFiles) {
      parse(line, content, "--set-file", base, version);
    }
    for (String line : literals) {
      parse(line, new SetSyntax.Literal(), "--set-literal", base, version);
    }
    return base;
  }

  private static Map<String, @Nullable Object> readFile(
      String file, ValueFileSource source, HelmVersion version) {
    try {
      return ValuesReader.read(file, GoStrings.fromBytes(bytes(file, source)), version);
    } catch (ChartException e) {
      if (e.diagnostic().code() == ChartErrorCode.READ
          || e.diagnostic().code() == ChartErrorCode.NOT_FOUND) {
        throw e;
      }
      throw e.prefixed("failed to parse " + file + ": ");
    }
  }

  private static byte[] bytes(String file, ValueFileSource source) {
    try {
      return source.read(file);
    } catch (NoSuchFileException e) {
      throw new ChartException(
          ChartErrorCode.NOT_FOUND, "open " + file + ": no such file or directory", e);
    } catch (IOException e) {
      throw new ChartException(ChartErrorCode.READ, "open " + file + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, @Nullable Object> withJson(
      Map<String, @Nullable Object> base, String line, HelmVersion version) {
    String trimmed = GoSpaces.trim(line);
    if (version.atLeast(HelmVersion.V4) && trimmed.startsWith("{")) {
      try {
        Map<String, @Nullable Object> map = Json.readMap(trimmed);
        return map == null ? base : ValueTrees.merge(base, map);
      } catch (YamlException e) {
        throw new ChartException(
            ChartErrorCode.INVALID_SET, "failed parsing --set-json data JSON: " + line, e);
      }
    }
    try {
      new SetParser(line, new SetSyntax.JsonValues(), version).parseInto(base);
      return base;
    } catch (ChartException e) {
      throw new ChartException(
          ChartErrorCode.INVALID_SET, "failed parsing --set-json data " + line, e);
    }
  }

  private static void parse(
      String line,
      SetSyntax syntax,
      String flag,
      Map<String, @Nullable Object> base,
      HelmVersion version) {
    try {
      new SetParser(line, syntax, version).parseInto(base);
    } catch (ChartException e) {
      throw e.prefixed("failed parsing " + flag + " data: ");
    }
  }
}
