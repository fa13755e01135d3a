package dev.slipway.gotemplate.fmt;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoUint;
import org.jspecify.annotations.Nullable;

/// Runs one format string over its operands (Go's `doPrintf`). Confined to one call.
final class FormatInterpreter {
  private static final int TOO_LARGE = 1_000_000;

  private final String format;
  private final @Nullable Object[] arguments;
  private final StringBuilder out;
  private final ValuePrinter printer;
  private final FieldWriter field;

  private int position;
  private int argument;
  private boolean reordered;
  private boolean goodIndex;

  /// Whether an index such as `[3]` stood just before.
  private boolean afterIndex;

  FormatInterpreter(String format, @Nullable Object[] arguments) {
    this.format = format;
    this.arguments = arguments;
    this.out = new StringBuilder(format.length() + 16 * arguments.length);
    this.printer = new ValuePrinter(out);
    this.field = printer.field;
  }

  String run() {
    while (position < format.length()) {
      goodIndex = true;
      int percent = format.indexOf('%', position);
      if (percent < 0) {
        out.append(format, position, format.length());
        break;
      }
      out.append(format, position, percent);
      position = percent + 1;
      field.clear();
      afterIndex = false;
      readFlags();
      readIndex();
      readWidth();
      readPrecision();
      if (!afterIndex) {
        readIndex();
      }
      if (position >= format.length()) {
        out.append("%!(NOVERB)");
        break;
      }
      printDirective();
    }
    if (!reordered && argument < arguments.length) {
      printExtra();
    }
    return out.toString();
  }

  private void readFlags() {
    for (; position < format.length(); position++) {
      switch (format.charAt(position)) {
        case '#' -> field.sharp = true;
        case '0' -> field.zero = true;
        case '+' -> field.plus = true;
        case '-' -> field.minus = true;
        case ' ' -> field.space = true;
        default -> {
          return;
        }
      }
    }
  }

  private char current() {
    return position < format.length() ? format.charAt(position) : 0;
  }

  /// An explicit argument index such as `[3]`.
  private void readIndex() {
    if (current() != '[') {
      afterIndex = false;
      return;
    }
    reordered = true;
    int open = position;
    int close = format.indexOf(']', open + 1);
    if (close < 0) {
      goodIndex = false;
      afterIndex = false;
      position = open + 1;
      return;
    }
    int number = number(open + 1, close);
    position = close + 1;
    afterIndex = number >= 0;
    if (number >= 1 && number <= arguments.length) {
      argument = number - 1;
    } else {
      goodIndex = false;
    }
  }

  /// The number that fills the whole range, or -1.
  private int number(int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = format.charAt(i);
      if (c < '0' || c > '9' || value > TOO_LARGE) {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return from < to ? value : -1;
  }

  private void readWidth() {
    if (current() == '*') {
      position++;
      Integer width = integerArgument();
      field.widthPresent = width != null;
      if (width == null) {
        out.append("%!(BADWIDTH)");
      } else {
        field.width = Math.abs(width);
        if (width < 0) {
          field.minus = true;
          field.zero = false;
        }
      }
      afterIndex = false;
      return;
    }
    int digits = position;
    field.width = readNumber();
    field.widthPresent = position > digits && field.width >= 0;
    field.width = Math.max(0, field.width);
    if (afterIndex && field.widthPresent) {
      goodIndex = false;
    }
  }

  private void readPrecision() {
    if (current() != '.' || position + 1 >= format.length()) {
      return;
    }
    position++;
    if (afterIndex) {
      goodIndex = false;
    }
    readIndex();
    if (current() == '*') {
      position++;
      Integer precision = integerArgument();
      field.precisionPresent = precision != null && precision >= 0;
      field.precision = field.precisionPresent && precision != null ? precision : 0;
      if (!field.precisionPresent) {
        out.append("%!(BADPREC)");
      }
      afterIndex = false;
      return;
    }
    field.precision = Math.max(0, readNumber());
    field.precisionPresent = true;
  }

  /// The digits at the position, 0 without any. A number beyond all reason swallows the rest of the
  /// format, as in Go, and gives -1.
  private int readNumber() {
    int value = 0;
    while (position < format.length()) {
      char c = format.charAt(position);
      if (c < '0' || c > '9') {
        break;
      }
      if (value > TOO_LARGE) {
        position = format.length();
        return -1;
      }
      value = value * 10 + c - '0';
      position++;
    }
    return value;
  }

  /// The next operand as a width or precision; null if it is no integer of a reasonable size.
  private @Nullable Integer integerArgument() {
    if (argument >= arguments.length) {
      return null;
    }
    Object value = arguments[argument++];
    boolean integer =
        value instanceof GoInt
            || value instanceof Long
            || value instanceof Integer
            || value instanceof Short
            || value instanceof Byte
            || (value instanceof GoUint unsigned && unsigned.longValue() >= 0);
    if (!integer || !(value instanceof Number number)) {
      return null;
    }
    long size = number.longValue();
    return size > TOO_LARGE || size < -TOO_LARGE ? null : (Integer) (int) size;
  }

  private void printDirective() {
    int verb = format.codePointAt(position);
    position += Character.charCount(verb);
    if (verb <= 0xFFFF && GoStrings.isEscapedByte((char) verb)) {
      verb = 0xFFFD;
    }
    if (verb == '%') {
      out.append('%');
    } else if (!goodIndex) {
      out.append("%!").appendCodePoint(verb).append("(BADINDEX)");
    } else if (argument >= arguments.length) {
      out.append("%!").appendCodePoint(verb).append("(MISSING)");
    } else {
      if (verb == 'v' || verb == 'w') {
        field.sharpV = field.sharp;
        field.sharp = false;
        field.plusV = field.plus;
        field.plus = false;
      }
      printer.printArgument(arguments[argument++], verb);
    }
  }

  private void printExtra() {
    field.clear();
    out.append("%!(EXTRA ");
    for (int i = argument; i < arguments.length; i++) {
      if (i > argument) {
        out.append(", ");
      }
      Object extra = arguments[i];
      if (extra == null) {
        out.append("<nil>");
      } else {
        out.append(ValuePrinter.typeName(extra)).append('=');
        printer.printArgument(extra, 'v');
      }
    }
    out.append(')');
  }
}
