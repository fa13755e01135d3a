package dev.slipway.chart.engine;

import static dev.slipway.gotemplate.GoType.ANY;
import static dev.slipway.gotemplate.GoType.FLOAT64;
import static dev.slipway.gotemplate.GoType.INT64;

import dev.slipway.core.GoSpaces;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoUint;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.gotemplate.fmt.GoNumbers;
import dev.slipway.gotemplate.time.GoDuration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Helm 4's functions on durations. What is no duration counts as a number of seconds; what is
/// neither gives 0, but for `mustToDuration`, which fails.
final class DurationFunctions {
  private static final long SECOND = 1_000_000_000L;
  private static final long MAX_SECONDS = Long.MAX_VALUE / SECOND;

  /// The greatest number of seconds as Go has it: rounded to a double.
  private static final double MAX_SECONDS_FLOAT = (double) Long.MAX_VALUE / SECOND;

  private DurationFunctions() {}

  static List<GoFunction> all() {
    return List.of(
        GoFunction.of("mustToDuration", GoDuration.TYPE, (_, a) -> must(a[0]), ANY),
        decimal("durationSeconds", nanos -> seconds(nanos)),
        whole("durationMilliseconds", nanos -> nanos / 1_000_000),
        whole("durationMicroseconds", nanos -> nanos / 1_000),
        whole("durationNanoseconds", nanos -> nanos),
        decimal("durationMinutes", nanos -> parts(nanos, 60 * SECOND)),
        decimal("durationHours", DurationFunctions::hours),
        decimal("durationDays", nanos -> hours(nanos) / 24.0),
        decimal("durationWeeks", nanos -> hours(nanos) / 24.0 / 7.0),
        GoFunction.of("durationRoundTo", GoDuration.TYPE, (_, a) -> round(a[0], a[1]), ANY, ANY),
        GoFunction.of(
            "durationTruncateTo", GoDuration.TYPE, (_, a) -> truncate(a[0], a[1]), ANY, ANY));
  }

  private static GoFunction decimal(String name, ToDoubleFunction<Long> convert) {
    return GoFunction.of(name, FLOAT64, (_, a) -> convert.applyAsDouble(orZero(a[0])), ANY);
  }

  private static GoFunction whole(String name, ToLongFunction<Long> convert) {
    return GoFunction.of(name, INT64, (_, a) -> convert.applyAsLong(orZero(a[0])), ANY);
  }

  private static double seconds(long nanos) {
    return parts(nanos, SECOND);
  }

  private static double hours(long nanos) {
    return parts(nanos, 3600 * SECOND);
  }

  /// Go divides the whole parts and the rest apart, which keeps more digits.
  private static double parts(long nanos, long unit) {
    long whole = nanos / unit;
    return whole + (double) (nanos % unit) / unit;
  }

  private static long orZero(@Nullable Object value) {
    try {
      return nanoseconds(value);
    } catch (FunctionException _) {
      return 0;
    }
  }

  private static GoDuration must(@Nullable Object value) {
    try {
      return new GoDuration(nanoseconds(value));
    } catch (FunctionException e) {
      throw FunctionException.panic(e.getMessage());
    }
  }

  private static GoDuration round(@Nullable Object value, @Nullable Object unit) {
    GoDuration duration = new GoDuration(orZero(value));
    long step = orZero(unit);
    return step <= 0 ? duration : duration.round(step);
  }

  private static GoDuration truncate(@Nullable Object value, @Nullable Object unit) {
    long duration = orZero(value);
    long step = orZero(unit);
    return new GoDuration(step <= 0 ? duration : duration - duration % step);
  }

  private static long nanoseconds(@Nullable Object value) {
    return switch (value) {
      case null -> throw FunctionException.error("invalid duration");
      case GoDuration duration -> duration.nanoseconds();
      case String text -> ofText(text);
      case Double number -> ofSeconds(number);
      case Float number -> ofSeconds(number.doubleValue());
      case GoUint number -> ofUnsigned(number);
      case Number number -> ofWholeSeconds(number.longValue());
      case GoObject object when object.underlying() instanceof Number number ->
          ofWholeSeconds(number.longValue());
      default ->
          throw FunctionException.error("unsupported duration type " + GoFormat.typeName(value));
    };
  }

  private static long ofText(String text) {
    String trimmed = GoSpaces.trim(text);
    if (trimmed.isEmpty()) {
      throw FunctionException.error("empty duration");
    }
    try {
      return GoDuration.parse(trimmed).nanoseconds();
    } catch (FunctionException _) {
      return ofNumberText(text, trimmed);
    }
  }

  private static long ofNumberText(String text, String trimmed) {
    double seconds;
    try {
      seconds = GoNumbers.parseFloat(trimmed, 64);
    } catch (FunctionException _) {
      throw FunctionException.error("could not parse duration " + GoFormat.quote(text));
    }
    return ofSeconds(seconds);
  }

  private static long ofSeconds(double seconds) {
    if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
      throw FunctionException.error("invalid duration seconds: " + GoFormat.toText(seconds));
    }
    if (Math.abs(seconds) > MAX_SECONDS_FLOAT) {
      throw FunctionException.error("duration seconds overflow: " + GoFormat.toText(seconds));
    }
    return (long) (seconds * SECOND);
  }

  private static long ofUnsigned(GoUint number) {
    if (Long.compareUnsigned(number.longValue(), MAX_SECONDS) > 0) {
      throw FunctionException.error("duration seconds overflow: " + number);
    }
    return number.longValue() * SECOND;
  }

  private static long ofWholeSeconds(long seconds) {
    if (Math.abs(seconds) > MAX_SECONDS) {
      throw FunctionException.error("duration seconds overflow: " + seconds);
    }
    return seconds * SECOND;
  }
}
