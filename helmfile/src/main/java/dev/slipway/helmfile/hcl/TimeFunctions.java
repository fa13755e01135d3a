package dev.slipway.helmfile.hcl;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Functions on times in RFC 3339.
final class TimeFunctions {
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h)");

  private TimeFunctions() {}

  static void add(Map<String, HclFunction> table) {
    table.put("formatdate", a -> format(a.require(2, 2).text(0), time(a.text(1))));
    table.put("timeadd", a -> plus(time(a.require(2, 2).text(0)), a.text(1)));
  }

  private static OffsetDateTime time(String text) {
    try {
      return OffsetDateTime.parse(text);
    } catch (DateTimeException _) {
      throw new HclFault(-1, "\"" + text + "\" is not a valid RFC3339 timestamp");
    }
  }

  private static String plus(OffsetDateTime time, String duration) {
    String rest = duration;
    boolean negative = rest.startsWith("-");
    rest = negative || rest.startsWith("+") ? rest.substring(1) : rest;
    Matcher matcher = PART.matcher(rest);
    Duration total = Duration.ZERO;
    int at = 0;
    while (at < rest.length() && matcher.find(at) && matcher.start() == at) {
      long nanos =
          switch (matcher.group(2)) {
            case "ns" -> 1L;
            case "us", "µs" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
          };
      BigDecimal amount = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(nanos));
      total = total.plusNanos(amount.longValue());
      at = matcher.end();
    }
    if (at < rest.length() || rest.isEmpty()) {
      throw new HclFault(-1, "\"" + duration + "\" is no duration");
    }
    return rfc3339(negative ? time.minus(total) : time.plus(total));
  }

  private static String rfc3339(OffsetDateTime time) {
    String zone = time.getOffset().equals(ZoneOffset.UTC) ? "'Z'" : "xxx";
    return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss" + zone, Locale.ROOT).format(time);
  }

  /// The letters of cty's date formats, with texts between single quotes.
  private static String format(String format, OffsetDateTime time) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at);
      if (c == '\'') {
        at = quoted(format, at + 1, out);
      } else if (!Character.isLetter(c)) {
        out.append(c);
        at++;
      } else {
        int end = at;
        while (end < format.length() && format.charAt(end) == c) {
          end++;
        }
        out.append(letters(format.substring(at, end), time));
        at = end;
      }
    }
    return out.toString();
  }

  private static int quoted(String format, int from, StringBuilder out) {
    int at = from;
    while (at < format.length()) {
      if (format.charAt(at) != '\'') {
        out.append(format.charAt(at++));
      } else if (at + 1 < format.length() && format.charAt(at + 1) == '\'') {
        out.append('\'');
        at += 2;
      } else {
        return at + 1;
      }
    }
    throw new HclFault(-1, "unterminated literal '");
  }

  private static String letters(String letters, OffsetDateTime time) {
    int hour12 = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
    return switch (letters) {
      case "YYYY" -> two(time.getYear(), 4);
      case "YY" -> two(time.getYear() % 100, 2);
      case "MMMM" -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "MMM" -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case "MM" -> two(time.getMonthValue(), 2);
      case "M" -> two(time.getMonthValue(), 1);
      case "DD" -> two(time.getDayOfMonth(), 2);
      case "D" -> two(time.getDayOfMonth(), 1);
      case "EEEE" -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "EEE" -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case "hh" -> two(time.getHour(), 2);
      case "h" -> two(time.getHour(), 1);
      case "HH" -> two(hour12, 2);
      case "H" -> two(hour12, 1);
      case "AA" -> time.getHour() >= 12 ? "PM" : "AM";
      case "aa" -> time.getHour() >= 12 ? "pm" : "am";
      case "mm" -> two(time.getMinute(), 2);
      case "m" -> two(time.getMinute(), 1);
      case "ss" -> two(time.getSecond(), 2);
      case "s" -> two(time.getSecond(), 1);
      case "ZZZZZ" -> zone(time, "xxx");
      case "ZZZZ" -> zone(time, "xx");
      case "ZZZ" -> isUtc(time) ? "UTC" : zone(time, "xx");
      case "Z" -> isUtc(time) ? "Z" : zone(time, "xxx");
      default -> throw new HclFault(-1, "invalid date format verb \"" + letters + "\"");
    };
  }

  private static boolean isUtc(OffsetDateTime time) {
    return time.getOffset().equals(ZoneOffset.UTC);
  }

  private static String zone(OffsetDateTime time, String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time);
  }

  private static String two(int number, int digits) {
    String text = Integer.toString(number);
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }
}
