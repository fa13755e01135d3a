package dev.slipway.gotemplate.time;

import org.jspecify.annotations.Nullable;

/// The elements of a layout, each named by how it writes Go's reference time.
enum LayoutField {
  LONG_MONTH("January"),
  MONTH("Jan"),
  NUMBER_MONTH("1"),
  ZERO_MONTH("01"),
  LONG_WEEKDAY("Monday"),
  WEEKDAY("Mon"),
  DAY("2"),
  UNDER_DAY("_2"),
  ZERO_DAY("02"),
  UNDER_YEAR_DAY("__2"),
  ZERO_YEAR_DAY("002"),
  HOUR("15"),
  HOUR_12("3"),
  ZERO_HOUR_12("03"),
  MINUTE("4"),
  ZERO_MINUTE("04"),
  SECOND("5"),
  ZERO_SECOND("05"),
  LONG_YEAR("2006"),
  YEAR("06"),
  UPPER_PM("PM"),
  LOWER_PM("pm"),
  ZONE_NAME("MST"),
  ISO_ZONE("Z0700"),
  ISO_ZONE_SECONDS("Z070000"),
  ISO_ZONE_SHORT("Z07"),
  ISO_ZONE_COLON("Z07:00"),
  ISO_ZONE_COLON_SECONDS("Z07:00:00"),
  ZONE("-0700"),
  ZONE_SECONDS("-070000"),
  ZONE_SHORT("-07"),
  ZONE_COLON("-07:00"),
  ZONE_COLON_SECONDS("-07:00:00"),
  FRACTION_ZEROS(""),
  FRACTION_NINES("");

  private final String text;

  LayoutField(String text) {
    this.text = text;
  }

  /// How long it is in a layout; of a fraction that varies.
  int length() {
    return text.length();
  }

  boolean isIsoZone() {
    return compareTo(ISO_ZONE) >= 0 && compareTo(ISO_ZONE_COLON_SECONDS) <= 0;
  }

  boolean hasColons() {
    return this == ISO_ZONE_COLON
        || this == ISO_ZONE_COLON_SECONDS
        || this == ZONE_COLON
        || this == ZONE_COLON_SECONDS;
  }

  boolean hasMinutes() {
    return this != ISO_ZONE_SHORT && this != ZONE_SHORT;
  }

  boolean hasSeconds() {
    return this == ISO_ZONE_SECONDS
        || this == ISO_ZONE_COLON_SECONDS
        || this == ZONE_SECONDS
        || this == ZONE_COLON_SECONDS;
  }

  /// The field, other than a fraction, that stands at a place of a layout; null for none.
  static @Nullable LayoutField at(String layout, int index) {
    return switch (layout.charAt(index)) {
      case 'J' -> month(layout, index);
      case 'M' -> weekdayOrZone(layout, index);
      case '0' -> zeroPadded(layout, index);
      case '1' -> layout.startsWith("15", index) ? HOUR : NUMBER_MONTH;
      case '2' -> layout.startsWith("2006", index) ? LONG_YEAR : DAY;
      case '_' -> underscored(layout, index);
      case '3' -> HOUR_12;
      case '4' -> MINUTE;
      case '5' -> SECOND;
      case 'P' -> layout.startsWith("PM", index) ? UPPER_PM : null;
      case 'p' -> layout.startsWith("pm", index) ? LOWER_PM : null;
      case '-' ->
          first(layout, index, ZONE_SECONDS, ZONE_COLON_SECONDS, ZONE, ZONE_COLON, ZONE_SHORT);
      case 'Z' ->
          first(
              layout,
              index,
              ISO_ZONE_SECONDS,
              ISO_ZONE_COLON_SECONDS,
              ISO_ZONE,
              ISO_ZONE_COLON,
              ISO_ZONE_SHORT);
      default -> null;
    };
  }

  private static @Nullable LayoutField first(String layout, int index, LayoutField... fields) {
    for (LayoutField field : fields) {
      if (layout.startsWith(field.text, index)) {
        return field;
      }
    }
    return null;
  }

  private static @Nullable LayoutField month(String layout, int index) {
    if (layout.startsWith("January", index)) {
      return LONG_MONTH;
    }
    return layout.startsWith("Jan", index) && !lowerCaseAt(layout, index + 3) ? MONTH : null;
  }

  private static @Nullable LayoutField weekdayOrZone(String layout, int index) {
    if (layout.startsWith("Monday", index)) {
      return LONG_WEEKDAY;
    }
    if (layout.startsWith("Mon", index) && !lowerCaseAt(layout, index + 3)) {
      return WEEKDAY;
    }
    return layout.startsWith("MST", index) ? ZONE_NAME : null;
  }

  /// `Month` is no `Mon`.
  private static boolean lowerCaseAt(String layout, int index) {
    return index < layout.length() && layout.charAt(index) >= 'a' && layout.charAt(index) <= 'z';
  }

  private static @Nullable LayoutField zeroPadded(String layout, int index) {
    char next = index + 1 < layout.length() ? layout.charAt(index + 1) : ' ';
    return switch (next) {
      case '1' -> ZERO_MONTH;
      case '2' -> ZERO_DAY;
      case '3' -> ZERO_HOUR_12;
      case '4' -> ZERO_MINUTE;
      case '5' -> ZERO_SECOND;
      case '6' -> YEAR;
      default -> layout.startsWith("002", index) ? ZERO_YEAR_DAY : null;
    };
  }

  /// In `_2006` the underscore is a plain character.
  private static @Nullable LayoutField underscored(String layout, int index) {
    if (layout.startsWith("_2", index)) {
      return layout.startsWith("_2006", index) ? null : UNDER_DAY;
    }
    return layout.startsWith("__2", index) ? UNDER_YEAR_DAY : null;
  }
}
