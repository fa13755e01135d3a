package dev.slipway.chart.loader;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.fmt.GoNumbers;
import dev.slipway.gotemplate.fmt.GoQuote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Reads a tree of values into the fields of a Go struct as sigs.k8s.io/yaml and encoding/json do:
/// field names match without regard to case, numbers and booleans become text where text is wanted,
/// null changes nothing, and of all values of a wrong kind the first is reported.
public final class StructReader {
  private final String root;
  private final Map<String, BiConsumer<Place, Object>> fields = new LinkedHashMap<>();

  /// A reader for the Go type of that name, such as `v2.Metadata`.
  public StructReader(String root) {
    this.root = root;
  }

  /// Where a value stands: for the error text.
  ///
  /// @param type the struct's name without its package
  /// @param path the names of the fields down to here
  public record Place(String type, String path, Problems problems) {
    /// The field of the struct `owner` that stands here.
    Place field(String owner, String name) {
      return new Place(owner, path.isEmpty() ? name : path + "." + name, problems);
    }
  }

  /// Holds the first problem of a whole document.
  public static final class Problems {
    private final boolean strict;
    private @Nullable String first;

    /// @param strict whether fields that are not declared count
    Problems(boolean strict) {
      this.strict = strict;
    }

    void addUnknown(String key) {
      if (strict && first == null) {
        first = "json: unknown field " + GoQuote.quote(key);
      }
    }

    void add(Place place, Object value, String wanted) {
      if (first == null) {
        first =
            "json: cannot unmarshal "
                + kind(value)
                + " into Go "
                + (place.path.isEmpty()
                    ? "value of type "
                    : "struct field " + place.type + "." + place.path + " of type ")
                + wanted;
      }
    }

    /// The text of Go's error, or null.
    @Nullable String first() {
      return first;
    }
  }

  /// Declares a field.
  public StructReader field(String name, BiConsumer<Place, Object> reader) {
    fields.put(name, reader);
    return this;
  }

  /// Declares a text field.
  public StructReader text(String name, java.util.function.Consumer<String> target) {
    return field(
        name,
        (place, value) -> {
          String text = asText(value);
          if (text == null) {
            place.problems.add(place, value, "string");
          } else {
            target.accept(text);
          }
        });
  }

  /// Declares a true-or-false field.
  public StructReader flag(String name, java.util.function.Consumer<Boolean> target) {
    return field(
        name,
        (place, value) -> {
          if (value instanceof Boolean on) {
            target.accept(on);
          } else {
            place.problems.add(place, value, "bool");
          }
        });
  }

  /// Declares a list of texts.
  public StructReader texts(String name, java.util.function.Consumer<List<String>> target) {
    return list(
        name,
        "[]string",
        (place, items) -> {
          List<String> texts = new ArrayList<>();
          for (Object item : items) {
            String text = item == null ? "" : asText(item);
            if (text == null) {
              place.problems.add(place, item, "string");
            }
            texts.add(text == null ? "" : text);
          }
          target.accept(texts);
        });
  }

  /// Declares a list whose items are read by `reader`.
  StructReader list(
      String name, String goType, BiConsumer<Place, List<? extends @Nullable Object>> reader) {
    return field(
        name,
        (place, value) -> {
          if (value instanceof List<?> items) {
            reader.accept(place, items);
          } else {
            place.problems.add(place, value, goType);
          }
        });
  }

  /// Declares a map of texts.
  StructReader textMap(String name, java.util.function.Consumer<Map<String, String>> target) {
    return field(
        name,
        (place, value) -> {
          if (!(value instanceof Map<?, ?> map)) {
            place.problems.add(place, value, "map[string]string");
            return;
          }
          Map<String, String> texts = new LinkedHashMap<>();
          for (Map.Entry<String, @Nullable Object> entry : sorted(map).entrySet()) {
            Object item = entry.getValue();
            String text = item == null ? "" : asText(item);
            if (text == null) {
              place.problems.add(place, item, "string");
            } else {
              texts.put(entry.getKey(), text);
            }
          }
          target.accept(texts);
        });
  }

  /// Reads a value that should be an object with the declared fields.
  public void read(Place place, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      place.problems.add(place, value, root);
      return;
    }
    for (Map.Entry<String, @Nullable Object> entry : sorted(map).entrySet()) {
      String name = fieldName(entry.getKey());
      Object item = entry.getValue();
      BiConsumer<Place, Object> reader = fields.get(name);
      if (reader == null) {
        place.problems.addUnknown(entry.getKey());
      } else if (item != null) {
        reader.accept(place.field(typeName(), name), item);
      }
    }
  }

  /// Reads a whole document.
  ///
  /// @return the text of Go's error, or null
  public @Nullable String readDocument(@Nullable Object value) {
    return readDocument(value, false);
  }

  /// Reads a whole document; if `strict`, fields that are not declared are an error.
  ///
  /// @return the text of Go's error, or null
  @Nullable String readDocument(@Nullable Object value, boolean strict) {
    if (value == null) {
      return null;
    }
    Problems problems = new Problems(strict);
    read(new Place(typeName(), "", problems), value);
    return problems.first();
  }

  private String typeName() {
    return root.substring(root.lastIndexOf('.') + 1);
  }

  private String fieldName(String key) {
    if (fields.containsKey(key)) {
      return key;
    }
    for (String name : fields.keySet()) {
      if (name.equalsIgnoreCase(key)) {
        return name;
      }
    }
    return key;
  }

  private static Map<String, @Nullable Object> sorted(Map<?, ?> map) {
    Map<String, @Nullable Object> sorted = new TreeMap<>(GoStrings.BYTE_ORDER);
    map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
    return sorted;
  }

  private static @Nullable String asText(Object value) {
    return switch (value) {
      case String text -> text;
      case Boolean flag -> flag.toString();
      case Double number -> GoNumbers.formatFloat(number, 'g', -1, 32);
      case Number number -> number.toString();
      default -> null;
    };
  }

  private static String kind(Object value) {
    return switch (value) {
      case String _ -> "string";
      case Boolean _ -> "bool";
      case Number _ -> "number";
      case List<?> _ -> "array";
      default -> "object";
    };
  }
}
