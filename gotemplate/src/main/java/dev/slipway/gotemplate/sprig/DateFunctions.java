package dev.slipway.gotemplate.sprig;

import static dev.slipway.gotemplate.GoType.ANY;
import static dev.slipway.gotemplate.GoType.STRING;
import static dev.slipway.gotemplate.sprig.Arguments.text;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.RenderScope;
import dev.slipway.gotemplate.fmt.GoNumbers;
import dev.slipway.gotemplate.time.GoDuration;
import dev.slipway.gotemplate.time.GoLocation;
import dev.slipway.gotemplate.time.GoTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Dates and durations: sprig's `date.go`. The local zone and the present time are those of the
/// rendering's clock.
final class DateFunctions {
  private static final String HTML = "2006-01-02";
  private static final long SECOND = 1_000_000_000L;

  private DateFunctions() {}

  static List<GoFunction> all() {
    GoFunction dateInZone =
        GoFunction.of(
            "dateInZone",
            STRING,
            (scope, a) -> format(scope, text(a, 0), a[1], text(a, 2)),
            STRING,
            ANY,
            STRING);
    GoFunction dateModify =
        GoFunction.of(
            "dateModify",
            GoTime.TYPE,
            (_, a) -> modify(text(a, 0), time(a, 1)),
            STRING,
            GoTime.TYPE);
    GoFunction mustDateModify =
        GoFunction.of(
            "mustDateModify",
            GoTime.TYPE,
            (_, a) -> time(a, 1).plus(GoDuration.parse(text(a, 0)).nanoseconds()),
            STRING,
            GoTime.TYPE);
    return List.of(
        GoFunction.of("now", GoTime.TYPE, (scope, _) -> GoTime.now(scope.clock())),
        GoFunction.of(
            "date", STRING, (scope, a) -> format(scope, text(a, 0), a[1], "Local"), STRING, ANY),
        dateInZone,
        dateInZone.named("date_in_zone"),
        GoFunction.of("htmlDate", STRING, (scope, a) -> format(scope, HTML, a[0], "Local"), ANY),
        GoFunction.of(
            "htmlDateInZone",
            STRING,
            (scope, a) -> format(scope, HTML, a[0], text(a, 1)),
            ANY,
            STRING),
        dateModify,
        dateModify.named("date_modify"),
        mustDateModify,
        mustDateModify.named("must_date_modify"),
        GoFunction.of("ago", STRING, (scope, a) -> ago(scope, a[0]), ANY),
        GoFunction.of("duration", STRING, (_, a) -> duration(a[0]), ANY),
        GoFunction.of("durationRound", STRING, (scope, a) -> roughly(scope, a[0]), ANY),
        GoFunction.of(
            "toDate",
            GoTime.TYPE,
            (scope, a) -> parseOrZero(scope, text(a, 0), text(a, 1)),
            STRING,
            STRING),
        GoFunction.of(
            "mustToDate",
            GoTime.TYPE,
            (scope, a) -> GoTime.parse(text(a, 0), text(a, 1), local(scope)),
            STRING,
            STRING),
        GoFunction.of(
            "unixEpoch", STRING, (_, a) -> Long.toString(time(a, 0).unixSeconds()), GoTime.TYPE));
  }

  private static GoTime time(@Nullable Object[] arguments, int index) {
    return (GoTime) Objects.requireNonNull(arguments[index]);
  }

  private static GoLocation local(RenderScope scope) {
    return GoLocation.local(scope.clock().getZone());
  }

  private static String format(
      RenderScope scope, String layout, @Nullable Object date, String zone) {
    GoLocation location =
        zone.equals("Local") ? local(scope) : GoLocation.load(zone).orElse(GoLocation.UTC);
    GoTime time =
        switch (date) {
          case GoTime given -> given;
          case Long seconds -> GoTime.ofUnix(seconds, 0, location);
          case GoInt seconds -> GoTime.ofUnix(seconds.longValue(), 0, location);
          case Integer seconds -> GoTime.ofUnix(seconds, 0, location);
          case null, default -> GoTime.now(scope.clock());
        };
    return time.in(location).format(layout);
  }

  private static GoTime modify(String duration, GoTime time) {
    try {
      return time.plus(GoDuration.parse(duration).nanoseconds());
    } catch (FunctionException noDuration) {
      return time;
    }
  }

  private static GoTime parseOrZero(RenderScope scope, String layout, String text) {
    try {
      return GoTime.parse(layout, text, local(scope));
    } catch (FunctionException noDate) {
      return GoTime.ZERO;
    }
  }

  private static String ago(RenderScope scope, @Nullable Object date) {
    GoTime now = GoTime.now(scope.clock());
    GoTime time =
        switch (date) {
          case GoTime given -> given;
          case Long seconds -> GoTime.ofUnix(seconds, 0, GoLocation.UTC);
          case GoInt seconds -> GoTime.ofUnix(seconds.longValue(), 0, GoLocation.UTC);
          case null, default -> now;
        };
    return now.since(time).round(SECOND).toString();
  }

  private static String duration(@Nullable Object seconds) {
    long count =
        switch (seconds) {
          case String text -> parseSeconds(text);
          case Long number -> number;
          case null, default -> 0;
        };
    return new GoDuration(count * SECOND).toString();
  }

  /// Go's `ParseInt` without its error: out of range gives the nearest number.
  private static long parseSeconds(String text) {
    try {
      return GoNumbers.parseInt(text, 10, 64);
    } catch (FunctionException failure) {
      if (!failure.getMessage().endsWith("value out of range")) {
        return 0;
      }
      return text.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /// The largest whole unit of a duration.
  private static String roughly(RenderScope scope, @Nullable Object value) {
    long nanoseconds =
        switch (value) {
          case String text -> parseDuration(text);
          case Long number -> number;
          case GoTime time -> GoTime.now(scope.clock()).since(time).nanoseconds();
          case null, default -> 0;
        };
    long magnitude = nanoseconds < 0 ? -nanoseconds : nanoseconds;
    long hour = 3600 * SECOND;
    long[] units = {365 * 24 * hour, 30 * 24 * hour, 24 * hour, hour, 60 * SECOND, SECOND};
    String[] names = {"y", "mo", "d", "h", "m", "s"};
    for (int i = 0; i < units.length; i++) {
      if (Long.compareUnsigned(magnitude, units[i]) > 0) {
        return Long.toUnsignedString(Long.divideUnsigned(magnitude, units[i])) + names[i];
      }
    }
    return "0s";
  }

  private static long parseDuration(String text) {
    try {
      return GoDuration.parse(text).nanoseconds();
    } catch (FunctionException noDuration) {
      return 0;
    }
  }
}
