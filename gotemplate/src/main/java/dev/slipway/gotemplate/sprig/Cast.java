package dev.slipway.gotemplate.sprig;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.fmt.GoNumbers;
import org.jspecify.annotations.Nullable;

/// The lenient conversions of `spf13/cast`: what does not convert becomes 0.
final class Cast {
  private Cast() {}

  /// `cast.ToInt64`, which for Go's 64-bit `int` is `cast.ToInt` too.
  static long toLong(@Nullable Object value) {
    return switch (value) {
      case null -> 0;
      case Double number -> truncate(number);
      case Float number -> truncate(number);
      case Number number -> number.longValue();
      case String text -> parse(text);
      case Boolean flag -> flag ? 1 : 0;
      case GoObject object when isCalendarNumber(object) -> toLong(object.underlying());
      default -> 0;
    };
  }

  /// `cast.ToFloat64`.
  static double toDouble(@Nullable Object value) {
    return switch (value) {
      case null -> 0;
      case Number number -> number.doubleValue();
      case String text -> parseDouble(text);
      case Boolean flag -> flag ? 1 : 0;
      case GoObject object when isCalendarNumber(object) -> toDouble(object.underlying());
      default -> 0;
    };
  }

  /// Go's conversion of a float to int64 on amd64: what does not fit becomes the smallest number.
  static long truncate(double number) {
    return number >= -0x1p63 && number < 0x1p63 ? (long) number : Long.MIN_VALUE;
  }

  private static boolean isCalendarNumber(GoObject object) {
    String name = object.type().name();
    return name.equals("time.Month") || name.equals("time.Weekday");
  }

  private static long parse(String text) {
    int length = text.length();
    if (length > 0 && length < 18 && text.charAt(0) >= '1' && text.charAt(0) <= '9') {
      long value = 0;
      for (int i = 0; i < length; i++) {
        int digit = text.charAt(i) - '0';
        if (digit < 0 || digit > 9) {
          return parseSlowly(text);
        }
        value = value * 10 + digit;
      }
      return value;
    }
    return parseSlowly(text);
  }

  private static long parseSlowly(String text) {
    try {
      return GoNumbers.parseInt(withoutZeroDecimals(text), 0, 0);
    } catch (FunctionException notNumeric) {
      return 0;
    }
  }

  private static double parseDouble(String text) {
    try {
      return GoNumbers.parseFloat(text, 64);
    } catch (FunctionException notNumeric) {
      return 0;
    }
  }

  /// `1.00` is read as `1`, but `1.` and `1.50` are left alone.
  private static String withoutZeroDecimals(String text) {
    int i = text.length();
    while (i > 0 && text.charAt(i - 1) == '0') {
      i--;
    }
    return i > 0 && i < text.length() && text.charAt(i - 1) == '.'
        ? text.substring(0, i - 1)
        : text;
  }
}
