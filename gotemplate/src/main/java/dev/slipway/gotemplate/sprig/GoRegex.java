package dev.slipway.gotemplate.sprig;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.fmt.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Go's `regexp` on RE2/J. Compiled expressions are kept, up to a bound, for all threads.
final class GoRegex {
  private static final int MAX_KEPT = 1024;
  private static final Map<String, GoRegex> COMPILED = new ConcurrentHashMap<>();

  private final String source;
  private final Pattern pattern;

  private GoRegex(String source, Pattern pattern) {
    this.source = source;
    this.pattern = pattern;
  }

  /// Compiles an expression as `regexp.Compile` does.
  ///
  /// @throws FunctionException with Go's `error parsing regexp: …`
  static GoRegex compile(String source) {
    GoRegex known = COMPILED.get(source);
    if (known != null) {
      return known;
    }
    GoRegex compiled = new GoRegex(source, compilePattern(source));
    if (COMPILED.size() >= MAX_KEPT) {
      COMPILED.clear();
    }
    COMPILED.put(source, compiled);
    return compiled;
  }

  /// Compiles an expression as `regexp.MustCompile` does.
  ///
  /// @throws FunctionException as a panic
  static GoRegex mustCompile(String source) {
    try {
      return compile(source);
    } catch (FunctionException invalid) {
      String quoted = GoQuote.canBackquote(source) ? "`" + source + "`" : GoQuote.quote(source);
      throw FunctionException.panic("regexp: Compile(" + quoted + "): " + invalid.getMessage());
    }
  }

  private static Pattern compilePattern(String source) {
    try {
      return Pattern.compile(source);
    } catch (PatternSyntaxException invalid) {
      String description = invalid.getDescription();
      String part = invalid.getPattern() == null ? "" : invalid.getPattern();
      if (description.equals("duplicate capture group name")) {
        return compilePattern(withoutName(source, part));
      }
      if (part.equals("stack underflow")) {
        description = "unexpected )";
        part = source;
      }
      throw FunctionException.error("error parsing regexp: " + description + ": `" + part + "`");
    }
  }

  /// Takes the name from the last group that has it: Go allows groups of equal names, RE2/J does
  /// not.
  private static String withoutName(String source, String name) {
    int python = source.lastIndexOf("(?P<" + name + ">");
    int plain = source.lastIndexOf("(?<" + name + ">");
    int start = Math.max(python, plain);
    int end = source.indexOf('>', start) + 1;
    return source.substring(0, start + 1) + source.substring(end);
  }

  boolean matches(String text) {
    return pattern.matcher(text).find();
  }

  /// The first match, or nothing.
  String find(String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group() : "";
  }

  /// Go's `FindAllString`: up to `limit` matches, all when negative; null for none.
  @Nullable List<String> findAll(String text, long limit) {
    List<int[]> places = findPlaces(text, limit);
    if (places.isEmpty()) {
      return null;
    }
    List<String> found = new ArrayList<>(places.size());
    for (int[] place : places) {
      found.add(text.substring(place[0], place[1]));
    }
    return found;
  }

  /// The places of all matches. An empty match right behind another does not count.
  private List<int[]> findPlaces(String text, long limit) {
    List<int[]> places = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    int position = 0;
    int previousEnd = -1;
    while ((limit < 0 || places.size() < limit)
        && position <= text.length()
        && matcher.find(position)) {
      int start = matcher.start();
      int end = matcher.end();
      boolean counts = end != position || start != previousEnd;
      position = end == position ? next(text, position) : end;
      previousEnd = end;
      if (counts) {
        places.add(new int[] {start, end});
      }
    }
    return places;
  }

  private static int next(String text, int position) {
    return position >= text.length()
        ? text.length() + 1
        : position + Character.charCount(text.codePointAt(position));
  }

  /// Go's `ReplaceAllString` (with `$1` and `${name}` in the replacement) or, when `literal`,
  /// `ReplaceAllLiteralString`.
  String replaceAll(String text, String replacement, boolean literal) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return text;
    }
    boolean plain = literal || replacement.indexOf('$') < 0;
    StringBuilder out = new StringBuilder(text.length() + 16);
    int lastEnd = 0;
    int position = 0;
    while (position <= text.length() && matcher.find(position)) {
      int start = matcher.start();
      int end = matcher.end();
      out.append(text, lastEnd, start);
      if (end > lastEnd || start == 0) {
        if (plain) {
          out.append(replacement);
        } else {
          RegexTemplate.expand(out, replacement, matcher, pattern.namedGroups());
        }
      }
      Bounds.checkText("regexReplaceAll", out.length());
      lastEnd = end;
      position = Math.max(end, next(text, position));
    }
    return out.append(text, lastEnd, text.length()).toString();
  }

  /// Go's `Split`; null when `limit` is 0.
  @Nullable List<String> split(String text, long limit) {
    if (limit == 0) {
      return null;
    }
    if (!source.isEmpty() && text.isEmpty()) {
      return List.of("");
    }
    List<String> parts = new ArrayList<>();
    int begin = 0;
    int end = 0;
    for (int[] place : findPlaces(text, limit)) {
      if (limit > 0 && parts.size() == limit - 1) {
        break;
      }
      end = place[0];
      if (place[1] != 0) {
        parts.add(text.substring(begin, end));
      }
      begin = place[1];
    }
    if (end != text.length()) {
      parts.add(text.substring(begin));
    }
    return parts;
  }
}
