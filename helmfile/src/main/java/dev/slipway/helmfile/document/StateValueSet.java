package dev.slipway.helmfile.document;

import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Values of `--state-values-set` and `--state-values-set-string`.
public final class StateValueSet {
  private static final Pattern STRINGS =
      Pattern.compile("(?:,|^)([^\\s=]+)=(['\"][^'\"]*['\"]|[^,]+)");
  private static final Pattern INDEXED = Pattern.compile("([^\\[\\]\\s]+)\\[([0-9]+)\\].*");

  private final LongFunction<Object> whole;
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  /// No values yet.
  ///
  /// @param whole makes a value of a whole number
  public StateValueSet(LongFunction<Object> whole) {
    this.whole = whole;
  }

  /// The values.
  public Map<String, @Nullable Object> values() {
    return values;
  }

  /// Takes an argument of `--state-values-set`: `key=value,…`, values typed by their text.
  ///
  /// @throws HelmfileException if a part has no `=`, or goes through a value that is no map or list
  public void add(String argument) {
    for (String part : argument.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw invalid("--state-values-set", argument, part + " has no \"=\"");
      }
      set(parseKey(part.substring(0, equals)), typed(part.substring(equals + 1)), argument);
    }
  }

  /// Takes an argument of `--state-values-set-string`: all values are strings.
  ///
  /// @throws HelmfileException if it goes through a value that is no map or list
  public void addStrings(String argument) {
    Matcher matcher = STRINGS.matcher(argument);
    while (matcher.find()) {
      set(parseKey(matcher.group(1)), matcher.group(2), argument);
    }
  }

  private static HelmfileException invalid(String flag, String argument, String problem) {
    return new HelmfileException(
        HelmfileErrorCode.INVALID_SET,
        "invalid argument " + argument + " for " + flag + ": " + problem);
  }

  /// The steps of a path: cut at dots that no backslash stands before.
  static List<String> parseKey(String key) {
    List<String> steps = new ArrayList<>();
    StringBuilder step = new StringBuilder();
    boolean escaped = false;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (!escaped && c == '\\') {
        escaped = true;
        continue;
      }
      if (c == '.' && !escaped) {
        steps.add(step.toString());
        step.setLength(0);
      } else {
        step.append(c);
      }
      escaped = false;
    }
    if (!step.isEmpty()) {
      steps.add(step.toString());
    }
    return steps;
  }

  private @Nullable Object typed(String text) {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> {
        return true;
      }
      case "false" -> {
        return false;
      }
      case "null" -> {
        return null;
      }
      case "0" -> {
        return whole.apply(0);
      }
      default -> {}
    }
    if (!text.isEmpty() && text.charAt(0) != '0') {
      try {
        return whole.apply(Long.parseLong(text));
      } catch (NumberFormatException _) {
        return text;
      }
    }
    return text;
  }

  private void set(List<String> steps, @Nullable Object value, String argument) {
    if (steps.isEmpty()) {
      throw invalid("--state-values-set", argument, "a key is empty");
    }
    Map<String, @Nullable Object> map = values;
    for (int i = 0; i + 1 < steps.size(); i++) {
      map = child(map, steps.get(i), argument);
    }
    String last = steps.getLast();
    Matcher indexed = INDEXED.matcher(last);
    if (indexed.matches()) {
      int index = index(indexed.group(2), argument);
      list(map, indexed.group(1), index, argument).set(index, value);
    } else {
      map.put(last, value);
    }
  }

  private static int index(String digits, String argument) {
    if (digits.length() > 5) {
      throw invalid("--state-values-set", argument, "index " + digits + " is too large");
    }
    return Integer.parseInt(digits);
  }

  private static Map<String, @Nullable Object> child(
      Map<String, @Nullable Object> map, String step, String argument) {
    Matcher indexed = INDEXED.matcher(step);
    if (!indexed.matches()) {
      if (!map.containsKey(step)) {
        map.put(step, new LinkedHashMap<String, @Nullable Object>());
      }
      return asMap(map.get(step), argument);
    }
    int index = index(indexed.group(2), argument);
    List<@Nullable Object> list = list(map, indexed.group(1), index, argument);
    if (list.get(index) == null) {
      list.set(index, new LinkedHashMap<String, @Nullable Object>());
    }
    return asMap(list.get(index), argument);
  }

  private static Map<String, @Nullable Object> asMap(@Nullable Object value, String argument) {
    if (value instanceof Map<?, ?> map) {
      return Trees.strings(map);
    }
    throw invalid("--state-values-set", argument, "it goes through " + value + ", which is no map");
  }

  @SuppressWarnings("unchecked")
  private static List<@Nullable Object> list(
      Map<String, @Nullable Object> map, String key, int index, String argument) {
    Object found = map.computeIfAbsent(key, _ -> new ArrayList<@Nullable Object>());
    if (!(found instanceof List)) {
      throw invalid("--state-values-set", argument, "it goes through a value that is no list");
    }
    List<@Nullable Object> list = (List<@Nullable Object>) found;
    while (list.size() <= index) {
      list.add(null);
    }
    return list;
  }
}
