package dev.slipway.compat.contract;

import dev.slipway.yaml.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes answers of different clusters comparable: what is different at every run gets a fixed
/// text, maps are sorted, and so are the entries of managed fields, whose order follows times.
final class Normaliser {
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");
  private static final Pattern VERSION = Pattern.compile("resourceVersion=\\d\\d+");
  private static final Pattern IDENTITY =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern ADDRESS =
      Pattern.compile("\\b(?!127\\.|0\\.)\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\b(?!/)");

  /// What Kubernetes puts at the end of names: five characters, or a hash, without vowels.
  private static final Pattern SUFFIX =
      Pattern.compile(
          "(?<=-)([bcdfghjklmnpqrstvwxz2456789]{8,10}-)?[bcdfghjklmnpqrstvwxz2456789]{5}\\b"
              + "|(?<=-)[bcdfghjklmnpqrstvwxz2456789]{8,10}\\b");

  /// How old an object is, as tables show it: it grows while a case runs.
  private static final Pattern AGE = Pattern.compile("(\\d+[dhms])+");

  private final Map<String, String> names = new LinkedHashMap<>();

  /// From now on, that text stands as `$name`.
  void name(String text, String name) {
    if (text.length() > 2) {
      names.putIfAbsent(text, name);
    }
  }

  /// A tree with fixed texts, to be changed at will.
  @Nullable Object normal(@Nullable Object tree) {
    return normal("", tree);
  }

  private @Nullable Object normal(String key, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> map(map);
      case List<?> list -> list(key, list);
      case String text -> text(key, text);
      case Number number when key.equals("nodePort") || key.equals("healthCheckNodePort") ->
          number.longValue() == 0 ? number : "PORT";
      default -> value;
    };
  }

  private Map<String, @Nullable Object> map(Map<?, ?> map) {
    Map<String, @Nullable Object> sorted = new TreeMap<>();
    map.forEach(
        (key, value) -> sorted.put(replaced(String.valueOf(key)), normal((String) key, value)));
    if (map.get("generateName") instanceof String start
        && map.get("name") instanceof String name
        && name.startsWith(start)) {
      sorted.put("name", replaced(start) + "#####");
    }
    return sorted;
  }

  private List<@Nullable Object> list(String key, List<?> list) {
    List<@Nullable Object> items = new ArrayList<>();
    for (Object item : list) {
      items.add(normal(key, item));
    }
    if (key.equals("managedFields")) {
      items.removeIf(Normaliser::isControllers);
      items.sort(Comparator.comparing(Normaliser::manager));
    }
    return items;
  }

  /// Whether an entry is of a program of the cluster: it may come sooner or later.
  private static boolean isControllers(@Nullable Object entry) {
    return entry instanceof Map<?, ?> map
        && map.get("manager") instanceof String manager
        && (manager.startsWith("kube-") || manager.equals("kwok"));
  }

  private static String manager(@Nullable Object entry) {
    return entry instanceof Map<?, ?> map
        ? map.get("operation")
            + " "
            + map.get("manager")
            + " "
            + map.get("subresource")
            + " "
            + map.get("apiVersion")
            + Json.write(map.get("fieldsV1"))
        : "";
  }

  private String text(String key, String text) {
    return switch (key) {
      case "resourceVersion" -> text.isEmpty() || text.equals("0") ? text : "VERSION";
      case "continue" -> text.isEmpty() ? text : "TOKEN";
      case "token" -> "TOKEN";
      case "cells" -> AGE.matcher(text).matches() ? "AGE" : replaced(text);
      case "pod-template-hash", "controller-revision-hash", "currentRevision", "updateRevision" ->
          "HASH";
      default -> replaced(text);
    };
  }

  private String replaced(String text) {
    String result = text;
    for (Map.Entry<String, String> each : names.entrySet()) {
      result = result.replace(each.getKey(), "$" + each.getValue());
    }
    result = TIME.matcher(result).replaceAll("TIME");
    result = IDENTITY.matcher(result).replaceAll("IDENTITY");
    result = ADDRESS.matcher(result).replaceAll("ADDRESS");
    return SUFFIX.matcher(result).replaceAll("#####");
  }

  /// The text of a request's path, as it is shown.
  String path(String path) {
    return VERSION.matcher(replaced(path)).replaceAll("resourceVersion=VERSION");
  }
}
