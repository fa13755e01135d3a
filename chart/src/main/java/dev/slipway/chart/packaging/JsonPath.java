package dev.slipway.chart.packaging;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.yaml.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A JSONPath template as kubectl and `helm show values --jsonpath` take it: text with `{…}` around
/// fields (`.a.b`, `['a']`), indexes (`[0]`, `[-1]`, `[1:3]`, `[*]`), wildcards, `..`, quoted text,
/// and `{range …}…{end}`. Filters and unions are refused. Immutable.
public final class JsonPath {
  private final List<Part> parts;

  JsonPath(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /// A part of the template.
  sealed interface Part {
    /// Text that stands for itself.
    record Text(String text) implements Part {}

    /// What is found.
    record Find(List<Step> steps) implements Part {
      public Find {
        steps = List.copyOf(steps);
      }
    }

    /// The parts inside, for each value that is found.
    record Range(List<Step> steps, List<Part> body) implements Part {
      public Range {
        steps = List.copyOf(steps);
        body = List.copyOf(body);
      }
    }
  }

  /// A step from values to values.
  sealed interface Step {
    /// The value of a key.
    record Field(String name) implements Step {}

    /// Elements of a list; bounds as Go's slices have them, negative ones from the end.
    record Elements(@Nullable Integer from, @Nullable Integer to, int stride) implements Step {}

    /// All that a list or map holds.
    record All() implements Step {}

    /// A value with all that it holds, at any depth.
    record Deep() implements Step {}
  }

  /// Nothing was found where something must be.
  private static final class NotFound extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /// Reads a template.
  ///
  /// @throws ChartException if it is malformed, with Helm's text
  public static JsonPath parse(String template) {
    return new JsonPathReader(template).read();
  }

  static ChartException invalid(String template, String problem) {
    return ChartException.of(
        ChartErrorCode.INVALID_JSON_PATH,
        "error parsing jsonpath " + template + ": " + problem,
        "Write it as {.image.tag}.");
  }

  /// The template's text for those values; empty if one of its paths leads to nothing.
  public Optional<String> text(@Nullable Object values) {
    StringBuilder out = new StringBuilder();
    try {
      append(parts, values, out);
      return Optional.of(out.toString());
    } catch (NotFound _) {
      return Optional.empty();
    }
  }

  private static void append(List<Part> parts, @Nullable Object current, StringBuilder out)
      throws NotFound {
    for (Part part : parts) {
      switch (part) {
        case Part.Text(String text) -> out.append(text);
        case Part.Find(List<Step> steps) -> {
          String separator = "";
          for (Object found : find(steps, current)) {
            out.append(separator).append(print(found));
            separator = " ";
          }
        }
        case Part.Range(List<Step> steps, List<Part> body) -> {
          for (Object found : find(steps, current)) {
            append(body, found, out);
          }
        }
      }
    }
  }

  private static String print(@Nullable Object value) {
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      return Json.write(value);
    }
    return value == null ? "null" : GoFormat.toText(value);
  }

  private static List<@Nullable Object> find(List<Step> steps, @Nullable Object start)
      throws NotFound {
    List<@Nullable Object> current = new ArrayList<>();
    current.add(start);
    for (Step step : steps) {
      List<@Nullable Object> next = new ArrayList<>();
      for (Object value : current) {
        step(step, value, next);
      }
      if (step instanceof Step.Field && next.isEmpty()) {
        throw new NotFound();
      }
      current = next;
    }
    return current;
  }

  private static void step(Step step, @Nullable Object value, List<@Nullable Object> out)
      throws NotFound {
    switch (step) {
      case Step.Field(String name) -> {
        if (value instanceof Map<?, ?> map && map.containsKey(name)) {
          out.add(map.get(name));
        }
      }
      case Step.Elements elements -> {
        if (!(value instanceof List<?> list)) {
          throw new NotFound();
        }
        elements(elements, list, out);
      }
      case Step.All() -> out.addAll(children(value));
      case Step.Deep() -> deep(value, out);
    }
  }

  private static void elements(Step.Elements step, List<?> list, List<@Nullable Object> out)
      throws NotFound {
    int size = list.size();
    int from = step.from() == null ? 0 : step.from();
    int to = step.to() == null ? size : step.to();
    from = from < 0 ? from + size : from;
    to = to < 0 || (to == 0 && step.from() != null && step.from() < 0) ? to + size : to;
    if (from < 0 || from >= size || to > size || to < from) {
      throw new NotFound();
    }
    for (int i = from; i < to; i += step.stride()) {
      out.add(list.get(i));
    }
  }

  private static void deep(@Nullable Object value, List<@Nullable Object> out) {
    out.add(value);
    for (Object child : children(value)) {
      deep(child, out);
    }
  }

  /// What a value holds; that of a map in the order of its keys.
  private static List<? extends @Nullable Object> children(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    if (value instanceof Map<?, ?> map) {
      TreeMap<String, @Nullable Object> sorted = new TreeMap<>(GoStrings.BYTE_ORDER);
      map.forEach((key, child) -> sorted.put(String.valueOf(key), child));
      return new ArrayList<>(sorted.values());
    }
    return List.of();
  }
}
