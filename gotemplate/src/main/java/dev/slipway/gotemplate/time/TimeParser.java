package dev.slipway.gotemplate.time;

import dev.slipway.gotemplate.FunctionException;

/// Go's `time.ParseInLocation`.
final class TimeParser {
  private final String layout;
  private final String text;
  private final GoLocation local;
  private final ParsedFields fields = new ParsedFields();
  private int position;

  TimeParser(String layout, String text, GoLocation local) {
    this.layout = layout;
    this.text = text;
    this.local = local;
  }

  /// A field that does not read as it should; caught in this class.
  private static final class BadField extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private BadField() {
      super("bad field", null, false, false);
    }
  }

  GoTime parse() {
    int layoutPosition = 0;
    while (true) {
      LayoutChunk chunk = LayoutChunk.next(layout, layoutPosition);
      skip(layout.substring(layoutPosition, chunk.start()));
      LayoutField field = chunk.field();
      if (field == null) {
        break;
      }
      int hold = position;
      layoutPosition = chunk.end();
      try {
        read(field, chunk);
      } catch (BadField bad) {
        throw cannotParse(text.substring(hold), layout.substring(chunk.start(), chunk.end()));
      }
    }
    if (position < text.length()) {
      throw error(": extra text: " + TimeQuote.quote(text.substring(position)));
    }
    String problem = fields.completeDate();
    if (problem != null) {
      throw error(": " + problem);
    }
    return fields.toTime(local);
  }

  /// Passes over plain text of the layout; a run of spaces matches any run of spaces.
  private void skip(String prefix) {
    int i = 0;
    while (i < prefix.length()) {
      if (prefix.charAt(i) == ' ') {
        if (position < text.length() && text.charAt(position) != ' ') {
          throw cannotParse(text.substring(position), prefix);
        }
        while (i < prefix.length() && prefix.charAt(i) == ' ') {
          i++;
        }
        while (position < text.length() && text.charAt(position) == ' ') {
          position++;
        }
      } else if (position < text.length() && text.charAt(position) == prefix.charAt(i)) {
        i++;
        position++;
      } else {
        throw cannotParse(text.substring(position), prefix);
      }
    }
  }

  private void read(LayoutField field, LayoutChunk chunk) {
    switch (field) {
      case YEAR -> {
        int year = signed(take(2));
        fields.year = year >= 69 ? year + 1900 : year + 2000;
      }
      case LONG_YEAR -> {
        if (!digitAt(0)) {
          throw new BadField();
        }
        fields.year = signed(take(4));
      }
      case MONTH, LONG_MONTH -> fields.month = monthName(field == LayoutField.MONTH);
      case NUMBER_MONTH, ZERO_MONTH -> {
        fields.month = twoDigits(field == LayoutField.ZERO_MONTH);
        checkRange(fields.month >= 1 && fields.month <= 12, "month");
      }
      case WEEKDAY, LONG_WEEKDAY -> weekdayName(field == LayoutField.WEEKDAY);
      case DAY, UNDER_DAY, ZERO_DAY -> {
        skipSpaces(field == LayoutField.UNDER_DAY ? 1 : 0);
        fields.day = twoDigits(field == LayoutField.ZERO_DAY);
      }
      case UNDER_YEAR_DAY, ZERO_YEAR_DAY -> {
        skipSpaces(field == LayoutField.UNDER_YEAR_DAY ? 2 : 0);
        fields.yearDay = threeDigits(field == LayoutField.ZERO_YEAR_DAY);
      }
      case HOUR -> {
        fields.hour = twoDigits(false);
        checkRange(fields.hour < 24, "hour");
      }
      case HOUR_12, ZERO_HOUR_12 -> {
        fields.hour = twoDigits(field == LayoutField.ZERO_HOUR_12);
        checkRange(fields.hour <= 12, "hour");
      }
      case MINUTE, ZERO_MINUTE -> {
        fields.minute = twoDigits(field == LayoutField.ZERO_MINUTE);
        checkRange(fields.minute < 60, "minute");
      }
      case SECOND, ZERO_SECOND -> readSecond(field, chunk);
      case UPPER_PM -> readHalfDay("PM", "AM");
      case LOWER_PM -> readHalfDay("pm", "am");
      case ZONE_NAME -> readZoneName();
      case FRACTION_ZEROS -> readFraction(1 + chunk.digits());
      case FRACTION_NINES -> readOptionalFraction();
      default -> readZone(field);
    }
  }

  private boolean digitAt(int offset) {
    int index = position + offset;
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private String take(int length) {
    if (text.length() - position < length) {
      throw new BadField();
    }
    position += length;
    return text.substring(position - length, position);
  }

  private static int signed(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException noNumber) {
      throw new BadField();
    }
  }

  private int twoDigits(boolean fixed) {
    if (!digitAt(0) || (fixed && !digitAt(1))) {
      throw new BadField();
    }
    int length = digitAt(1) ? 2 : 1;
    return Integer.parseInt(take(length));
  }

  private int threeDigits(boolean fixed) {
    int length = 0;
    while (length < 3 && digitAt(length)) {
      length++;
    }
    if (length == 0 || (fixed && length != 3)) {
      throw new BadField();
    }
    return Integer.parseInt(take(length));
  }

  private void skipSpaces(int most) {
    for (int i = 0; i < most; i++) {
      if (position < text.length() && text.charAt(position) == ' ') {
        position++;
      }
    }
  }

  private int monthName(boolean abbreviated) {
    for (int month = 1; month <= 12; month++) {
      if (takeName(Calendar.monthName(month), abbreviated)) {
        return month;
      }
    }
    throw new BadField();
  }

  private void weekdayName(boolean abbreviated) {
    for (int weekday = 0; weekday < 7; weekday++) {
      if (takeName(Calendar.weekdayName(weekday), abbreviated)) {
        return;
      }
    }
    throw new BadField();
  }

  private boolean takeName(String name, boolean abbreviated) {
    String wanted = abbreviated ? name.substring(0, 3) : name;
    if (!text.regionMatches(true, position, wanted, 0, wanted.length())) {
      return false;
    }
    position += wanted.length();
    return true;
  }

  private void readSecond(LayoutField field, LayoutChunk chunk) {
    fields.second = twoDigits(field == LayoutField.ZERO_SECOND);
    checkRange(fields.second < 60, "second");
    if (!pointAt(0) || !digitAt(1)) {
      return;
    }
    LayoutField next = LayoutChunk.next(layout, chunk.end()).field();
    if (next == LayoutField.FRACTION_ZEROS || next == LayoutField.FRACTION_NINES) {
      return;
    }
    readOptionalFraction();
  }

  private boolean pointAt(int offset) {
    int index = position + offset;
    return index < text.length() && (text.charAt(index) == '.' || text.charAt(index) == ',');
  }

  private void readOptionalFraction() {
    if (!pointAt(0) || !digitAt(1)) {
      return;
    }
    int length = 1;
    while (digitAt(length)) {
      length++;
    }
    readFraction(length);
  }

  /// A point or comma and digits; what is finer than a nanosecond is dropped.
  private void readFraction(int length) {
    String fraction = take(length);
    if (fraction.charAt(0) != '.' && fraction.charAt(0) != ',') {
      throw new BadField();
    }
    String digits = fraction.substring(1, Math.min(fraction.length(), 10));
    int nanoseconds = signed(digits);
    checkRange(nanoseconds >= 0, "fractional second");
    for (int i = digits.length(); i < 9; i++) {
      nanoseconds *= 10;
    }
    fields.nanosecond = nanoseconds;
  }

  private void readHalfDay(String pm, String am) {
    String half = take(2);
    if (half.equals(pm)) {
      fields.afternoon = true;
    } else if (half.equals(am)) {
      fields.morning = true;
    } else {
      throw new BadField();
    }
  }

  private void readZone(LayoutField field) {
    if (field.isIsoZone() && position < text.length() && text.charAt(position) == 'Z') {
      position++;
      fields.zone = GoLocation.UTC;
      return;
    }
    int separator = field.hasColons() ? 1 : 0;
    int length =
        3 + (field.hasMinutes() ? 2 + separator : 0) + (field.hasSeconds() ? 2 + separator : 0);
    String zone = take(length);
    if (separator == 1
        && (zone.charAt(3) != ':' || (field.hasSeconds() && zone.charAt(6) != ':'))) {
      throw new BadField();
    }
    int hours = pair(zone, 1);
    int minutes = field.hasMinutes() ? pair(zone, 3 + separator) : 0;
    int seconds = field.hasSeconds() ? pair(zone, 5 + 2 * separator) : 0;
    checkRange(hours <= 24, "time zone offset hour");
    checkRange(minutes <= 60, "time zone offset minute");
    checkRange(seconds <= 60, "time zone offset second");
    int offset = (hours * 60 + minutes) * 60 + seconds;
    fields.zoneOffset =
        switch (zone.charAt(0)) {
          case '+' -> offset;
          case '-' -> -offset;
          default -> throw new BadField();
        };
  }

  private static int pair(String zone, int index) {
    char tens = zone.charAt(index);
    char ones = zone.charAt(index + 1);
    if (tens < '0' || tens > '9' || ones < '0' || ones > '9') {
      throw new BadField();
    }
    return (tens - '0') * 10 + ones - '0';
  }

  private void readZoneName() {
    if (text.startsWith("UTC", position)) {
      fields.zone = GoLocation.UTC;
      position += 3;
      return;
    }
    int length = ZoneAbbreviation.length(text.substring(position));
    if (length == 0) {
      throw new BadField();
    }
    fields.zoneName = take(length);
  }

  private void checkRange(boolean inRange, String what) {
    if (!inRange) {
      throw error(": " + what + " out of range");
    }
  }

  private FunctionException error(String message) {
    return FunctionException.error("parsing time " + TimeQuote.quote(text) + message);
  }

  private FunctionException cannotParse(String value, String element) {
    return error(
        " as "
            + TimeQuote.quote(layout)
            + ": cannot parse "
            + TimeQuote.quote(value)
            + " as "
            + TimeQuote.quote(element));
  }
}
