package dev.slipway.gotemplate.time;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What has been read; -1 for what has not.
final class ParsedFields {
  int year;
  int month = -1;
  int day = -1;
  int yearDay = -1;
  int hour;
  int minute;
  int second;
  int nanosecond;
  int zoneOffset = -1;
  boolean morning;
  boolean afternoon;
  String zoneName = "";
  @Nullable GoLocation zone;

  /// Settles hour, month and day; gives what is wrong with them, or null.
  @Nullable String completeDate() {
    if (afternoon && hour < 12) {
      hour += 12;
    } else if (morning && hour == 12) {
      hour = 0;
    }
    if (yearDay >= 0) {
      String problem = dateOfYearDay();
      if (problem != null) {
        return problem;
      }
    }
    month = month < 0 ? 1 : month;
    day = day < 0 ? 1 : day;
    return day < 1 || day > Calendar.daysIn(month, year) ? "day out of range" : null;
  }

  private @Nullable String dateOfYearDay() {
    boolean leapDay = Calendar.isLeap(year) && yearDay == 60;
    int commonDay = Calendar.isLeap(year) && yearDay > 60 ? yearDay - 1 : yearDay;
    if (commonDay < 1 || commonDay > 365) {
      return "day-of-year out of range";
    }
    int ofMonth = 1;
    while (Calendar.daysBefore(ofMonth + 1) < commonDay) {
      ofMonth++;
    }
    int monthOfDay = leapDay ? 2 : ofMonth;
    int dayOfMonth = leapDay ? 29 : commonDay - Calendar.daysBefore(ofMonth);
    if (month >= 0 && month != monthOfDay) {
      return "day-of-year does not match month";
    }
    if (day >= 0 && day != dayOfMonth) {
      return "day-of-year does not match day";
    }
    month = monthOfDay;
    day = dayOfMonth;
    return null;
  }

  GoTime toTime(GoLocation local) {
    long wall = Calendar.epochDay(year, month, day) * 86_400 + hour * 3600L + minute * 60L + second;
    if (zone != null) {
      return GoTime.ofUnix(zone.toUnix(wall), nanosecond, Objects.requireNonNull(zone));
    }
    if (zoneOffset != -1) {
      long unix = wall - zoneOffset;
      boolean isLocal =
          local.offset(unix) == zoneOffset
              && (zoneName.isEmpty() || local.abbreviation(unix).equals(zoneName));
      return GoTime.ofUnix(
          unix, nanosecond, isLocal ? local : GoLocation.fixed(zoneName, zoneOffset));
    }
    if (!zoneName.isEmpty()) {
      Integer known = local.offsetOf(zoneName, wall);
      if (known != null) {
        return GoTime.ofUnix(wall - known, nanosecond, local);
      }
      boolean named = zoneName.length() > 3 && zoneName.startsWith("GMT");
      int offset = named ? Integer.parseInt(zoneName.substring(3)) * 3600 : 0;
      return GoTime.ofUnix(wall, nanosecond, GoLocation.fixed(zoneName, offset));
    }
    return GoTime.ofUnix(local.toUnix(wall), nanosecond, local);
  }
}
