package dev.slipway.helmfile.patch;

import dev.slipway.chart.values.ValueTrees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A field of objects of a kind: Kustomize's `FieldSpec`. Empty parts of the kind fit all.
///
/// @param group the API group
/// @param version the API version
/// @param kind the kind
/// @param path the names on the way; `[]` behind one says that it is a list; all items of a list
///   are taken, whether it is said or not
/// @param create whether what is missing on the way is made
record FieldSpec(String group, String version, String kind, List<String> path, boolean create) {
  /// What is made where a field is missing.
  enum Made {
    NOTHING,
    MAP,
    SCALAR
  }

  FieldSpec {
    path = List.copyOf(path);
  }

  /// One of Kustomize's own: `PATH KIND GROUP VERSION`, `-` for an empty part, `+` before the path
  /// where what is missing is made.
  static FieldSpec parse(String line) {
    String[] words = line.split(" ", -1);
    boolean create = words[0].startsWith("+");
    return new FieldSpec(
        word(words, 2),
        word(words, 3),
        word(words, 1),
        split(words[0].substring(create ? 1 : 0)),
        create);
  }

  private static String word(String[] words, int index) {
    return index < words.length && !words[index].equals("-") ? words[index] : "";
  }

  /// One of a transformer's file.
  static FieldSpec of(Map<?, ?> map) {
    return new FieldSpec(
        text(map.get("group")),
        text(map.get("version")),
        text(map.get("kind")),
        split(text(map.get("path"))),
        Boolean.TRUE.equals(map.get("create")));
  }

  /// Those of a transformer's file.
  static List<FieldSpec> all(@Nullable Object list) {
    List<FieldSpec> specs = new ArrayList<>();
    if (list instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> map) {
          specs.add(of(map));
        }
      }
    }
    return specs;
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  /// Splits at slashes; a backslash takes a slash into a name.
  private static List<String> split(String path) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '\\' && i + 1 < path.length() && path.charAt(i + 1) == '/') {
        part.append('/');
        i++;
      } else if (c == '/') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  boolean isPath(String text) {
    return String.join("/", path).equals(text);
  }

  boolean fits(ObjectId id) {
    return (kind.isEmpty() || kind.equals(id.kind()))
        && (group.isEmpty() || group.equals(id.group()))
        && (version.isEmpty() || version.equals(id.version()));
  }

  /// Changes the field of an object of a fitting kind.
  ///
  /// @param change from the field's value to its new one; the value may be changed in place
  void apply(KustomizeObject object, Made made, UnaryOperator<@Nullable Object> change) {
    if (fits(object.id())) {
      walk(object.tree(), 0, made, change);
    }
  }

  private @Nullable Object walk(
      @Nullable Object node, int at, Made made, UnaryOperator<@Nullable Object> change) {
    if (at == path.size()) {
      return change.apply(node);
    }
    if (node instanceof List<?> list) {
      ListIterator<@Nullable Object> items = items(list);
      while (items.hasNext()) {
        items.set(walk(items.next(), at, made, change));
      }
      return node;
    }
    Map<String, @Nullable Object> map = ValueTrees.table(node);
    if (map == null) {
      if (node == null) {
        return null;
      }
      throw KustomizeObjects.failed(
          "considering field '" + String.join("/", path) + "': expected sequence or mapping node",
          null);
    }
    String name = path.get(at);
    boolean list = name.endsWith("[]");
    if (list) {
      name = name.substring(0, name.length() - 2);
    }
    boolean creates = create && made != Made.NOTHING && !list;
    Object value = map.get(name);
    if (value == null) {
      if (!creates) {
        return node;
      }
      boolean scalar = at == path.size() - 1 && made == Made.SCALAR;
      value = scalar ? "" : new LinkedHashMap<String, @Nullable Object>();
    }
    map.put(name, walk(value, at + 1, made, change));
    return node;
  }

  @SuppressWarnings("unchecked")
  private static ListIterator<@Nullable Object> items(List<?> list) {
    return ((List<@Nullable Object>) list).listIterator();
  }
}
