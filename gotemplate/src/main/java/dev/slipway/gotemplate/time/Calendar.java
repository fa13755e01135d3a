package dev.slipway.gotemplate.time;

/// The proleptic Gregorian calendar, without bounds on the year.
///
/// @param year the year, 0 and negative ones included
/// @param month 1 to 12
/// @param day of the month, from 1
record Calendar(long year, int month, int day) {
  private static final String[] MONTHS = {
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"
  };
  private static final String[] WEEKDAYS = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"
  };
  private static final int[] DAYS_BEFORE = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365
  };

  /// The date of a day counted from 1970-01-01.
  static Calendar ofEpochDay(long epochDay) {
    long shifted = epochDay + 719_468;
    long era = Math.floorDiv(shifted, 146_097);
    int dayOfEra = (int) Math.floorMod(shifted, 146_097L);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shiftedMonth = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
    int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
    return new Calendar(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
  }

  /// The day of a date, counted from 1970-01-01; month and day may be out of their bounds.
  static long epochDay(long year, long month, long day) {
    long months = year * 12 + month - 1;
    long normalYear = Math.floorDiv(months, 12L);
    int normalMonth = (int) Math.floorMod(months, 12L) + 1;
    long shiftedYear = normalMonth <= 2 ? normalYear - 1 : normalYear;
    long era = Math.floorDiv(shiftedYear, 400L);
    long yearOfEra = shiftedYear - era * 400;
    int shiftedMonth = normalMonth > 2 ? normalMonth - 3 : normalMonth + 9;
    long dayOfYear = (153L * shiftedMonth + 2) / 5;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468 + day - 1;
  }

  int dayOfYear() {
    return DAYS_BEFORE[month - 1] + day + (month > 2 && isLeap(year) ? 1 : 0);
  }

  static boolean isLeap(long year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  static int daysIn(int month, long year) {
    return month == 2 && isLeap(year) ? 29 : DAYS_BEFORE[month] - DAYS_BEFORE[month - 1];
  }

  /// The days of a common year before a month; 13 gives all of them.
  static int daysBefore(int month) {
    return DAYS_BEFORE[month - 1];
  }

  static String monthName(long month) {
    return month >= 1 && month <= 12
        ? MONTHS[(int) month - 1]
        : "%!Month(" + Long.toUnsignedString(month) + ")";
  }

  /// 0 for Sunday.
  static int weekday(long epochDay) {
    return (int) Math.floorMod(epochDay + 4, 7L);
  }

  static String weekdayName(long weekday) {
    return weekday >= 0 && weekday <= 6
        ? WEEKDAYS[(int) weekday]
        : "%!Weekday(" + Long.toUnsignedString(weekday) + ")";
  }
}
