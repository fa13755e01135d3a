package dev.slipway.yaml;

import dev.slipway.yaml.TomlTime.Kind;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Reads the dates and times of a TOML document.
final class TomlTimes {
  private final String text;
  private int at;

  private TomlTimes(String text) {
    this.text = text;
  }

  /// The text with `T` and `Z` where TOML allows other characters.
  static String normal(String text) {
    return text.replace('z', 'Z').replace('t', 'T').replace(' ', 'T');
  }

  /// The time, or null when the text is none.
  static @Nullable TomlTime parse(String text, TomlDialect dialect) {
    return new TomlTimes(normal(text)).time(dialect == TomlDialect.V1_6);
  }

  private @Nullable TomlTime time(boolean secondsOptional) {
    boolean dated = text.length() > 4 && text.charAt(4) == '-';
    int[] date = {0, 1, 1};
    if (dated) {
      date = new int[] {digits(4), dashed(), dashed()};
      boolean month = date[0] >= 0 && date[1] >= 1 && date[1] <= 12;
      if (!month || date[2] < 1 || date[2] > daysIn(date[1], date[0])) {
        return null;
      }
      if (at == text.length()) {
        return of(date, new int[4], ZoneOffset.UTC, Kind.LOCAL_DATE);
      }
      if (text.charAt(at++) != 'T') {
        return null;
      }
    }
    int[] clock = clock(secondsOptional);
    if (clock == null) {
      return null;
    }
    if (at == text.length()) {
      return of(date, clock, ZoneOffset.UTC, dated ? Kind.LOCAL_DATE_TIME : Kind.LOCAL_TIME);
    }
    ZoneOffset offset = dated ? offset() : null;
    return offset == null ? null : of(date, clock, offset, Kind.OFFSET_DATE_TIME);
  }

  private static TomlTime of(int[] date, int[] clock, ZoneOffset offset, Kind kind) {
    LocalDateTime value =
        LocalDateTime.of(date[0], date[1], date[2], clock[0], clock[1], clock[2], clock[3]);
    return new TomlTime(value, offset, kind);
  }

  /// That many digits, or -1.
  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      if (at >= text.length() || !CharKinds.isDigit(text.charAt(at))) {
        return -1;
      }
      value = value * 10 + text.charAt(at++) - '0';
    }
    return value;
  }

  private int dashed() {
    return marked('-');
  }

  private int marked(char mark) {
    return at < text.length() && text.charAt(at++) == mark ? digits(2) : -1;
  }

  private int @Nullable [] clock(boolean secondsOptional) {
    int hour = digits(2);
    int minute = marked(':');
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
      return null;
    }
    if (at >= text.length() || text.charAt(at) != ':') {
      return secondsOptional ? new int[] {hour, minute, 0, 0} : null;
    }
    int second = marked(':');
    if (second < 0 || second > 59) {
      return null;
    }
    return new int[] {hour, minute, second, fraction()};
  }

  /// The nanoseconds; digits beyond the ninth do not count.
  private int fraction() {
    if (at + 1 >= text.length()
        || text.charAt(at) != '.'
        || !CharKinds.isDigit(text.charAt(at + 1))) {
      return 0;
    }
    int nanos = 0;
    int count = 0;
    for (at++; at < text.length() && CharKinds.isDigit(text.charAt(at)); at++) {
      if (count < 9) {
        nanos = nanos * 10 + text.charAt(at) - '0';
        count++;
      }
    }
    for (; count < 9; count++) {
      nanos *= 10;
    }
    return nanos;
  }

  private @Nullable ZoneOffset offset() {
    char sign = text.charAt(at++);
    if (sign == 'Z') {
      return at == text.length() ? ZoneOffset.UTC : null;
    }
    if (sign != '+' && sign != '-') {
      return null;
    }
    int hours = digits(2);
    int minutes = marked(':');
    if (hours < 0 || hours > 24 || minutes < 0 || minutes > 60 || at != text.length()) {
      return null;
    }
    int seconds = Math.min((hours * 60 + minutes) * 60, 18 * 3600);
    return ZoneOffset.ofTotalSeconds(sign == '-' ? -seconds : seconds);
  }

  private static int daysIn(int month, int year) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }
}
