package dev.slipway.release.plan;

import dev.slipway.object.KubeObject;
import dev.slipway.release.fields.ListItems;
import dev.slipway.release.fields.SameValue;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields of a live object that a manager set by server-side apply, as `managedFields` lists
/// them. With them it can be told without a request whether applying an object again would change
/// anything: whoever changes a field takes it out of this list. Immutable.
final class AppliedFields {
  private static final Set<String> IDENTITY = Set.of("apiVersion", "kind");
  private static final Set<String> IDENTITY_IN_METADATA = Set.of("name", "namespace");

  private final Map<?, ?> fields;

  private AppliedFields(Map<?, ?> fields) {
    this.fields = fields;
  }

  /// The fields that the manager applied; null if it never did.
  static @Nullable AppliedFields of(KubeObject live, String manager) {
    for (Map<String, @Nullable Object> entry : live.maps("metadata", "managedFields")) {
      if (manager.equals(entry.get("manager"))
          && "Apply".equals(entry.get("operation"))
          && isAbsent(entry.get("subresource"))
          && entry.get("fieldsV1") instanceof Map<?, ?> set) {
        return new AppliedFields(set);
      }
    }
    return null;
  }

  private static boolean isAbsent(@Nullable Object value) {
    return value == null || "".equals(value);
  }

  /// Whether the manager owns exactly the fields of this object, and the live ones have its values:
  /// applying it would change nothing.
  boolean settle(KubeObject desired, KubeObject live) {
    Map<String, @Nullable Object> want = new LinkedHashMap<>(desired.tree());
    IDENTITY.forEach(want::remove);
    if (want.get("metadata") instanceof Map<?, ?> metadata) {
      Map<Object, @Nullable Object> rest = new LinkedHashMap<>(metadata);
      IDENTITY_IN_METADATA.forEach(rest::remove);
      want.put("metadata", rest);
    }
    return map(fields, want, SecretTexts.readable(live, desired), "");
  }

  private static boolean same(
      Map<?, ?> owned, @Nullable Object want, @Nullable Object have, String holder, String field) {
    boolean isLeaf = owned.isEmpty() || (owned.size() == 1 && owned.containsKey("."));
    if (isLeaf) {
      return SameValue.fulfils(want, have, holder, field);
    }
    return switch (want) {
      case Map<?, ?> map -> map(owned, map, have, field);
      case List<?> list -> have instanceof List<?> live && list(owned, list, live, field);
      case null, default -> false;
    };
  }

  private static boolean map(Map<?, ?> owned, Map<?, ?> want, @Nullable Object have, String field) {
    Map<?, ?> live = have instanceof Map<?, ?> map ? map : Map.of();
    for (Map.Entry<?, ?> entry : want.entrySet()) {
      String key = (String) entry.getKey();
      if (!owned.containsKey("f:" + key)
          && SameValue.isHollow(entry.getValue())
          && live.get(key) == null) {
        continue;
      }
      if (!(owned.get("f:" + key) instanceof Map<?, ?> child)
          || !same(child, entry.getValue(), live.get(key), field, key)) {
        return false;
      }
    }
    for (Object name : owned.keySet()) {
      String text = (String) name;
      if (text.startsWith("f:") && !want.containsKey(text.substring(2))) {
        return false;
      }
    }
    return true;
  }

  private static boolean list(Map<?, ?> owned, List<?> want, List<?> live, String field) {
    Set<Integer> matched = new HashSet<>();
    for (Map.Entry<?, ?> entry : owned.entrySet()) {
      String name = (String) entry.getKey();
      if (name.equals(".")) {
        continue;
      }
      int at = place(name, want, live);
      if (at < 0 || !matched.add(at)) {
        return false;
      }
      Object have = liveItem(name, live);
      if (!name.startsWith("v:")
          && (have == null
              || !(entry.getValue() instanceof Map<?, ?> child)
              || !item(child, want.get(at), have, field))) {
        return false;
      }
    }
    return matched.size() == want.size() && isInOrder(owned, want, live);
  }

  /// Whether the owned items stand in the live list in the order in which they are wanted: init
  /// containers run by it, and variables see those before them. Sets have none.
  private static boolean isInOrder(Map<?, ?> owned, List<?> want, List<?> live) {
    int[] places = new int[want.size()];
    for (Object key : owned.keySet()) {
      String name = (String) key;
      if (name.startsWith("k:")) {
        places[place(name, want, live)] = ListItems.indexOf(live, keys(name)) + 1;
      }
    }
    int last = 0;
    for (int at : places) {
      if (at != 0 && at < last) {
        return false;
      }
      last = Math.max(last, at);
    }
    return true;
  }

  /// The place of the owned item among those that are wanted, or -1.
  private static int place(String name, List<?> want, List<?> live) {
    if (name.startsWith("v:")) {
      Object value = read(name);
      return holds(live, value) ? indexOf(want, value) : -1;
    }
    if (name.startsWith("k:")) {
      Map<String, Object> keys = keys(name);
      for (int i = 0; i < want.size(); i++) {
        if (want.get(i) instanceof Map<?, ?> map && matches(map, keys)) {
          return i;
        }
      }
    }
    return -1;
  }

  private static @Nullable Object liveItem(String name, List<?> live) {
    return name.startsWith("k:") ? ListItems.find(live, keys(name)) : null;
  }

  /// An item that leaves a key out has the key's default, which only the cluster knows.
  private static boolean matches(Map<?, ?> item, Map<String, Object> keys) {
    boolean any = false;
    for (Map.Entry<String, Object> key : keys.entrySet()) {
      Object value = item.get(key.getKey());
      if (value != null) {
        if (!SameValue.scalars(value, key.getValue())) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  private static boolean item(Map<?, ?> owned, @Nullable Object want, Object have, String field) {
    return want instanceof Map<?, ?> map
        && (owned.isEmpty()
            ? SameValue.fulfils(want, have, field, field)
            : map(owned, map, have, field));
  }

  private static boolean holds(List<?> list, @Nullable Object value) {
    return indexOf(list, value) >= 0;
  }

  private static int indexOf(List<?> list, @Nullable Object value) {
    for (int i = 0; i < list.size(); i++) {
      if (SameValue.scalars(list.get(i), value)) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable Object read(String name) {
    try {
      return Json.readExact(name.substring(2));
    } catch (YamlException _) {
      // A form that this program does not know matches nothing, so that the cluster is asked.
      return null;
    }
  }

  private static Map<String, Object> keys(String name) {
    Map<String, Object> keys = new LinkedHashMap<>();
    if (read(name) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> {
        if (value != null) {
          keys.put((String) key, value);
        }
      });
    }
    return keys;
  }

  /// The part of the live object that the manager owns.
  Map<String, @Nullable Object> cut(KubeObject live) {
    return cutMap(fields, live.tree());
  }

  private static @Nullable Object cut(Map<?, ?> owned, @Nullable Object have) {
    boolean isLeaf = owned.isEmpty() || (owned.size() == 1 && owned.containsKey("."));
    if (isLeaf) {
      return have;
    }
    return switch (have) {
      case Map<?, ?> map -> cutMap(owned, map);
      case List<?> list -> {
        List<@Nullable Object> items = new ArrayList<>();
        for (Map.Entry<?, ?> entry : owned.entrySet()) {
          String name = (String) entry.getKey();
          if (name.startsWith("k:")
              && liveItem(name, list) instanceof Map<?, ?> item
              && entry.getValue() instanceof Map<?, ?> child) {
            Map<String, @Nullable Object> part = new LinkedHashMap<>(keys(name));
            part.putAll(cutMap(child, item));
            items.add(part);
          } else if (name.startsWith("v:")) {
            items.add(read(name));
          }
        }
        yield items;
      }
      case null, default -> have;
    };
  }

  private static Map<String, @Nullable Object> cutMap(Map<?, ?> owned, Map<?, ?> have) {
    Map<String, @Nullable Object> part = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : have.entrySet()) {
      String key = (String) entry.getKey();
      if (owned.get("f:" + key) instanceof Map<?, ?> child) {
        part.put(key, cut(child, entry.getValue()));
      }
    }
    return part;
  }
}
