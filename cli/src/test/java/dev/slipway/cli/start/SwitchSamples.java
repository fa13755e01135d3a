package dev.slipway.cli.start;

import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Pattern switches of many forms, for [CallSiteInlinerTest]: it loads this class rewritten as
/// well.
public final class SwitchSamples implements Function<@Nullable Object, String> {
  public sealed interface Shape {}

  public record Circle(int radius) implements Shape {}

  public record Box(Object inside, Shape other) implements Shape {}

  public enum Color {
    RED,
    GREEN
  }

  /// A record with a field of every kind.
  public record Fields(
      boolean a,
      byte b,
      char c,
      short d,
      int e,
      long f,
      float g,
      double h,
      @Nullable String i,
      @Nullable Object j) {
    Object[] values() {
      return new Object[] {a, b, c, d, e, f, g, h, i, j};
    }
  }

  /// Records of which each differs from the first in one field, and one that does not.
  static List<Fields> records() {
    byte one = 1;
    short two = 2;
    return List.of(
        new Fields(true, one, 'c', two, 3, 4L, 5f, 6d, "s", 7),
        new Fields(true, one, 'c', two, 3, 4L, 5f, 6d, "s", 7),
        new Fields(false, one, 'c', two, 3, 4L, 5f, 6d, "s", 7),
        new Fields(true, (byte) 9, 'c', two, 3, 4L, 5f, 6d, "s", 7),
        new Fields(true, one, 'd', two, 3, 4L, 5f, 6d, "s", 7),
        new Fields(true, one, 'c', (short) 9, 3, 4L, 5f, 6d, "s", 7),
        new Fields(true, one, 'c', two, 9, 4L, 5f, 6d, "s", 7),
        new Fields(true, one, 'c', two, 3, 9L, 5f, 6d, "s", 7),
        new Fields(true, one, 'c', two, 3, 4L, Float.NaN, 6d, "s", 7),
        new Fields(true, one, 'c', two, 3, 4L, 5f, -0.0, "s", 7),
        new Fields(true, one, 'c', two, 3, 4L, 5f, 0.0, "s", 7),
        new Fields(true, one, 'c', two, 3, 4L, 5f, 6d, null, 7),
        new Fields(true, one, 'c', two, 3, 4L, 5f, 6d, "s", null));
  }

  interface WithSwitch {
    static String of(Object value) {
      return switch (value) {
        case Long n -> "long " + n;
        case CharSequence text -> "text " + text.length();
        default -> "other";
      };
    }
  }

  @Override
  public String apply(@Nullable Object value) {
    return String.join(
        "; ", types(value), guards(value), constants(value), shapes(value), inLoop(value));
  }

  private static String types(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> "string " + text;
      case Integer number -> "integer " + number;
      case int[] numbers -> "array of " + numbers.length;
      case String[] texts -> "texts " + texts.length;
      case Map<?, ?> map -> "map of " + map.size();
      case List<?> list -> "list of " + list.size();
      default -> WithSwitch.of(value);
    };
  }

  private static String guards(@Nullable Object value) {
    return switch (value) {
      case Integer number when number > 10 -> "large";
      case Integer number when number > 5 -> "medium";
      case Integer _ -> "small";
      case String text when text.isEmpty() -> "empty";
      case CharSequence text when text.length() > 3 -> "long";
      case null, default -> "none";
    };
  }

  private static String constants(@Nullable Object value) {
    if (value instanceof String text) {
      return switch (text) {
        case "a" -> "the letter a";
        case String other when other.length() > 3 -> "several letters";
        case "b" -> "the letter b";
        case String _ -> "a few letters";
      };
    }
    if (value instanceof Integer number) {
      return switch (number) {
        case 1 -> "one";
        case Integer other when other < 0 -> "below zero";
        case 1000 -> "a thousand";
        case Integer _ -> "a number";
      };
    }
    if (value instanceof Character letter) {
      return switch (letter) {
        case 'x' -> "ex";
        case Character other when Character.isDigit(other) -> "digit";
        case Character _ -> "letter";
      };
    }
    if (value instanceof Color color) {
      return switch (color) {
        case RED -> "red";
        case Color other when other.name().isEmpty() -> "unknown";
        case GREEN -> "green";
      };
    }
    return "";
  }

  private static String shapes(@Nullable Object value) {
    if (!(value instanceof Shape shape)) {
      return "";
    }
    return switch (shape) {
      case Circle(int radius) when radius > 3 -> "large circle";
      case Circle _ -> "circle";
      case Box(String text, Circle(int radius)) -> "box of " + text + " in " + radius;
      case Box(Integer number, Box _) -> "nested box of " + number;
      case Box(Object inside, Shape _) -> "box of " + inside;
    };
  }

  private static String inLoop(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    if (value instanceof List<?> list) {
      for (Object item : list) {
        switch (item) {
          case Long n when n == 7 -> out.append("seven");
          case Number n -> out.append(n.intValue());
          default -> out.append('?');
        }
      }
    }
    return out.toString();
  }

  /// Values that reach every branch.
  static List<@Nullable Object> inputs() {
    Circle large = new Circle(9);
    return Arrays.asList(
        null,
        "",
        "a",
        "b",
        "abc",
        "abcd",
        1,
        6,
        11,
        -3,
        1000,
        7L,
        'x',
        '7',
        'y',
        1.5,
        new int[3],
        new String[2],
        Map.of("k", 1),
        List.of(7L, 8L, 1.5, "q"),
        Color.RED,
        Color.GREEN,
        large,
        new Circle(1),
        new Box("t", large),
        new Box(3, new Box(1, large)),
        new Box(3, large),
        new Box("t", new Box(1, large)),
        CharBuffer.wrap("buffer"));
  }
}
