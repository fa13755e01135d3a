package dev.slipway.yaml;

/// Whether a text is a timestamp to go-yaml: Go's `time.Parse` with the layouts
/// `2006-1-2T15:4:5.999999999Z07:00` (`T` or `t`), `2006-1-2 15:4:5.999999999` and `2006-1-2`.
final class GoTimestamp {
  private final String text;
  private int at;

  private GoTimestamp(String text) {
    this.text = text;
  }

  static boolean matches(String text) {
    if (text.length() < 8 || text.charAt(4) != '-') {
      return false;
    }
    for (int i = 0; i < 4; i++) {
      if (!CharKinds.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return new GoTimestamp(text).matches();
  }

  private boolean matches() {
    int year = Integer.parseInt(text.substring(0, 4));
    at = 5;
    int month = number();
    if (month < 1 || month > 12 || !take('-')) {
      return false;
    }
    int day = number();
    if (day < 1 || day > daysIn(month, year)) {
      return false;
    }
    if (at == text.length()) {
      return true;
    }
    char separator = text.charAt(at);
    if (separator == ' ') {
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
      return clock() && at == text.length();
    }
    at++;
    return (separator == 'T' || separator == 't') && clock() && zone() && at == text.length();
  }

  private boolean clock() {
    int hour = number();
    if (hour < 0 || hour > 23 || !take(':')) {
      return false;
    }
    int minute = number();
    if (minute < 0 || minute > 59 || !take(':')) {
      return false;
    }
    int second = number();
    if (second < 0 || second > 59) {
      return false;
    }
    if (at + 1 < text.length()
        && (text.charAt(at) == '.' || text.charAt(at) == ',')
        && CharKinds.isDigit(text.charAt(at + 1))) {
      at++;
      while (at < text.length() && CharKinds.isDigit(text.charAt(at))) {
        at++;
      }
    }
    return true;
  }

  private boolean zone() {
    if (take('Z')) {
      return true;
    }
    if (at + 6 > text.length()) {
      return false;
    }
    char sign = text.charAt(at);
    int hours = pair(at + 1);
    int minutes = pair(at + 4);
    boolean right =
        (sign == '+' || sign == '-')
            && text.charAt(at + 3) == ':'
            && hours >= 0
            && hours <= 24
            && minutes >= 0
            && minutes <= 60;
    at += 6;
    return right;
  }

  private int pair(int from) {
    char tens = text.charAt(from);
    char ones = text.charAt(from + 1);
    return CharKinds.isDigit(tens) && CharKinds.isDigit(ones) ? (tens - '0') * 10 + ones - '0' : -1;
  }

  /// One or two digits, or -1.
  private int number() {
    if (at >= text.length() || !CharKinds.isDigit(text.charAt(at))) {
      return -1;
    }
    int value = text.charAt(at++) - '0';
    if (at < text.length() && CharKinds.isDigit(text.charAt(at))) {
      value = value * 10 + text.charAt(at++) - '0';
    }
    return value;
  }

  private boolean take(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private static int daysIn(int month, int year) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }
}
