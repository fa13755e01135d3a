package dev.slipway.chart.schema;

import dev.slipway.gotemplate.fmt.GoQuote;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// The keyword `format`, which drafts up to 7 check.
final class SchemaFormats {
  private SchemaFormats() {}

  /// What is wrong with the text, or null; unknown formats are always fine.
  static @Nullable String problem(String format, String text) {
    return switch (format) {
      case "ipv4" -> ipv4(text);
      case "hostname" -> hostname(text);
      case "email" -> email(text);
      case "uuid" -> uuid(text);
      case "date", "time", "date-time" -> moment(format, text);
      case "uri", "iri" -> uri(text, true);
      case "uri-reference", "iri-reference" -> uri(text, false);
      case "json-pointer" -> text.isEmpty() || text.startsWith("/") ? null : "not starting with /";
      case "regex" -> regex(text);
      default -> null;
    };
  }

  private static @Nullable String ipv4(String text) {
    String[] groups = text.split("\\.", -1);
    if (groups.length != 4) {
      return "expected four decimals";
    }
    for (String group : groups) {
      if (group.length() > 1 && group.startsWith("0")) {
        return "leading zeros";
      }
      if (!group.matches("[0-9]{1,9}")) {
        return "strconv.Atoi: parsing " + GoQuote.quote(group) + ": invalid syntax";
      }
      if (Integer.parseInt(group) > 255) {
        return "decimal must be between 0 and 255";
      }
    }
    return null;
  }

  private static @Nullable String hostname(String text) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    if (name.length() > 253) {
      return "more than 253 characters long";
    }
    for (String label : name.split("\\.", -1)) {
      String problem = label(label);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static @Nullable String label(String label) {
    if (label.isEmpty() || label.length() > 63) {
      return "label must be 1 to 63 characters long";
    }
    if (label.startsWith("-")) {
      return "label starts with hyphen";
    }
    if (label.endsWith("-")) {
      return "label ends with hyphen";
    }
    for (int c : label.codePoints().toArray()) {
      if (!(isAlphanumeric(c) || c == '-')) {
        return "invalid character " + GoQuote.quoteRune(c, false);
      }
    }
    return null;
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static @Nullable String email(String text) {
    if (text.length() > 254) {
      return "more than 255 characters long";
    }
    int at = text.lastIndexOf('@');
    if (at < 0) {
      return "missing @";
    }
    String local = text.substring(0, at);
    if (local.length() > 64) {
      return "local part more than 64 characters long";
    }
    if (local.startsWith(".")) {
      return "starts with dot";
    }
    if (local.endsWith(".")) {
      return "ends with dot";
    }
    if (local.contains("..")) {
      return "consecutive dots";
    }
    String domain = hostname(text.substring(at + 1));
    return domain == null ? null : "invalid domain: " + domain;
  }

  private static @Nullable String uuid(String text) {
    int[] lengths = {8, 4, 4, 4, 12};
    String[] groups = text.split("-", -1);
    if (groups.length != lengths.length) {
      return "must have 5 elements";
    }
    for (int i = 0; i < groups.length; i++) {
      if (groups[i].length() != lengths[i]) {
        return "element " + (i + 1) + " must be " + lengths[i] + " characters long";
      }
      for (int c : groups[i].codePoints().toArray()) {
        if (Character.digit(c, 16) < 0) {
          return "non-hex character " + GoQuote.quoteRune(c, false);
        }
      }
    }
    return null;
  }

  private static @Nullable String moment(String format, String text) {
    DateTimeFormatter formatter =
        switch (format) {
          case "date" -> DateTimeFormatter.ISO_LOCAL_DATE;
          case "time" -> DateTimeFormatter.ISO_OFFSET_TIME;
          default -> DateTimeFormatter.ISO_OFFSET_DATE_TIME;
        };
    try {
      return formatter.parse(text) == null ? "nothing" : null;
    } catch (DateTimeException e) {
      return e.getMessage();
    }
  }

  private static @Nullable String uri(String text, boolean absolute) {
    try {
      URI uri = new URI(text);
      return absolute && !uri.isAbsolute() ? "relative url" : null;
    } catch (URISyntaxException e) {
      return "parse " + GoQuote.quote(text) + ": " + e.getReason();
    }
  }

  private static @Nullable String regex(String text) {
    try {
      com.google.re2j.Pattern.compile(text);
      return null;
    } catch (com.google.re2j.PatternSyntaxException e) {
      return "error parsing regexp: " + e.getMessage();
    }
  }
}
