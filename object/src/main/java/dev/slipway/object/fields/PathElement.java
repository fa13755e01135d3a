package dev.slipway.object.fields;

import dev.slipway.core.GoStrings;
import dev.slipway.object.ObjectErrorCode;
import dev.slipway.object.ObjectException;
import dev.slipway.object.TreeValues;
import dev.slipway.yaml.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One step of a path into an object. Steps have the order of `fieldpath.PathElement`.
public sealed interface PathElement extends Comparable<PathElement> {
  /// A field of a map.
  record Field(String name) implements PathElement {
    @Override
    public String toString() {
      return "." + name;
    }
  }

  /// An item of a list, by some of its fields.
  ///
  /// @param parts these, by name
  record Key(List<Part> parts) implements PathElement {
    public Key {
      List<Part> sorted = new ArrayList<>(parts);
      sorted.sort((a, b) -> GoStrings.compare(a.name, b.name));
      parts = List.copyOf(sorted);
    }

    @Override
    public String toString() {
      StringBuilder out = new StringBuilder("[");
      for (Part part : parts) {
        out.append(out.length() == 1 ? "" : ",")
            .append(part.name)
            .append('=')
            .append(TreeValues.shown(part.value));
      }
      return out.append(']').toString();
    }
  }

  /// One field of a key.
  record Part(String name, @Nullable Object value) {}

  /// An item of a list, by its value.
  record Value(@Nullable Object value) implements PathElement {
    @Override
    public String toString() {
      return "[=" + TreeValues.shown(value) + "]";
    }
  }

  /// An item of a list, by its number.
  record Index(int number) implements PathElement {
    @Override
    public String toString() {
      return "[" + number + "]";
    }
  }

  /// Reads the form of `fieldsV1`: `f:NAME`, `k:{…}`, `v:VALUE` or `i:NUMBER`.
  ///
  /// @return null for a kind of step that this does not know
  /// @throws ObjectException if it is malformed
  static @Nullable PathElement parse(String text) {
    if (text.length() < 2 || text.charAt(1) != ':') {
      throw new ObjectException(
          ObjectErrorCode.FIELDS,
          text.length() < 2 ? "key must be 2 characters long:" : "missing colon: " + text);
    }
    String content = text.substring(2);
    return switch (text.charAt(0)) {
      case 'f' -> new Field(content);
      case 'v' -> new Value(Json.readExact(content));
      case 'i' -> new Index(Integer.parseInt(content));
      case 'k' -> {
        List<Part> parts = new ArrayList<>();
        if (Json.readExact(content) instanceof Map<?, ?> map) {
          map.forEach((name, value) -> parts.add(new Part((String) name, value)));
        }
        yield new Key(parts);
      }
      default -> null;
    };
  }

  /// The form of `fieldsV1`.
  default String text() {
    return switch (this) {
      case Field(String name) -> "f:" + name;
      case Value(Object value) -> "v:" + Json.write(value);
      case Index(int number) -> "i:" + number;
      case Key(List<Part> parts) -> {
        StringBuilder out = new StringBuilder("k:{");
        for (Part part : parts) {
          out.append(out.length() == 3 ? "" : ",")
              .append(Json.write(part.name))
              .append(':')
              .append(Json.write(part.value));
        }
        yield out.append('}').toString();
      }
    };
  }

  private static int rank(PathElement element) {
    return switch (element) {
      case Field _ -> 0;
      case Key _ -> 1;
      case Value _ -> 2;
      case Index _ -> 3;
    };
  }

  @Override
  default int compareTo(PathElement other) {
    if (this instanceof Field(String a) && other instanceof Field(String b)) {
      return GoStrings.compare(a, b);
    }
    if (this instanceof Key(List<Part> a) && other instanceof Key(List<Part> b)) {
      for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
        int order = GoStrings.compare(a.get(i).name, b.get(i).name);
        if (order == 0) {
          order = TreeValues.compare(a.get(i).value, b.get(i).value);
        }
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(a.size(), b.size());
    }
    if (this instanceof Value(Object a) && other instanceof Value(Object b)) {
      return TreeValues.compare(a, b);
    }
    if (this instanceof Index(int a) && other instanceof Index(int b)) {
      return Integer.compare(a, b);
    }
    return Integer.compare(rank(this), rank(other));
  }
}
