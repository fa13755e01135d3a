package dev.slipway.chart.values;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmVersion;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.gotemplate.fmt.GoNumbers;
import dev.slipway.gotemplate.fmt.GoQuote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Reads the assignments of `--set` and its kin (`a.b[0].c=1,d={x,y}`) into a tree of values, as
/// Helm's `pkg/strvals` does, its oddities included: what stands before an early end is kept.
final class SetParser {
  /// The highest list index.
  static final int MAX_INDEX = 65536;

  /// How deep names may nest.
  static final int MAX_NESTING = 30;

  private final RuneReader in;
  private final SetSyntax syntax;
  private final boolean indexMayEnd;

  /// A parser for one line.
  ///
  /// @param version Helm 4 also takes the end of the text within an index for the end of all
  ///   assignments
  SetParser(String line, SetSyntax syntax, HelmVersion version) {
    this.in = new RuneReader(line);
    this.syntax = syntax;
    this.indexMayEnd = version.atLeast(HelmVersion.V4);
  }

  /// How a step of reading ended: Go's nil or io.EOF.
  private enum End {
    MORE,
    END_OF_TEXT
  }

  /// A list after a step, and how the step ended.
  private record ListStep(List<@Nullable Object> list, End end) {}

  /// Reads the whole line into `data`.
  ///
  /// @throws ChartException with the text of Helm's error
  void parseInto(Map<String, @Nullable Object> data) {
    while (key(data, 0) == End.MORE) {
      // each key reads one assignment
    }
  }

  private End key(Map<String, @Nullable Object> data, int nesting) {
    RuneReader.Run run = in.until(syntax.keyStops(), syntax.escapes());
    if (run.stop() < 0) {
      if (run.text().isEmpty()) {
        return End.END_OF_TEXT;
      }
      throw error("key " + GoFormat.quote(run.text()) + " has no value");
    }
    return switch (run.stop()) {
      case '[' -> indexedKey(data, run.text(), nesting);
      case '=' -> assignment(data, run.text());
      case ',' -> {
        set(data, run.text(), "");
        throw error("key " + GoFormat.quote(run.text()) + " has no value (cannot end with ,)");
      }
      default -> nestedKey(data, run.text(), nesting + 1);
    };
  }

  private End indexedKey(Map<String, @Nullable Object> data, String name, int nesting) {
    OptionalInt index = index();
    if (index.isEmpty()) {
      return End.END_OF_TEXT;
    }
    List<@Nullable Object> list =
        data.containsKey(name) ? asList(data.get(name)) : new ArrayList<>();
    ListStep step = listItem(list, index.getAsInt(), nesting);
    set(data, name, step.list);
    return step.end;
  }

  private End assignment(Map<String, @Nullable Object> data, String name) {
    SetSyntax.Value value = syntax.readValue(in);
    set(data, name, value.value());
    return value.endOfText() ? End.END_OF_TEXT : End.MORE;
  }

  private End nestedKey(Map<String, @Nullable Object> data, String name, int nesting) {
    if (nesting > MAX_NESTING) {
      throw error(
          "value name nested level is greater than maximum supported nested level of "
              + MAX_NESTING);
    }
    Map<String, @Nullable Object> inner =
        data.containsKey(name) ? asMap(data.get(name)) : new LinkedHashMap<>();
    End end;
    try {
      end = key(inner, nesting);
    } catch (ChartException e) {
      if (!inner.isEmpty()) {
        set(data, name, inner);
      }
      throw e;
    }
    if (end == End.MORE && inner.isEmpty()) {
      throw error("key map " + GoFormat.quote(name) + " has no value");
    }
    if (!inner.isEmpty()) {
      set(data, name, inner);
    }
    return end;
  }

  /// The index up to the closing bracket; empty when the text ends before it.
  private OptionalInt index() {
    RuneReader.Run run = in.until("]", syntax.escapes());
    if (run.stop() < 0) {
      if (indexMayEnd) {
        return OptionalInt.empty();
      }
      throw error("error parsing index: EOF");
    }
    try {
      return OptionalInt.of(
          Math.clamp(GoNumbers.atoi(run.text()), Integer.MIN_VALUE, Integer.MAX_VALUE));
    } catch (FunctionException e) {
      throw error("error parsing index: " + e.getMessage());
    }
  }

  private ListStep listItem(List<@Nullable Object> list, int index, int nesting) {
    if (index < 0) {
      throw error("negative " + index + " index not allowed");
    }
    RuneReader.Run run = in.until("[.=", syntax.escapes());
    if (!run.text().isEmpty()) {
      throw error("unexpected data at end of array index: " + quotedRunes(run.text()));
    }
    return switch (run.stop()) {
      case '=' -> {
        // An early end after the sign is no end here: Helm stores "" and reads on.
        Object value = syntax.readValue(in).value();
        yield new ListStep(withItem(list, index, value), End.MORE);
      }
      case '[' -> nestedList(list, index, nesting);
      case '.' -> nestedMap(list, index, nesting);
      default -> new ListStep(list, End.END_OF_TEXT);
    };
  }

  /// Go's `%q` of a `[]rune`.
  private static String quotedRunes(String text) {
    StringJoiner runes = new StringJoiner(" ", "[", "]");
    text.codePoints().forEach(rune -> runes.add(GoQuote.quoteRune(rune, false)));
    return runes.toString();
  }

  private ListStep nestedList(List<@Nullable Object> list, int index, int nesting) {
    OptionalInt inner = index();
    if (inner.isEmpty()) {
      return new ListStep(list, End.END_OF_TEXT);
    }
    Object existing = index < list.size() ? list.get(index) : null;
    List<@Nullable Object> target = existing == null ? new ArrayList<>() : asList(existing);
    ListStep step = listItem(target, inner.getAsInt(), nesting);
    return step.end == End.END_OF_TEXT
        ? new ListStep(list, End.END_OF_TEXT)
        : new ListStep(withItem(list, index, step.list), End.MORE);
  }

  private ListStep nestedMap(List<@Nullable Object> list, int index, int nesting) {
    Map<String, @Nullable Object> inner = new LinkedHashMap<>();
    if (index < list.size()) {
      if (list.get(index) instanceof Map<?, ?> existing) {
        inner = asMap(existing);
      } else {
        list.set(index, inner);
      }
    }
    return key(inner, nesting) == End.END_OF_TEXT
        ? new ListStep(list, End.END_OF_TEXT)
        : new ListStep(withItem(list, index, inner), End.MORE);
  }

  private static List<@Nullable Object> withItem(
      List<@Nullable Object> list, int index, @Nullable Object value) {
    if (index > MAX_INDEX) {
      throw error("index of " + index + " is greater than maximum supported index of " + MAX_INDEX);
    }
    List<@Nullable Object> target = list;
    if (target.size() <= index) {
      target = new ArrayList<>(list);
      while (target.size() <= index) {
        target.add(null);
      }
    }
    target.set(index, value);
    return target;
  }

  private static void set(Map<String, @Nullable Object> data, String name, @Nullable Object value) {
    if (!name.isEmpty()) {
      data.put(name, value);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<@Nullable Object> asList(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return (List<@Nullable Object>) list;
    }
    throw wrongType(value, "[]interface {}");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> asMap(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw wrongType(value, "map[string]interface {}");
  }

  private static ChartException wrongType(@Nullable Object value, String wanted) {
    String found = value == null ? "nil" : GoFormat.typeName(value);
    return error(
        "unable to parse key: interface conversion: interface {} is " + found + ", not " + wanted);
  }

  static ChartException error(String message) {
    return new ChartException(ChartErrorCode.INVALID_SET, message);
  }
}
