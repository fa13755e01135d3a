package dev.slipway.gotemplate.time;

import org.jspecify.annotations.Nullable;

/// The next field of a layout.
///
/// @param start where the field starts: what stands before it is plain text
/// @param end where it ends
/// @param field the field, or null at the end of the layout
/// @param digits of a fraction the number of its digits, else 0
/// @param separator of a fraction its point or comma
record LayoutChunk(int start, int end, @Nullable LayoutField field, int digits, char separator) {

  static LayoutChunk next(String layout, int from) {
    for (int i = from; i < layout.length(); i++) {
      char c = layout.charAt(i);
      if (c == '.' || c == ',') {
        LayoutChunk fraction = fraction(layout, i);
        if (fraction != null) {
          return fraction;
        }
        continue;
      }
      LayoutField field = LayoutField.at(layout, i);
      if (field != null) {
        return new LayoutChunk(i, i + field.length(), field, 0, ' ');
      }
    }
    return new LayoutChunk(layout.length(), layout.length(), null, 0, ' ');
  }

  /// A run of zeros or nines behind a point or a comma, with no other digit behind it.
  private static @Nullable LayoutChunk fraction(String layout, int index) {
    char digit = index + 1 < layout.length() ? layout.charAt(index + 1) : ' ';
    if (digit != '0' && digit != '9') {
      return null;
    }
    int end = index + 1;
    while (end < layout.length() && layout.charAt(end) == digit) {
      end++;
    }
    if (end < layout.length() && layout.charAt(end) >= '0' && layout.charAt(end) <= '9') {
      return null;
    }
    LayoutField field = digit == '0' ? LayoutField.FRACTION_ZEROS : LayoutField.FRACTION_NINES;
    return new LayoutChunk(index, end, field, end - index - 1, layout.charAt(index));
  }
}
