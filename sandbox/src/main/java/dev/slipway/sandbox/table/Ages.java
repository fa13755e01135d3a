package dev.slipway.sandbox.table;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/// Spans of time as kubectl prints them: `HumanDuration` of apimachinery.
final class Ages {
  private Ages() {}

  /// How long ago a time is; `<unknown>` if there is none.
  static String since(String time, Instant now) {
    if (time.isEmpty()) {
      return "<unknown>";
    }
    try {
      return of(Duration.between(Instant.parse(time), now));
    } catch (DateTimeException _) {
      return "<unknown>";
    }
  }

  static String of(Duration span) {
    long seconds = span.toSeconds();
    if (seconds < -1) {
      return "<invalid>";
    }
    if (seconds < 0) {
      return "0s";
    }
    if (seconds < 120) {
      return seconds + "s";
    }
    long minutes = seconds / 60;
    if (minutes < 10) {
      return with(minutes + "m", seconds % 60, "s");
    }
    if (minutes < 180) {
      return minutes + "m";
    }
    long hours = minutes / 60;
    if (hours < 8) {
      return with(hours + "h", minutes % 60, "m");
    }
    if (hours < 48) {
      return hours + "h";
    }
    long days = hours / 24;
    if (hours < 192) {
      return with(days + "d", hours % 24, "h");
    }
    if (days < 365 * 2) {
      return days + "d";
    }
    return days < 365 * 8 ? with(days / 365 + "y", days % 365, "d") : days / 365 + "y";
  }

  private static String with(String large, long rest, String unit) {
    return rest == 0 ? large : large + rest + unit;
  }
}
