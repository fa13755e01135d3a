package dev.slipway.helmfile.secret;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Nested data in a flat file, as SOPS writes it: `age__list_0__map_enc=…`.
final class FlatKeys {
  private static final String MAP = "__map_";
  private static final String LIST = "__list_";
  private static final int MOST_ITEMS = 10_000;

  private FlatKeys() {}

  /// The maps and lists that the names tell of.
  static Map<String, Object> nest(Map<String, String> entries) {
    Map<String, Object> root = new LinkedHashMap<>();
    entries.forEach((name, value) -> place(root, steps(name), value));
    return root;
  }

  /// The name's parts: strings for keys, integers for places in lists.
  private static List<Object> steps(String name) {
    List<Object> steps = new ArrayList<>();
    int at = 0;
    boolean list = false;
    while (true) {
      int map = name.indexOf(MAP, at);
      int item = name.indexOf(LIST, at);
      int end = map < 0 ? item : item < 0 ? map : Math.min(map, item);
      String part = end < 0 ? name.substring(at) : name.substring(at, end);
      steps.add(list ? (Object) number(part) : part);
      if (end < 0) {
        return steps;
      }
      list = end == item;
      at = end + (list ? LIST : MAP).length();
    }
  }

  private static Integer number(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number < MOST_ITEMS) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw SecretException.of(SecretErrorCode.INVALID_FILE, "invalid SOPS metadata", e);
    }
    throw SecretException.of(SecretErrorCode.INVALID_FILE, "invalid SOPS metadata");
  }

  private static void place(Map<String, Object> root, List<Object> steps, String value) {
    Object at = root;
    for (int i = 0; i < steps.size(); i++) {
      boolean last = i == steps.size() - 1;
      boolean listNext = !last && steps.get(i + 1) instanceof Integer;
      at = step(at, steps.get(i), last ? value : listNext ? new ArrayList<>() : null);
    }
  }

  /// Goes one step down, and puts there what is to be there unless something is.
  @SuppressWarnings("unchecked")
  private static Object step(Object at, Object step, @Nullable Object put) {
    Object fresh = put == null ? new LinkedHashMap<String, Object>() : put;
    if (step instanceof String key && at instanceof Map<?, ?> map) {
      return ((Map<String, Object>) map).computeIfAbsent(key, _ -> fresh);
    }
    if (step instanceof Integer index && at instanceof List<?> items) {
      List<Object> list = (List<Object>) items;
      if (index == list.size()) {
        list.add(fresh);
      }
      if (index < list.size()) {
        return list.get(index);
      }
    }
    throw SecretException.of(SecretErrorCode.INVALID_FILE, "invalid SOPS metadata");
  }
}
