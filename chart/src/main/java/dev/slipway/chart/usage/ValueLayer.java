package dev.slipway.chart.usage;

import dev.slipway.chart.values.ValueTrees;
import dev.slipway.core.SourceLocation;
import dev.slipway.yaml.PositionedYaml;
import dev.slipway.yaml.YamlException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One of the places from which a chart's values come: a chart's values.yaml, a file of the user or
/// a flag. Confined to one thread.
public final class ValueLayer {
  private final String name;
  private final Map<String, @Nullable Object> values;
  private final @Nullable String text;
  private @Nullable List<PositionedYaml> documents;

  /// @param text the file's text, null for a flag
  ValueLayer(String name, Map<String, @Nullable Object> values, @Nullable String text) {
    this.name = name;
    this.values = values;
    this.text = text;
  }

  /// A file of the user.
  ///
  /// @param allDocuments whether all YAML documents in it count, or only the first one
  static ValueLayer ofFile(String name, String text, boolean allDocuments) {
    List<PositionedYaml> documents = allDocuments ? readAll(text) : readFirst(text);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (PositionedYaml document : documents) {
      Map<String, @Nullable Object> more = ValueTrees.table(document.value());
      if (more != null) {
        values = ValueTrees.merge(values, more);
      }
    }
    ValueLayer layer = new ValueLayer(name, values, text);
    layer.documents = documents;
    return layer;
  }

  /// The file's name as the user or the chart has it, or the flag as the user wrote it.
  public String name() {
    return name;
  }

  /// Whether it is a flag such as `--set`.
  public boolean isFlag() {
    return text == null;
  }

  /// The values that it gives.
  Map<String, @Nullable Object> values() {
    return values;
  }

  /// A value and the fact that it is there, for it may be null.
  record Found(@Nullable Object value) {}

  /// The value at a path, if the layer gives one.
  Optional<Found> find(ValuePath path) {
    Object value = values;
    for (String step : path.steps()) {
      if (value instanceof Map<?, ?> map && map.containsKey(step)) {
        value = map.get(step);
      } else if (value instanceof List<?> list) {
        int index = index(step);
        if (index < 0 || index >= list.size() || (isFlag() && list.get(index) == null)) {
          return Optional.empty();
        }
        value = list.get(index);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new Found(value));
  }

  private static int index(String step) {
    boolean digits = !step.isEmpty() && step.length() < 7;
    for (int i = 0; i < step.length(); i++) {
      digits &= step.charAt(i) >= '0' && step.charAt(i) <= '9';
    }
    return digits ? Integer.parseInt(step) : -1;
  }

  /// Where the value at a path is: in a file the place of its key, for a flag only its name.
  public SourceLocation location(ValuePath path) {
    for (PositionedYaml document : documents().reversed()) {
      Optional<PositionedYaml.Entry> entry = document.entry(path.steps());
      if (entry.isPresent()) {
        PositionedYaml.Position key = entry.get().key();
        return new SourceLocation(name, key.line(), key.column());
      }
    }
    return SourceLocation.of(name);
  }

  /// The line of the file at a location, null for a flag.
  @Nullable String line(SourceLocation location) {
    if (text == null || location.line() == 0) {
      return null;
    }
    return text.lines().skip(location.line() - 1L).findFirst().orElse(null);
  }

  /// Whether the value at a path holds an anchor that something elsewhere in the file refers to: it
  /// is there for that reason.
  boolean isAnchor(ValuePath path) {
    SourceLocation from = location(path);
    if (text == null || from.line() == 0 || text.indexOf('&') < 0) {
      return false;
    }
    List<String> lines = text.lines().toList();
    int end = from.line();
    while (end < lines.size() && isInside(lines.get(end), from.column())) {
      end++;
    }
    return Anchors.in(lines.subList(from.line() - 1, end)).stream()
        .anyMatch(anchor -> Anchors.refers(text, anchor));
  }

  /// Whether a line belongs to the value of a key that stands in that column.
  private static boolean isInside(String line, int column) {
    if (line.isBlank() || line.strip().startsWith("#")) {
      return true;
    }
    int indent = 0;
    while (line.charAt(indent) == ' ') {
      indent++;
    }
    return indent >= column || (indent == column - 1 && line.charAt(indent) == '-');
  }

  private List<PositionedYaml> documents() {
    List<PositionedYaml> known = documents;
    if (known == null) {
      known = text == null ? List.of() : readFirst(text);
      documents = known;
    }
    return known;
  }

  /// Reads each document with blank lines for those before it, so that the lines are those of the
  /// file.
  private static List<PositionedYaml> readAll(String text) {
    List<PositionedYaml> documents = new ArrayList<>();
    StringBuilder document = new StringBuilder();
    int line = 0;
    for (String next : (Iterable<String>) text.lines()::iterator) {
      line++;
      if (next.startsWith("---")) {
        add(document, documents);
        document.setLength(0);
        document.repeat("\n", line);
      } else {
        document.append(next).append('\n');
      }
    }
    add(document, documents);
    return documents;
  }

  private static List<PositionedYaml> readFirst(String text) {
    List<PositionedYaml> documents = new ArrayList<>();
    add(new StringBuilder(text), documents);
    return documents;
  }

  private static void add(StringBuilder document, List<PositionedYaml> documents) {
    String text = document.toString();
    if (!text.isBlank()) {
      try {
        documents.add(PositionedYaml.read(text));
      } catch (YamlException _) {
        // Whoever needs the values reports that; here only the places are missing then.
        return;
      }
    }
  }
}
