package dev.slipway.helmfile.hcl;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.slipway.gotemplate.fmt.GoFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Functions on texts.
final class TextFunctions {
  private TextFunctions() {}

  static void add(Map<String, HclFunction> table) {
    table.put("chomp", a -> a.require(1, 1).text(0).replaceFirst("[\r\n]+$", ""));
    table.put("lower", a -> a.require(1, 1).text(0).toLowerCase(Locale.ROOT));
    table.put("upper", a -> a.require(1, 1).text(0).toUpperCase(Locale.ROOT));
    table.put("title", a -> title(a.require(1, 1).text(0)));
    table.put("trimspace", a -> a.require(1, 1).text(0).strip());
    table.put("trim", a -> trim(a.require(2, 2).text(0), a.text(1)));
    table.put("trimprefix", a -> withoutPrefix(a.require(2, 2).text(0), a.text(1)));
    table.put("trimsuffix", a -> withoutSuffix(a.require(2, 2).text(0), a.text(1)));
    table.put("strrev", a -> new StringBuilder(a.require(1, 1).text(0)).reverse().toString());
    table.put("strlen", a -> count(a.require(1, 1).text(0)));
    table.put("substr", TextFunctions::substring);
    table.put("indent", TextFunctions::indent);
    table.put("join", TextFunctions::join);
    table.put("split", TextFunctions::split);
    table.put("format", a -> format(a.require(1, Integer.MAX_VALUE).values()));
    table.put("formatlist", TextFunctions::formatList);
    table.put("regex", TextFunctions::regex);
    table.put("regexall", TextFunctions::regexAll);
  }

  private static String title(String text) {
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < out.length(); i++) {
      if (i == 0 || !isWord(out.charAt(i - 1))) {
        out.setCharAt(i, Character.toTitleCase(out.charAt(i)));
      }
    }
    return out.toString();
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '\'';
  }

  private static String trim(String text, String set) {
    int start = 0;
    int end = text.length();
    while (start < end && set.indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && set.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(start, end);
  }

  private static String withoutPrefix(String text, String prefix) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  private static String withoutSuffix(String text, String suffix) {
    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
  }

  private static BigDecimal count(String text) {
    return BigDecimal.valueOf(text.codePointCount(0, text.length()));
  }

  private static String substring(HclArguments arguments) {
    int[] points = arguments.require(3, 3).text(0).codePoints().toArray();
    int offset = arguments.whole(1);
    int length = arguments.whole(2);
    int start = Math.clamp(offset < 0 ? offset + points.length : offset, 0, points.length);
    int end = length < 0 ? points.length : Math.min(points.length, start + length);
    return new String(points, start, end - start);
  }

  private static String indent(HclArguments arguments) {
    int spaces = arguments.require(2, 2).whole(0);
    if (spaces < 0 || spaces > 10_000) {
      throw new HclFault(-1, "the number of spaces is out of range");
    }
    return arguments.text(1).replace("\n", "\n" + " ".repeat(spaces));
  }

  private static String join(HclArguments arguments) {
    String separator = arguments.require(2, Integer.MAX_VALUE).text(0);
    List<String> items = new ArrayList<>();
    for (int i = 1; i < arguments.size(); i++) {
      for (Object item : arguments.list(i)) {
        items.add(HclTypes.text(item, -1));
      }
    }
    return String.join(separator, items);
  }

  private static List<?> split(HclArguments arguments) {
    String separator = arguments.require(2, 2).text(0);
    String text = arguments.text(1);
    List<String> parts = new ArrayList<>();
    if (separator.isEmpty()) {
      text.codePoints().forEach(c -> parts.add(Character.toString(c)));
      return parts;
    }
    int at = 0;
    for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, at)) {
      parts.add(text.substring(at, end));
      at = end + separator.length();
    }
    parts.add(text.substring(at));
    return parts;
  }

  /// Go's verbs, with `%v` for any value and `%#v` for JSON.
  private static String format(List<@Nullable Object> values) {
    String format = HclTypes.text(values.getFirst(), -1);
    StringBuilder out = new StringBuilder();
    int next = 1;
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at);
      if (c != '%') {
        out.append(c);
        at++;
        continue;
      }
      int end = at + 1;
      while (end < format.length() && "+-# 0123456789.".indexOf(format.charAt(end)) >= 0) {
        end++;
      }
      if (end == format.length()) {
        throw new HclFault(-1, "unsupported format string: unexpected end of string");
      }
      if (format.charAt(end) == '%') {
        out.append('%');
      } else if (next >= values.size()) {
        throw new HclFault(
            -1, "not enough arguments for \"" + format.substring(at, end + 1) + "\" at " + at);
      } else {
        out.append(formatted(format.substring(at, end), format.charAt(end), values.get(next++)));
      }
      at = end + 1;
    }
    if (next < values.size()) {
      throw new HclFault(-1, "too many arguments; no verbs in format string consume them");
    }
    return out.toString();
  }

  private static String formatted(String start, char verb, @Nullable Object value) {
    String flags = start.replace("#", "");
    return switch (verb) {
      case 'v' ->
          start.indexOf('#') >= 0 || !HclTypes.isPrimitive(value)
              ? CodingFunctions.json(value)
              : GoFormat.sprintf(flags + "s", HclTypes.text(value, -1));
      case 's' -> GoFormat.sprintf(flags + "s", HclTypes.text(value, -1));
      case 'q' -> GoFormat.sprintf(flags + "s", CodingFunctions.json(HclTypes.text(value, -1)));
      case 't' -> GoFormat.sprintf(flags + "t", HclTypes.flag(value, -1));
      case 'd', 'b', 'o', 'x', 'X' ->
          GoFormat.sprintf(start + verb, HclTypes.number(value, -1).longValueExact());
      case 'e', 'E', 'f', 'g', 'G' ->
          GoFormat.sprintf(start + verb, HclTypes.number(value, -1).doubleValue());
      default -> throw new HclFault(-1, "unsupported format verb '" + verb + "'");
    };
  }

  private static List<?> formatList(HclArguments arguments) {
    int length = -1;
    for (int i = 1; i < arguments.size(); i++) {
      if (arguments.any(i) instanceof List<?> list) {
        if (length >= 0 && length != list.size()) {
          throw new HclFault(-1, "the lists have different lengths");
        }
        length = list.size();
      }
    }
    List<String> result = new ArrayList<>();
    for (int row = 0; row < (length < 0 ? 1 : length); row++) {
      List<@Nullable Object> values = new ArrayList<>();
      for (Object argument : arguments.values()) {
        values.add(argument instanceof List<?> list ? list.get(row) : argument);
      }
      result.add(format(values));
    }
    return result;
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new HclFault(-1, "invalid regexp pattern: " + e.getDescription());
    }
  }

  private static @Nullable Object regex(HclArguments arguments) {
    Pattern pattern = pattern(arguments.require(2, 2).text(0));
    Matcher matcher = pattern.matcher(arguments.text(1));
    if (!matcher.find()) {
      throw new HclFault(-1, "pattern did not match any part of the given string");
    }
    return captured(pattern, matcher);
  }

  private static List<?> regexAll(HclArguments arguments) {
    Pattern pattern = pattern(arguments.require(2, 2).text(0));
    Matcher matcher = pattern.matcher(arguments.text(1));
    List<@Nullable Object> all = new ArrayList<>();
    while (matcher.find()) {
      all.add(captured(pattern, matcher));
    }
    return all;
  }

  private static @Nullable Object captured(Pattern pattern, Matcher matcher) {
    if (pattern.groupCount() == 0) {
      return matcher.group();
    }
    if (pattern.namedGroups().isEmpty()) {
      List<@Nullable Object> groups = new ArrayList<>();
      for (int i = 1; i <= pattern.groupCount(); i++) {
        groups.add(matcher.group(i));
      }
      return groups;
    }
    Map<String, @Nullable Object> groups = new TreeMap<>();
    pattern.namedGroups().forEach((name, number) -> groups.put(name, matcher.group(number)));
    return groups;
  }
}
