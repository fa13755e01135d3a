package dev.slipway.gotemplate.time;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoType;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A Go `time.Time`: an instant in a zone. Immutable.
public final class GoTime implements GoObject, Comparable<GoTime> {
  /// Its type in templates.
  public static final GoType TYPE = new GoType("time.Time", GoKind.STRUCT, null);

  static final long YEAR_ONE = -62_135_596_800L;
  static final long SECOND = 1_000_000_000L;

  /// Go's zero time, the year 1 in UTC.
  public static final GoTime ZERO = new GoTime(YEAR_ONE, 0, GoLocation.UTC, false);

  private static final BigInteger NANOSECONDS = BigInteger.valueOf(SECOND);

  private final long seconds;
  private final int nanoseconds;
  private final GoLocation location;
  private final boolean monotonic;

  private GoTime(long seconds, int nanoseconds, GoLocation location, boolean monotonic) {
    this.seconds = seconds;
    this.nanoseconds = nanoseconds;
    this.location = location;
    this.monotonic = monotonic;
  }

  /// Go's `time.Now()`, in the clock's zone as Go's `Local`.
  public static GoTime now(Clock clock) {
    Instant instant = clock.instant();
    return new GoTime(
        instant.getEpochSecond(), instant.getNano(), GoLocation.local(clock.getZone()), true);
  }

  /// Go's `time.Unix(seconds, nanoseconds)` in a zone.
  public static GoTime ofUnix(long seconds, int nanoseconds, GoLocation location) {
    return new GoTime(seconds, nanoseconds, location, false);
  }

  /// Reads a text by a layout, as `time.ParseInLocation` does.
  ///
  /// @throws FunctionException with Go's text
  public static GoTime parse(String layout, String text, GoLocation location) {
    return new TimeParser(layout, text, location).parse();
  }

  /// The text of this time by a layout.
  public String format(String layout) {
    return TimeFormat.format(this, layout);
  }

  /// The same instant in another zone.
  public GoTime in(GoLocation newLocation) {
    return new GoTime(seconds, nanoseconds, newLocation, false);
  }

  /// The seconds of Unix time.
  public long unixSeconds() {
    return seconds;
  }

  /// The nanoseconds within the second.
  public int nanosecond() {
    return nanoseconds;
  }

  GoLocation location() {
    return location;
  }

  /// The seconds since 1970 that a clock in its zone shows.
  long wallSeconds() {
    return seconds + location.offset(seconds);
  }

  /// This time and a number of nanoseconds.
  public GoTime plus(long duration) {
    long sum = nanoseconds + duration % SECOND;
    long newSeconds = seconds + duration / SECOND + Math.floorDiv(sum, SECOND);
    return new GoTime(newSeconds, (int) Math.floorMod(sum, SECOND), location, monotonic);
  }

  GoTime plusDate(long years, long months, long days) {
    long wall = wallSeconds();
    Calendar date = Calendar.ofEpochDay(Math.floorDiv(wall, 86_400L));
    long day = Calendar.epochDay(date.year() + years, date.month() + months, date.day() + days);
    long newWall = day * 86_400 + Math.floorMod(wall, 86_400L);
    return new GoTime(location.toUnix(newWall), nanoseconds, location, false);
  }

  /// The nanoseconds from `other` to this time, at most as many as a long holds.
  public GoDuration since(GoTime other) {
    BigInteger difference =
        BigInteger.valueOf(seconds)
            .subtract(BigInteger.valueOf(other.seconds))
            .multiply(NANOSECONDS)
            .add(BigInteger.valueOf(nanoseconds - (long) other.nanoseconds));
    if (difference.bitLength() > 63) {
      return new GoDuration(difference.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
    }
    return new GoDuration(difference.longValue());
  }

  /// Rounded down to a multiple of a duration since the year 1, or, if so wished, to the nearest.
  GoTime truncate(long duration, boolean nearest) {
    GoTime plain = in(location);
    if (duration <= 0) {
      return plain;
    }
    long rest =
        BigInteger.valueOf(seconds)
            .subtract(BigInteger.valueOf(YEAR_ONE))
            .multiply(NANOSECONDS)
            .add(BigInteger.valueOf(nanoseconds))
            .mod(BigInteger.valueOf(duration))
            .longValue();
    boolean up = nearest && Long.compareUnsigned(rest + rest, duration) >= 0;
    return plain.plus(up ? duration - rest : -rest);
  }

  @Override
  public int compareTo(GoTime other) {
    int order = Long.compare(seconds, other.seconds);
    return order != 0 ? order : Integer.compare(nanoseconds, other.nanoseconds);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GoTime that
        && seconds == that.seconds
        && nanoseconds == that.nanoseconds
        && monotonic == that.monotonic
        && location.equals(that.location);
  }

  @Override
  public int hashCode() {
    return Objects.hash(seconds, nanoseconds, location);
  }

  /// As Go prints it. The reading of the monotonic clock, which Go appends to `now`, depends on
  /// when the program started; here it is always the same.
  @Override
  public String toString() {
    String text = format("2006-01-02 15:04:05.999999999 -0700 MST");
    return monotonic ? text + " m=+0.000000001" : text;
  }

  @Override
  public GoType type() {
    return TYPE;
  }

  @Override
  public @Nullable GoFunction method(String name) {
    return TimeMethods.find(this, name);
  }

  @Override
  public String goString() {
    return toString();
  }

  @Override
  public String goSyntax() {
    StringBuilder out = new StringBuilder("time.Date(");
    out.append(TimeFormat.part(this, "Year")).append(", time.");
    out.append(Calendar.monthName(TimeFormat.part(this, "Month")));
    for (String part : List.of("Day", "Hour", "Minute", "Second")) {
      out.append(", ").append(TimeFormat.part(this, part));
    }
    out.append(", ").append(nanoseconds).append(", ");
    String zone =
        switch (location.name()) {
          case "UTC" -> "time.UTC";
          case "Local" -> "time.Local";
          default -> "time.Location(" + TimeQuote.quote(location.name()) + ")";
        };
    return out.append(zone).append(')').toString();
  }

  @Override
  public Object jsonValue() {
    return format("2006-01-02T15:04:05.999999999Z07:00");
  }
}
