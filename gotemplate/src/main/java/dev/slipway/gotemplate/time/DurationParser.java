package dev.slipway.gotemplate.time;

import dev.slipway.gotemplate.FunctionException;

/// Go's `time.ParseDuration`.
final class DurationParser {
  private final String text;
  private int position;

  /// The digits read last: their value, and 10 to the power of their number.
  private long number;

  private double scale;

  DurationParser(String text) {
    this.text = text;
  }

  /// The nanoseconds.
  ///
  /// @throws FunctionException with Go's text
  long parse() {
    boolean negative = text.startsWith("-");
    position = negative || text.startsWith("+") ? 1 : 0;
    String rest = text.substring(position);
    if (rest.equals("0")) {
      return 0;
    }
    if (rest.isEmpty()) {
      throw invalid("invalid duration");
    }
    long sum = 0;
    while (position < text.length()) {
      sum += term();
      if (Long.compareUnsigned(sum, Long.MIN_VALUE) > 0) {
        throw invalid("invalid duration");
      }
    }
    if (negative) {
      return -sum;
    }
    if (sum < 0) {
      throw invalid("invalid duration");
    }
    return sum;
  }

  private long term() {
    char c = text.charAt(position);
    if (c != '.' && !isDigit(c)) {
      throw invalid("invalid duration");
    }
    int start = position;
    readWhole();
    long whole = number;
    boolean anyDigits = position > start;
    long fraction = 0;
    scale = 1;
    if (position < text.length() && text.charAt(position) == '.') {
      position++;
      start = position;
      readFraction();
      fraction = number;
      anyDigits |= position > start;
    }
    if (!anyDigits) {
      throw invalid("invalid duration");
    }
    long unit = unit();
    if (Long.compareUnsigned(whole, Long.divideUnsigned(Long.MIN_VALUE, unit)) > 0) {
      throw invalid("invalid duration");
    }
    long value = whole * unit;
    if (fraction > 0) {
      value += (long) (fraction * (unit / scale));
      if (Long.compareUnsigned(value, Long.MIN_VALUE) > 0) {
        throw invalid("invalid duration");
      }
    }
    return value;
  }

  private void readWhole() {
    number = 0;
    for (; position < text.length() && isDigit(text.charAt(position)); position++) {
      if (Long.compareUnsigned(number, 922_337_203_685_477_580L) > 0) {
        throw invalid("invalid duration");
      }
      number = number * 10 + text.charAt(position) - '0';
      if (Long.compareUnsigned(number, Long.MIN_VALUE) > 0) {
        throw invalid("invalid duration");
      }
    }
  }

  /// Further digits than fit are read but have no weight.
  private void readFraction() {
    number = 0;
    boolean full = false;
    for (; position < text.length() && isDigit(text.charAt(position)); position++) {
      if (full || number > 922_337_203_685_477_580L) {
        full = true;
        continue;
      }
      long next = number * 10 + text.charAt(position) - '0';
      if (Long.compareUnsigned(next, Long.MIN_VALUE) > 0) {
        full = true;
        continue;
      }
      number = next;
      scale *= 10;
    }
  }

  private long unit() {
    int start = position;
    while (position < text.length()
        && text.charAt(position) != '.'
        && !isDigit(text.charAt(position))) {
      position++;
    }
    if (position == start) {
      throw invalid("missing unit in duration");
    }
    String unit = text.substring(start, position);
    return switch (unit) {
      case "ns" -> 1;
      case "us", "µs", "μs" -> 1000;
      case "ms" -> 1_000_000;
      case "s" -> 1_000_000_000;
      case "m" -> 60_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      default -> throw invalid("unknown unit " + TimeQuote.quote(unit) + " in duration");
    };
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private FunctionException invalid(String reason) {
    return FunctionException.error("time: " + reason + " " + TimeQuote.quote(text));
  }
}
