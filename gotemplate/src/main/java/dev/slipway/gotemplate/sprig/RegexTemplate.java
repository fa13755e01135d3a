package dev.slipway.gotemplate.sprig;

import com.google.re2j.Matcher;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The replacement texts of Go's `regexp.Expand`: `$name`, `${name}`, `$1`, `$$`. A name goes as
/// far as letters, digits and underscores do; what names no group is empty.
final class RegexTemplate {
  private RegexTemplate() {}

  static void expand(
      StringBuilder out, String template, Matcher matcher, Map<String, Integer> names) {
    int position = 0;
    while (true) {
      int dollar = template.indexOf('$', position);
      if (dollar < 0) {
        out.append(template, position, template.length());
        return;
      }
      out.append(template, position, dollar);
      position = dollar + 1;
      if (position < template.length() && template.charAt(position) == '$') {
        out.append('$');
        position++;
        continue;
      }
      boolean braced = position < template.length() && template.charAt(position) == '{';
      int start = braced ? position + 1 : position;
      int end = nameEnd(template, start);
      boolean closed = !braced || (end < template.length() && template.charAt(end) == '}');
      if (end == start || !closed) {
        out.append('$');
        continue;
      }
      String group = group(template.substring(start, end), matcher, names);
      if (group != null) {
        out.append(group);
      }
      position = braced ? end + 1 : end;
    }
  }

  private static int nameEnd(String template, int start) {
    int end = start;
    while (end < template.length()) {
      int c = template.codePointAt(end);
      if (c != '_' && !GoCharacters.isLetter(c) && !GoCharacters.isDigit(c)) {
        break;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  private static @Nullable String group(String name, Matcher matcher, Map<String, Integer> names) {
    int number = number(name);
    if (number < 0) {
      Integer named = names.get(name);
      return named == null ? null : matcher.group(named);
    }
    return number <= matcher.groupCount() ? matcher.group(number) : null;
  }

  /// The number of a group, or -1 for a name.
  private static int number(String name) {
    int number = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < '0' || c > '9' || number >= 100_000_000) {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }
}
