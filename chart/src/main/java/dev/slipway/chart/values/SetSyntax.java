package dev.slipway.chart.values;

import dev.slipway.core.GoSpaces;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.fmt.GoNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How the text after the equals sign becomes a value: what tells `--set`, `--set-string`,
/// `--set-file`, `--set-json` and `--set-literal` apart.
sealed interface SetSyntax {
  /// A value, and whether Helm takes the end of the text for the end of all assignments.
  record Value(@Nullable Object value, boolean endOfText) {}

  /// The characters that end a name.
  default String keyStops() {
    return "=[,.";
  }

  /// Whether a backslash takes the next character literally.
  default boolean escapes() {
    return true;
  }

  /// Reads the value that stands after an equals sign, and the comma after it.
  Value readValue(RuneReader in);

  /// A value or a `{list,of,values}`, each piece turned into a value by `piece`.
  record Pieces(Function<String, @Nullable Object> piece) implements SetSyntax {
    @Override
    public Value readValue(RuneReader in) {
      int first = in.read();
      if (first < 0) {
        return new Value("", true);
      }
      if (first == '{') {
        return new Value(list(in), false);
      }
      in.unread();
      return new Value(piece.apply(in.until(",", true).text()), false);
    }

    private List<@Nullable Object> list(RuneReader in) {
      List<@Nullable Object> items = new ArrayList<>();
      while (true) {
        RuneReader.Run run = in.until(",}", true);
        if (run.stop() < 0) {
          throw SetParser.error("list must terminate with '}'");
        }
        items.add(piece.apply(run.text()));
        if (run.stop() == '}') {
          int after = in.read();
          if (after >= 0 && after != ',') {
            in.unread();
          }
          return items;
        }
      }
    }
  }

  /// A JSON value; nothing stands for null.
  record JsonValues() implements SetSyntax {
    @Override
    public Value readValue(RuneReader in) {
      if (skipBlanks(in)) {
        return new Value(null, false);
      }
      JsonPrefix prefix = JsonPrefix.read(in.rest());
      in.skip(prefix.length());
      skipBlanks(in);
      return new Value(prefix.value(), false);
    }

    /// Skips blanks and one comma; true when there was nothing else before the comma or the end.
    private static boolean skipBlanks(RuneReader in) {
      while (true) {
        int rune = in.read();
        if (rune < 0 || rune == ',') {
          return true;
        }
        if (!GoSpaces.isSpace(rune)) {
          in.unread();
          return false;
        }
      }
    }
  }

  /// All the rest of the line as it stands.
  record Literal() implements SetSyntax {
    @Override
    public String keyStops() {
      return "=[.";
    }

    @Override
    public boolean escapes() {
      return false;
    }

    @Override
    public Value readValue(RuneReader in) {
      return new Value(in.until("", false).text(), false);
    }
  }

  /// `--set`: booleans, null and whole numbers are recognised.
  static SetSyntax typed() {
    return new Pieces(SetSyntax::typedValue);
  }

  /// `--set-string`: all values are strings.
  static SetSyntax strings() {
    return new Pieces(text -> text);
  }

  /// The value that `--set` makes of a text.
  private static @Nullable Object typedValue(String text) {
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    if (text.equalsIgnoreCase("false")) {
      return false;
    }
    if (text.equalsIgnoreCase("null")) {
      return null;
    }
    if (text.equals("0")) {
      return 0L;
    }
    char first = text.isEmpty() ? '0' : text.charAt(0);
    if (first == '0' || first > '9' || first < '+') {
      return text;
    }
    try {
      return GoNumbers.parseInt(text, 10, 64);
    } catch (FunctionException e) {
      return text;
    }
  }
}
