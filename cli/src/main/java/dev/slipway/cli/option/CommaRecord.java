package dev.slipway.cli.option;

import java.util.ArrayList;
import java.util.List;

/// One record of comma-separated fields, as Go's encoding/csv reads it: a field may be quoted, a
/// doubled quote inside stands for one.
final class CommaRecord {
  private final String text;
  private int position;

  private CommaRecord(String text) {
    this.text = text;
  }

  /// The fields of `text`; none for the empty text.
  static List<String> read(String text) throws InvalidValueException {
    List<String> fields = new ArrayList<>();
    if (text.isEmpty()) {
      return fields;
    }
    CommaRecord record = new CommaRecord(text);
    do {
      fields.add(record.field());
    } while (record.comma());
    return fields;
  }

  private boolean comma() {
    return position++ < text.length();
  }

  private String field() throws InvalidValueException {
    if (position < text.length() && text.charAt(position) == '"') {
      return quotedField();
    }
    int end = text.indexOf(',', position);
    end = end < 0 ? text.length() : end;
    String field = text.substring(position, end);
    int quote = field.indexOf('"');
    if (quote >= 0) {
      throw new InvalidValueException(
          "parse error on line 1, column "
              + (position + quote + 1)
              + ": bare \" in non-quoted-field");
    }
    position = end;
    return field;
  }

  private String quotedField() throws InvalidValueException {
    StringBuilder field = new StringBuilder();
    position++;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c != '"') {
        field.append(c);
      } else if (position < text.length() && text.charAt(position) == '"') {
        field.append('"');
        position++;
      } else if (position == text.length() || text.charAt(position) == ',') {
        return field.toString();
      } else {
        break;
      }
    }
    throw new InvalidValueException(
        "parse error on line 1, column " + position + ": extraneous or missing \" in quoted-field");
  }
}
