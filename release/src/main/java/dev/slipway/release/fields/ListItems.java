package dev.slipway.release.fields;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells the items of a list apart by their fields, as Kubernetes does for its own lists:
/// containers by name, ports by number and protocol. It goes by the names of fields, so that custom
/// resources are read the same way; where that does not work, items are told apart by their place.
public final class ListItems {
  private static final Map<String, List<String>> BY_FIELD =
      Map.of(
          "volumeMounts", List.of("mountPath"),
          "volumeDevices", List.of("devicePath"),
          "hostAliases", List.of("ip"),
          "ownerReferences", List.of("uid"),
          "conditions", List.of("type"),
          "topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable"));

  private static final String PROTOCOL = "protocol";
  private static final List<String> GENERAL = List.of("name", "key", "id");

  private ListItems() {}

  /// The fields that tell the items of these lists apart; empty when none do.
  ///
  /// @param field the name of the field that holds the lists
  public static List<String> keys(String field, List<List<?>> lists) {
    if (field.equals("ports")) {
      for (String number : List.of("containerPort", "port")) {
        List<String> keys = List.of(number, PROTOCOL);
        if (tellApart(keys, lists)) {
          return keys;
        }
      }
    }
    List<String> known = BY_FIELD.get(field);
    if (known != null && tellApart(known, lists)) {
      return known;
    }
    for (String candidate : GENERAL) {
      List<String> keys = List.of(candidate);
      if (tellApart(keys, lists)) {
        return keys;
      }
    }
    return List.of();
  }

  private static boolean tellApart(List<String> keys, List<List<?>> lists) {
    boolean any = false;
    for (List<?> list : lists) {
      Set<Map<String, Object>> seen = new HashSet<>();
      for (Object item : list) {
        Map<String, Object> identity = identity(item, keys);
        if (identity == null || !seen.add(identity)) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  /// The values of an item's keys; null when it lacks one.
  public static @Nullable Map<String, Object> identity(@Nullable Object item, List<String> keys) {
    if (!(item instanceof Map<?, ?> map)) {
      return null;
    }
    Map<String, Object> identity = new LinkedHashMap<>();
    for (String key : keys) {
      Object value = value(map, key);
      if (value == null || value instanceof Map<?, ?> || value instanceof List<?>) {
        return null;
      }
      identity.put(key, value);
    }
    return identity;
  }

  private static @Nullable Object value(Map<?, ?> item, String key) {
    Object value = item.get(key);
    // The only key that the API gives a default.
    return value == null && key.equals(PROTOCOL) ? "TCP" : value;
  }

  /// The item of that identity, or null.
  public static @Nullable Object find(List<?> list, Map<String, Object> identity) {
    int index = indexOf(list, identity);
    return index < 0 ? null : list.get(index);
  }

  /// The place of the item of that identity, or -1.
  public static int indexOf(List<?> list, Map<String, Object> identity) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof Map<?, ?> map && matches(map, identity)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean matches(Map<?, ?> item, Map<String, Object> identity) {
    for (Map.Entry<String, Object> entry : identity.entrySet()) {
      if (!SameValue.scalars(entry.getValue(), value(item, entry.getKey()))) {
        return false;
      }
    }
    return true;
  }
}
