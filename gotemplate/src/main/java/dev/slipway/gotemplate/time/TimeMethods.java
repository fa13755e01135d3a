package dev.slipway.gotemplate.time;

import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoType;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The methods of `time.Time` that templates can call: those with one result.
final class TimeMethods {
  private TimeMethods() {}

  static @Nullable GoFunction find(GoTime time, String name) {
    return switch (name) {
      case "Year", "Day", "Hour", "Minute", "Second", "YearDay" ->
          GoFunction.of(name, GoType.INT, (_, _) -> GoInt.of(TimeFormat.part(time, name)));
      case "Nanosecond" -> GoFunction.of(name, GoType.INT, (_, _) -> GoInt.of(time.nanosecond()));
      case "Month" -> calendar(time, name, CalendarNumber.MONTH);
      case "Weekday" -> calendar(time, name, CalendarNumber.WEEKDAY);
      case "Unix", "UnixMilli", "UnixMicro", "UnixNano" ->
          GoFunction.of(name, GoType.INT64, (_, _) -> unix(time, name));
      case "Format" ->
          GoFunction.of(name, GoType.STRING, (_, a) -> time.format(text(a)), GoType.STRING);
      case "AppendFormat" -> null;
      case "String" -> GoFunction.of(name, GoType.STRING, (_, _) -> time.toString());
      case "MarshalText" -> bytes(name, rfc3339(time));
      case "MarshalJSON" -> bytes(name, "\"" + rfc3339(time) + "\"");
      case "IsZero" -> GoFunction.of(name, GoType.BOOL, (_, _) -> time.compareTo(GoTime.ZERO) == 0);
      case "IsDST" ->
          GoFunction.of(
              name, GoType.BOOL, (_, _) -> time.location().isDaylightSaving(time.unixSeconds()));
      default -> arithmetic(time, name);
    };
  }

  private static @Nullable GoFunction arithmetic(GoTime time, String name) {
    return switch (name) {
      case "After" -> comparison(time, name, order -> order > 0);
      case "Before" -> comparison(time, name, order -> order < 0);
      case "Equal" -> comparison(time, name, order -> order == 0);
      case "Compare" ->
          GoFunction.of(
              name, GoType.INT, (_, a) -> GoInt.of(time.compareTo(other(a))), GoTime.TYPE);
      case "Add" ->
          GoFunction.of(
              name,
              GoTime.TYPE,
              (_, a) -> time.plus(GoDuration.nanosecondsOf(a[0])),
              GoDuration.TYPE);
      case "AddDate" ->
          GoFunction.of(
              name,
              GoTime.TYPE,
              (_, a) -> time.plusDate(number(a, 0), number(a, 1), number(a, 2)),
              GoType.INT,
              GoType.INT,
              GoType.INT);
      case "Sub" ->
          GoFunction.of(name, GoDuration.TYPE, (_, a) -> time.since(other(a)), GoTime.TYPE);
      case "Truncate", "Round" ->
          GoFunction.of(
              name,
              GoTime.TYPE,
              (_, a) -> time.truncate(GoDuration.nanosecondsOf(a[0]), name.equals("Round")),
              GoDuration.TYPE);
      case "UTC" -> GoFunction.of(name, GoTime.TYPE, (_, _) -> time.in(GoLocation.UTC));
      case "Local" ->
          GoFunction.of(
              name, GoTime.TYPE, (scope, _) -> time.in(GoLocation.local(scope.clock().getZone())));
      case "In" ->
          GoFunction.of(
              name,
              GoTime.TYPE,
              (_, a) -> time.in((GoLocation) Objects.requireNonNull(a[0])),
              GoLocation.TYPE);
      case "Location" -> GoFunction.of(name, GoLocation.TYPE, (_, _) -> time.location());
      default -> null;
    };
  }

  private static GoFunction calendar(GoTime time, String name, GoType type) {
    return GoFunction.of(
        name, type, (_, _) -> new CalendarNumber(type, TimeFormat.part(time, name)));
  }

  private static GoFunction bytes(String name, String text) {
    return GoFunction.of(name, GoType.BYTES, (_, _) -> text.getBytes(StandardCharsets.UTF_8));
  }

  private static String rfc3339(GoTime time) {
    return time.format("2006-01-02T15:04:05.999999999Z07:00");
  }

  private static long unix(GoTime time, String name) {
    long seconds = time.unixSeconds();
    return switch (name) {
      case "UnixMilli" -> seconds * 1000 + time.nanosecond() / 1_000_000;
      case "UnixMicro" -> seconds * 1_000_000 + time.nanosecond() / 1000;
      case "UnixNano" -> seconds * GoTime.SECOND + time.nanosecond();
      default -> seconds;
    };
  }

  private static GoFunction comparison(GoTime time, String name, IntPredicate predicate) {
    return GoFunction.of(
        name, GoType.BOOL, (_, a) -> predicate.test(time.compareTo(other(a))), GoTime.TYPE);
  }

  private static GoTime other(@Nullable Object[] arguments) {
    return (GoTime) Objects.requireNonNull(arguments[0]);
  }

  private static String text(@Nullable Object[] arguments) {
    return (String) Objects.requireNonNull(arguments[0]);
  }

  private static long number(@Nullable Object[] arguments, int index) {
    return ((Number) Objects.requireNonNull(arguments[index])).longValue();
  }
}
