package dev.slipway.gotemplate.time;

import java.util.Objects;

/// Writes times by Go's layouts.
final class TimeFormat {
  private final GoTime time;
  private final int offset;
  private final long epochDay;
  private final Calendar date;
  private final int hour;
  private final int minute;
  private final int second;
  private final StringBuilder out = new StringBuilder(40);

  private TimeFormat(GoTime time) {
    this.time = time;
    this.offset = time.location().offset(time.unixSeconds());
    long wall = time.wallSeconds();
    this.epochDay = Math.floorDiv(wall, 86_400L);
    this.date = Calendar.ofEpochDay(epochDay);
    int secondOfDay = (int) Math.floorMod(wall, 86_400L);
    this.hour = secondOfDay / 3600;
    this.minute = secondOfDay / 60 % 60;
    this.second = secondOfDay % 60;
  }

  static String format(GoTime time, String layout) {
    TimeFormat format = new TimeFormat(time);
    int position = 0;
    while (true) {
      LayoutChunk chunk = LayoutChunk.next(layout, position);
      format.out.append(layout, position, chunk.start());
      if (chunk.field() == null) {
        return format.out.toString();
      }
      format.append(chunk, chunk.field());
      position = chunk.end();
    }
  }

  private void append(LayoutChunk chunk, LayoutField field) {
    switch (field) {
      case YEAR -> number(Math.abs(date.year()) % 100, 2);
      case LONG_YEAR -> number(date.year(), 4);
      case MONTH -> out.append(Calendar.monthName(date.month()), 0, 3);
      case LONG_MONTH -> out.append(Calendar.monthName(date.month()));
      case NUMBER_MONTH -> out.append(date.month());
      case ZERO_MONTH -> number(date.month(), 2);
      case WEEKDAY -> out.append(weekday(), 0, 3);
      case LONG_WEEKDAY -> out.append(weekday());
      case DAY -> out.append(date.day());
      case UNDER_DAY -> padded(date.day(), 2);
      case ZERO_DAY -> number(date.day(), 2);
      case UNDER_YEAR_DAY -> padded(date.dayOfYear(), 3);
      case ZERO_YEAR_DAY -> number(date.dayOfYear(), 3);
      case HOUR -> number(hour, 2);
      case HOUR_12 -> out.append(hour % 12 == 0 ? 12 : hour % 12);
      case ZERO_HOUR_12 -> number(hour % 12 == 0 ? 12 : hour % 12, 2);
      case MINUTE -> out.append(minute);
      case ZERO_MINUTE -> number(minute, 2);
      case SECOND -> out.append(second);
      case ZERO_SECOND -> number(second, 2);
      case UPPER_PM -> out.append(hour >= 12 ? "PM" : "AM");
      case LOWER_PM -> out.append(hour >= 12 ? "pm" : "am");
      case ZONE_NAME -> zoneName();
      case FRACTION_ZEROS, FRACTION_NINES -> fraction(chunk, field);
      default -> zoneOffset(field);
    }
  }

  private String weekday() {
    return Calendar.weekdayName(Calendar.weekday(epochDay));
  }

  private void number(long value, int width) {
    if (value < 0) {
      out.append('-');
    }
    String digits = Long.toString(Math.abs(value));
    out.repeat('0', Math.max(0, width - digits.length())).append(digits);
  }

  private void padded(int value, int width) {
    String digits = Integer.toString(value);
    out.repeat(' ', Math.max(0, width - digits.length())).append(digits);
  }

  private void zoneName() {
    String name = time.location().abbreviation(time.unixSeconds());
    if (name.isEmpty()) {
      zoneOffset(LayoutField.ZONE);
    } else {
      out.append(name);
    }
  }

  private void zoneOffset(LayoutField field) {
    if (offset == 0 && field.isIsoZone()) {
      out.append('Z');
      return;
    }
    int minutes = offset / 60;
    boolean negative = minutes < 0;
    out.append(negative ? '-' : '+');
    minutes = Math.abs(minutes);
    number(minutes / 60, 2);
    if (field.hasColons()) {
      out.append(':');
    }
    if (field.hasMinutes()) {
      number(minutes % 60, 2);
    }
    if (field.hasSeconds()) {
      if (field.hasColons()) {
        out.append(':');
      }
      number((negative ? -offset : offset) % 60, 2);
    }
  }

  private void fraction(LayoutChunk chunk, LayoutField field) {
    boolean trimmed = field == LayoutField.FRACTION_NINES;
    if (trimmed && time.nanosecond() == 0) {
      return;
    }
    int start = out.length();
    out.append(chunk.separator());
    number(time.nanosecond(), 9);
    int length = start + 1 + Math.min(chunk.digits(), 9);
    if (trimmed) {
      while (out.charAt(length - 1) == '0') {
        length--;
      }
      if (length == start + 1) {
        length--;
      }
    }
    out.setLength(length);
  }

  /// The parts of a time for its methods.
  static long part(GoTime time, String name) {
    TimeFormat format = new TimeFormat(time);
    return switch (Objects.requireNonNull(name)) {
      case "Year" -> format.date.year();
      case "Month" -> format.date.month();
      case "Day" -> format.date.day();
      case "Hour" -> format.hour;
      case "Minute" -> format.minute;
      case "Second" -> format.second;
      case "YearDay" -> format.date.dayOfYear();
      case "Weekday" -> Calendar.weekday(format.epochDay);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
