package dev.slipway.sandbox.control;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// When a CronJob is due: the five fields of cron, or one of its short forms (`@daily`).
final class CronSchedule {
  private static final String MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec";
  private static final String DAYS = "sun mon tue wed thu fri sat";
  private static final int FAR_DAYS = 366 * 5;

  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet days;
  private final BitSet months;
  private final BitSet weekdays;
  private final boolean anyDay;
  private final boolean anyWeekday;
  private final ZoneId zone;

  private CronSchedule(List<String> fields, ZoneId zone) {
    minutes = parse(fields.get(0), 0, 59, "");
    hours = parse(fields.get(1), 0, 23, "");
    days = parse(fields.get(2), 1, 31, "");
    months = parse(fields.get(3), 1, 12, MONTHS);
    weekdays = parse(fields.get(4), 0, 7, DAYS);
    if (weekdays.get(7)) {
      weekdays.set(0);
    }
    anyDay = isAny(fields.get(2));
    anyWeekday = isAny(fields.get(4));
    this.zone = zone;
  }

  /// Reads a schedule; null if it is none.
  static @Nullable CronSchedule of(String text, String zone) {
    List<String> fields = new ArrayList<>();
    for (String field : expanded(text.strip()).split("\\s+", -1)) {
      fields.add(field.toLowerCase(Locale.ROOT));
    }
    try {
      return fields.size() == 5
          ? new CronSchedule(fields, ZoneId.of(zone.isEmpty() ? "UTC" : zone))
          : null;
    } catch (NumberFormatException | DateTimeException _) {
      return null;
    }
  }

  private static String expanded(String text) {
    return switch (text) {
      case "@yearly", "@annually" -> "0 0 1 1 *";
      case "@monthly" -> "0 0 1 * *";
      case "@weekly" -> "0 0 * * 0";
      case "@daily", "@midnight" -> "0 0 * * *";
      case "@hourly" -> "0 * * * *";
      default -> text;
    };
  }

  private static boolean isAny(String field) {
    return field.equals("*") || field.equals("?");
  }

  private static BitSet parse(String field, int least, int most, String names) {
    BitSet values = new BitSet(most + 1);
    for (String part : field.split(",", -1)) {
      int slash = part.indexOf('/');
      String range = slash < 0 ? part : part.substring(0, slash);
      int step = slash < 0 ? 1 : Integer.parseInt(part.substring(slash + 1));
      int dash = range.indexOf('-');
      int from = least;
      int to = most;
      if (!isAny(range)) {
        from = number(dash < 0 ? range : range.substring(0, dash), least, names);
        to = dash >= 0 ? number(range.substring(dash + 1), least, names) : slash < 0 ? from : most;
      }
      if (step < 1 || from < least || to > most || from > to) {
        throw new NumberFormatException(field);
      }
      for (int value = from; value <= to; value += step) {
        values.set(value);
      }
    }
    return values;
  }

  private static int number(String text, int least, String names) {
    int at = text.length() == 3 ? names.indexOf(text) : -1;
    return at >= 0 ? at / 4 + least : Integer.parseInt(text);
  }

  /// The first time that is due after a moment; null if there is none within some years.
  @Nullable Instant after(Instant moment) {
    ZonedDateTime time = moment.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    ZonedDateTime end = time.plusDays(FAR_DAYS);
    while (time.isBefore(end)) {
      if (!isDay(time)) {
        time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
      } else if (!hours.get(time.getHour())) {
        time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
      } else if (!minutes.get(time.getMinute())) {
        time = time.plusMinutes(1);
      } else {
        return time.toInstant();
      }
    }
    return null;
  }

  /// The last time that was due after a moment and not after another; null if there is none.
  @Nullable Instant last(Instant after, Instant until) {
    Instant found = null;
    Instant from =
        after.isBefore(until.minus(Duration.ofDays(2))) ? until.minus(Duration.ofDays(2)) : after;
    for (Instant next = after(from); next != null && !next.isAfter(until); next = after(next)) {
      found = next;
    }
    return found;
  }

  /// Of day and weekday it is enough that one fits when both are given, as cron has it.
  private boolean isDay(ZonedDateTime time) {
    boolean day = days.get(time.getDayOfMonth());
    boolean weekday = weekdays.get(time.getDayOfWeek().getValue() % 7);
    return months.get(time.getMonthValue())
        && ((anyDay || anyWeekday) ? (day && weekday) : (day || weekday));
  }
}
