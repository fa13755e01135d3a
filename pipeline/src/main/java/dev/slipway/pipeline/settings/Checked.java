package dev.slipway.pipeline.settings;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.GoStrings;
import dev.slipway.core.Severity;
import dev.slipway.core.SourceLocation;
import dev.slipway.core.Spelling;
import dev.slipway.pipeline.PipelineErrorCode;
import dev.slipway.yaml.PositionedYaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value of `slipway.yaml` with its place; what is wrong with it is collected.
final class Checked {
  /// What was found wrong in one file.
  static final class Problems {
    private final String file;
    private final List<String> lines;
    private final PositionedYaml yaml;
    final List<Diagnostic> found = new ArrayList<>();

    Problems(String file, String text, PositionedYaml yaml) {
      this.file = file;
      this.lines = text.lines().toList();
      this.yaml = yaml;
    }
  }

  private final Problems problems;
  private final List<String> path;
  private final @Nullable Object value;

  private Checked(Problems problems, List<String> path, @Nullable Object value) {
    this.problems = problems;
    this.path = path;
    this.value = value;
  }

  static Checked root(Problems problems) {
    return new Checked(problems, List.of(), problems.yaml.value());
  }

  private Checked child(String step, @Nullable Object childValue) {
    List<String> childPath = new ArrayList<>(path);
    childPath.add(step);
    return new Checked(problems, childPath, childValue);
  }

  /// The line where the value's key stands; 0 for the whole file.
  int line() {
    return problems.yaml.entry(path).map(entry -> entry.key().line()).orElse(0);
  }

  /// The path as a user reads it, such as `clusters[0].name`.
  private String name() {
    StringBuilder out = new StringBuilder();
    for (String step : path) {
      boolean index = !step.isEmpty() && step.chars().allMatch(c -> c >= '0' && c <= '9');
      if (index && !out.isEmpty()) {
        out.append('[').append(step).append(']');
      } else {
        out.append(out.isEmpty() ? "" : ".").append(step);
      }
    }
    return out.isEmpty() ? "the file" : out.toString();
  }

  boolean isMap() {
    return value instanceof Map;
  }

  boolean isText() {
    return value instanceof String;
  }

  boolean isNull() {
    return value == null;
  }

  /// Reports a problem at the value.
  void wrong(String message, @Nullable String hint) {
    report(PipelineErrorCode.SETTINGS, message, hint, false);
  }

  private void report(
      PipelineErrorCode code, String message, @Nullable String hint, boolean atKey) {
    SourceLocation location = SourceLocation.of(problems.file);
    String snippet = null;
    PositionedYaml.Entry entry = problems.yaml.entry(path).orElse(null);
    if (entry != null) {
      PositionedYaml.Position place = atKey ? entry.key() : entry.value();
      location = new SourceLocation(problems.file, place.line(), place.column());
      snippet = place.line() <= problems.lines.size() ? problems.lines.get(place.line() - 1) : null;
    }
    problems.found.add(
        new Diagnostic(code, Severity.ERROR, message, location, snippet, List.of(), hint));
  }

  /// The entries of a map whose keys are free.
  Map<String, Checked> entries() {
    Map<String, Checked> entries = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, item) -> entries.put(String.valueOf(key), child((String) key, item)));
    } else if (value != null) {
      wrong(name() + " must be a map, not " + kind(), null);
    }
    return entries;
  }

  /// The entries of a map that has these keys and no others.
  Map<String, Checked> entries(List<String> known) {
    Map<String, Checked> entries = entries();
    entries.forEach((key, item) -> {
      if (!known.contains(key)) {
        String hint =
            Spelling.nearest(key, known)
                .map(nearest -> "Did you mean " + nearest + "?")
                .orElse("Known here: " + String.join(", ", known) + ".");
        item.report(PipelineErrorCode.UNKNOWN_KEY, "unknown key " + item.name(), hint, true);
      }
    });
    return entries;
  }

  /// The items of a list; a single value counts as a list of one where `single` allows it.
  List<Checked> items(boolean single) {
    if (value instanceof List<?> list) {
      List<Checked> items = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        items.add(child(Integer.toString(i), list.get(i)));
      }
      return items;
    }
    if (value == null) {
      return List.of();
    }
    if (single) {
      return List.of(this);
    }
    wrong(name() + " must be a list, not " + kind(), null);
    return List.of();
  }

  /// The text; null, reported, when it is something else or empty.
  @Nullable String text() {
    if (value instanceof String text && !text.isEmpty()) {
      return text;
    }
    if (value instanceof Double) {
      wrong(
          name() + " must be a text, and YAML reads this as a number",
          "Write it in quotes: without them 1.30 is the number 1.3.");
    } else {
      wrong(name() + " must be a text, not " + kind(), null);
    }
    return null;
  }

  /// The texts of a list, or of one text.
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (Checked item : items(true)) {
      String text = item.text();
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /// The whole number; -1, reported, when it is something else.
  int number() {
    if (value instanceof Double number && number == Math.rint(number) && number >= 0) {
      return number.intValue();
    }
    wrong(name() + " must be a whole number, not " + kind(), null);
    return -1;
  }

  /// The text of a number, a truth value or a text, as environment variables hold them.
  String plain() {
    if (value instanceof Double number && number == Math.rint(number)) {
      return Long.toString(number.longValue());
    }
    if (value instanceof Map || value instanceof List) {
      wrong(name() + " must be a text, not " + kind(), null);
    }
    return value == null ? "" : value.toString();
  }

  private String kind() {
    return switch (value) {
      case null -> "empty";
      case String text when text.isEmpty() -> "empty";
      case String text -> "the text " + shortened(text);
      case Boolean flag -> flag.toString();
      case Map<?, ?> _ -> "a map";
      case List<?> _ -> "a list";
      default -> "a number";
    };
  }

  private static String shortened(String text) {
    return GoStrings.byteLength(text) > 40
        ? text.substring(0, Math.min(40, text.length())) + "…"
        : text;
  }
}
