package dev.slipway.chart.values;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmVersion;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.GoSpaces;
import dev.slipway.core.SourceLocation;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the text of a values file. Helm 4 merges all documents of it, Helm 3 reads the first one.
public final class ValuesReader {
  /// Texts longer than this are refused; Helm has no bound here.
  static final int MAX_LENGTH = 64 << 20;

  private static final String SEPARATOR = "---";

  private final String name;
  private Map<String, @Nullable Object> values = new LinkedHashMap<>();

  private ValuesReader(String name) {
    this.name = name;
  }

  /// Reads values.
  ///
  /// @param name the file's name, for the location of an error
  /// @throws ChartException if the text is no YAML or no map, with Helm's text
  public static Map<String, @Nullable Object> read(String name, String text, HelmVersion version) {
    if (text.length() > MAX_LENGTH) {
      throw ChartException.of(
          ChartErrorCode.CHART_TOO_LARGE,
          "values of " + text.length() + " bytes exceed the maximum of " + MAX_LENGTH + " bytes",
          "Values configure a chart: keep data in files of the chart.");
    }
    ValuesReader reader = new ValuesReader(name);
    if (version.atLeast(HelmVersion.V4)) {
      reader.readAll(text);
    } else {
      reader.add(text, 0, "");
    }
    return reader.values;
  }

  private void readAll(String text) {
    int start = 0;
    int startLine = 0;
    int line = 0;
    int position = 0;
    boolean empty = true;
    while (position < text.length()) {
      int end = text.indexOf('\n', position);
      int next = end < 0 ? text.length() : end + 1;
      if (text.startsWith(SEPARATOR, position)) {
        checkSeparator(text.substring(position + SEPARATOR.length(), next), line);
        if (!empty) {
          add(text.substring(start, position), startLine, "cannot unmarshal yaml document: ");
          start = next;
          startLine = line + 1;
          empty = true;
          position = next;
          line++;
          continue;
        }
      }
      empty = false;
      position = next;
      line++;
    }
    if (!empty) {
      add(text.substring(start), startLine, "cannot unmarshal yaml document: ");
    }
  }

  private void checkSeparator(String after, int line) {
    String trimmed = GoSpaces.trim(after);
    if (!trimmed.isEmpty() && !trimmed.startsWith("#")) {
      throw new ChartException(
          Diagnostic.error(
                  ChartErrorCode.INVALID_VALUES,
                  "error reading yaml document: invalid Yaml document separator: " + trimmed)
              .at(new SourceLocation(name, line + 1, 1), SEPARATOR + after.stripTrailing())
              .withHint("Put the line break right after '---'."));
    }
  }

  private void add(String document, int firstLine, String prefix) {
    try {
      Map<String, @Nullable Object> read = Yaml.readMap(document);
      if (read != null) {
        values = values.isEmpty() ? read : ValueTrees.merge(values, read);
      }
    } catch (YamlException e) {
      throw invalid(e, document, firstLine, prefix);
    }
  }

  private ChartException invalid(
      YamlException error, String document, int firstLine, String prefix) {
    Diagnostic inner = error.diagnostic();
    SourceLocation where = inner.location();
    Diagnostic outer = Diagnostic.error(ChartErrorCode.INVALID_VALUES, prefix + inner.message());
    if (where == null || where.line() == 0) {
      outer = outer.at(SourceLocation.of(name), null);
    } else {
      outer =
          outer.at(
              new SourceLocation(name, firstLine + where.line(), where.column()),
              lineOf(document, where.line()).orElse(null));
    }
    boolean noMap = inner.message().contains("into Go value of type map");
    return new ChartException(
        outer.withHint(
            noMap ? "Values must be a map of names to values, not a list or a scalar." : null),
        error);
  }

  private static Optional<String> lineOf(String text, int line) {
    List<String> found = text.lines().skip(line - 1L).limit(1).toList();
    return found.stream().findFirst();
  }
}
