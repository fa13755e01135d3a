package dev.slipway.gotemplate.fmt;

import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoObject;
import org.jspecify.annotations.Nullable;

/// Go's `fmt` for template values (see the table of `GoType`). Stateless, for any thread.
public final class GoFormat {
  private GoFormat() {}

  /// Go's `%v`, which is also what `{{ . }}` prints.
  public static String toText(@Nullable Object value) {
    return switch (value) {
      case null -> "<nil>";
      case String text -> text;
      case Boolean flag -> flag ? "true" : "false";
      case GoInt number -> number.toString();
      case Long number -> number.toString();
      case Double number -> GoNumbers.formatFloat(number);
      default -> {
        ValuePrinter printer = new ValuePrinter(new StringBuilder(64));
        printer.printArgument(value, 'v');
        yield printer.text();
      }
    };
  }

  /// Appends what [#toText] gives.
  public static void append(StringBuilder out, @Nullable Object value) {
    switch (value) {
      case null -> out.append("<nil>");
      case String text -> out.append(text);
      case GoInt number -> out.append(number.longValue());
      case Boolean _, Long _, Double _ -> out.append(toText(value));
      default -> new ValuePrinter(out).printArgument(value, 'v');
    }
  }

  /// Go's `fmt.Sprint`: a space stands between two operands when neither is a string.
  public static String sprint(@Nullable Object... arguments) {
    if (arguments.length == 1) {
      return toText(arguments[0]);
    }
    StringBuilder out = new StringBuilder(64);
    boolean afterString = false;
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      boolean isString = isString(argument);
      if (i > 0 && !isString && !afterString) {
        out.append(' ');
      }
      append(out, argument);
      afterString = isString;
    }
    return out.toString();
  }

  /// Go's `fmt.Sprintln`: always spaces between operands, and a line break at the end.
  public static String sprintln(@Nullable Object... arguments) {
    StringBuilder out = new StringBuilder(64);
    for (int i = 0; i < arguments.length; i++) {
      if (i > 0) {
        out.append(' ');
      }
      append(out, arguments[i]);
    }
    return out.append('\n').toString();
  }

  /// Go's `fmt.Sprintf`, mistakes in the format included (`%!d(string=x)`, `%!(EXTRA …)`).
  public static String sprintf(String format, @Nullable Object... arguments) {
    if (format.indexOf('%') < 0 && arguments.length == 0) {
      return format;
    }
    return new FormatInterpreter(format, arguments).run();
  }

  /// Go's `%q` of a string.
  public static String quote(String text) {
    return GoQuote.quote(text);
  }

  /// Go's `%T`: the type's name, `<nil>` for nil.
  public static String typeName(@Nullable Object value) {
    return value == null ? "<nil>" : ValuePrinter.typeName(value);
  }

  private static boolean isString(@Nullable Object value) {
    return value instanceof String
        || (value instanceof GoObject object && object.type().kind() == GoKind.STRING);
  }
}
