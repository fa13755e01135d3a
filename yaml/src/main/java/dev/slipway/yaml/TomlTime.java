package dev.slipway.yaml;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/// A date or time of a TOML document: a Go `time.Time`. What TOML leaves without a zone counts as
/// UTC, as it does in Go on a machine that runs in UTC.
///
/// @param value its date and time; a date alone is at midnight, a time alone on the first day of
///   year 0
/// @param offset its distance from UTC
/// @param kind what of it the document says
public record TomlTime(LocalDateTime value, ZoneOffset offset, Kind kind) {
  /// What a date or time is made of.
  public enum Kind {
    OFFSET_DATE_TIME(""),
    LOCAL_DATE_TIME("datetime-local"),
    LOCAL_DATE("date-local"),
    LOCAL_TIME("time-local");

    private final String zone;

    Kind(String zone) {
      this.zone = zone;
    }
  }

  /// The text of Go's `String()`, such as `1979-05-27 07:32:00 +0000 UTC`.
  public String goString() {
    String distance = distance("");
    String zone = kind.zone;
    if (zone.isEmpty()) {
      zone = offset.getTotalSeconds() == 0 ? "UTC" : distance;
    }
    return date() + " " + clock() + " " + distance + " " + zone;
  }

  /// The text of Go's `time.RFC3339Nano`, which JSON and YAML have.
  public String rfc3339() {
    return date() + "T" + clock() + (offset.getTotalSeconds() == 0 ? "Z" : distance(":"));
  }

  /// The text in TOML.
  String toml() {
    return switch (kind) {
      case OFFSET_DATE_TIME -> rfc3339();
      case LOCAL_DATE_TIME -> date() + "T" + clock();
      case LOCAL_DATE -> date();
      case LOCAL_TIME -> clock();
    };
  }

  private String date() {
    return String.format(
        Locale.ROOT,
        "%04d-%02d-%02d",
        value.getYear(),
        value.getMonthValue(),
        value.getDayOfMonth());
  }

  private String clock() {
    String text =
        String.format(
            Locale.ROOT, "%02d:%02d:%02d", value.getHour(), value.getMinute(), value.getSecond());
    if (value.getNano() == 0) {
      return text;
    }
    String fraction = String.format(Locale.ROOT, "%09d", value.getNano());
    int end = fraction.length();
    while (fraction.charAt(end - 1) == '0') {
      end--;
    }
    return text + "." + fraction.substring(0, end);
  }

  private String distance(String separator) {
    int minutes = Math.abs(offset.getTotalSeconds()) / 60;
    return String.format(
        Locale.ROOT,
        "%s%02d%s%02d",
        offset.getTotalSeconds() < 0 ? "-" : "+",
        minutes / 60,
        separator,
        minutes % 60);
  }
}
