package dev.slipway.gotemplate.time;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoType;
import org.jspecify.annotations.Nullable;

/// A Go `time.Duration`.
///
/// @param nanoseconds its length
public record GoDuration(long nanoseconds) implements GoObject {
  /// The type of durations in templates.
  public static final GoType TYPE = new GoType("time.Duration", GoKind.INT64, null);

  private static final long SECOND = 1_000_000_000L;

  /// Reads a duration such as `1h15m30.5s`, as `time.ParseDuration` does.
  ///
  /// @throws FunctionException with Go's text
  public static GoDuration parse(String text) {
    return new GoDuration(new DurationParser(text).parse());
  }

  /// As Go prints it, such as `1h0m5.25s`.
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(24);
    if (nanoseconds < 0) {
      out.append('-');
    }
    long magnitude = nanoseconds < 0 ? -nanoseconds : nanoseconds;
    if (magnitude == 0) {
      return "0s";
    }
    if (Long.compareUnsigned(magnitude, SECOND) < 0) {
      return appendSmall(out, magnitude);
    }
    long seconds = Long.divideUnsigned(magnitude, SECOND);
    long minutes = seconds / 60;
    if (minutes >= 60) {
      out.append(minutes / 60).append('h');
    }
    if (minutes > 0) {
      out.append(minutes % 60).append('m');
    }
    out.append(seconds % 60);
    appendFraction(out, Long.remainderUnsigned(magnitude, SECOND), 9);
    return out.append('s').toString();
  }

  private static String appendSmall(StringBuilder out, long magnitude) {
    if (magnitude < 1000) {
      return out.append(magnitude).append("ns").toString();
    }
    int digits = magnitude < 1_000_000 ? 3 : 6;
    long unit = digits == 3 ? 1000 : 1_000_000;
    out.append(magnitude / unit);
    appendFraction(out, magnitude % unit, digits);
    return out.append(digits == 3 ? "µs" : "ms").toString();
  }

  private static void appendFraction(StringBuilder out, long fraction, int digits) {
    if (fraction == 0) {
      return;
    }
    String text = Long.toString(fraction);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    out.append('.').repeat('0', digits - text.length()).append(text, 0, end);
  }

  /// Rounded to a multiple of `unit` nanoseconds, halves away from zero.
  public GoDuration round(long unit) {
    if (unit <= 0) {
      return this;
    }
    long rest = nanoseconds % unit;
    boolean negative = nanoseconds < 0;
    long size = negative ? -rest : rest;
    if (Long.compareUnsigned(size + size, unit) < 0) {
      return new GoDuration(nanoseconds - rest);
    }
    long rounded = negative ? nanoseconds - unit + size : nanoseconds + unit - size;
    boolean overflow = negative ? rounded >= nanoseconds : rounded <= nanoseconds;
    if (!overflow) {
      return new GoDuration(rounded);
    }
    return new GoDuration(negative ? Long.MIN_VALUE : Long.MAX_VALUE);
  }

  private GoDuration truncate(long unit) {
    return unit <= 0 ? this : new GoDuration(nanoseconds - nanoseconds % unit);
  }

  private GoDuration magnitude() {
    return new GoDuration(nanoseconds == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(nanoseconds));
  }

  private double in(long unit) {
    long whole = nanoseconds / unit;
    return whole + (double) (nanoseconds % unit) / unit;
  }

  @Override
  public GoType type() {
    return TYPE;
  }

  @Override
  public Object underlying() {
    return nanoseconds;
  }

  @Override
  public String goString() {
    return toString();
  }

  @Override
  public @Nullable GoFunction method(String name) {
    return switch (name) {
      case "Hours" -> GoFunction.of(name, GoType.FLOAT64, (_, _) -> in(3600 * SECOND));
      case "Minutes" -> GoFunction.of(name, GoType.FLOAT64, (_, _) -> in(60 * SECOND));
      case "Seconds" -> GoFunction.of(name, GoType.FLOAT64, (_, _) -> in(SECOND));
      case "Milliseconds" -> GoFunction.of(name, GoType.INT64, (_, _) -> nanoseconds / 1_000_000);
      case "Microseconds" -> GoFunction.of(name, GoType.INT64, (_, _) -> nanoseconds / 1000);
      case "Nanoseconds" -> GoFunction.of(name, GoType.INT64, (_, _) -> nanoseconds);
      case "String" -> GoFunction.of(name, GoType.STRING, (_, _) -> toString());
      case "Abs" -> GoFunction.of(name, TYPE, (_, _) -> magnitude());
      case "Round" -> GoFunction.of(name, TYPE, (_, a) -> round(nanosecondsOf(a[0])), TYPE);
      case "Truncate" -> GoFunction.of(name, TYPE, (_, a) -> truncate(nanosecondsOf(a[0])), TYPE);
      default -> null;
    };
  }

  /// The length of an argument of type `time.Duration`, which may be a plain number.
  static long nanosecondsOf(@Nullable Object argument) {
    return switch (argument) {
      case GoDuration duration -> duration.nanoseconds;
      case Number number -> number.longValue();
      case null, default -> throw new IllegalArgumentException("No duration: " + argument);
    };
  }
}
