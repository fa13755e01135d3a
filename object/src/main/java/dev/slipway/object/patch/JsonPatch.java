package dev.slipway.object.patch;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectErrorCode;
import dev.slipway.object.ObjectException;
import dev.slipway.object.TreeValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// JSON patches (RFC 6902) as the API server applies them, with the texts of evanphx/json-patch.
///
/// As there, a key that a map does not have is taken for one whose value is null, and indices below
/// zero count from the end of a list.
public final class JsonPatch {
  private static final String MISSING = ": missing value";

  private @Nullable Object root;

  private JsonPatch(@Nullable Object root) {
    this.root = root;
  }

  /// A changed copy of a document.
  ///
  /// @param operations maps with `op`, `path` and so on
  /// @throws ObjectException if an operation is malformed or cannot be applied
  public static @Nullable Object apply(@Nullable Object document, List<?> operations) {
    JsonPatch patch = new JsonPatch(copy(document));
    for (Object each : operations) {
      if (!(each instanceof Map<?, ?> operation)) {
        throw failed("an operation is no map");
      }
      patch.apply(operation);
    }
    return patch.root;
  }

  /// A changed copy of an object's tree.
  ///
  /// @throws ObjectException if an operation is malformed or cannot be applied, or makes something
  ///   else of the object
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> applyTo(
      Map<String, @Nullable Object> tree, List<?> operations) {
    if (apply(tree, operations) instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw failed("the patch makes no object of the object");
  }

  private static @Nullable Object copy(@Nullable Object value) {
    return value == null ? null : KubeObject.copyOf(value);
  }

  private static ObjectException failed(String message) {
    return new ObjectException(ObjectErrorCode.PATCH, message);
  }

  private void apply(Map<?, ?> operation) {
    String kind = operation.get("op") instanceof String text ? text : "unknown";
    switch (kind) {
      case "add" -> add(operation);
      case "remove" -> remove(operation);
      case "replace" -> replace(operation);
      case "move" -> move(operation);
      case "copy" -> copyValue(operation);
      case "test" -> test(operation);
      default -> throw failed("Unexpected kind: " + kind);
    }
  }

  private static String text(Map<?, ?> operation, String key, String kind) {
    if (operation.get(key) instanceof String text) {
      return text;
    }
    String inner =
        switch (kind) {
          case "add", "remove", "copy" ->
              key.equals("path") ? "" : "operation, missing from field: ";
          default ->
              key.equals("path")
                  ? "operation missing path field: "
                  : "operation, missing from field: ";
        };
    throw failed(kind + " operation failed to decode " + key + ": " + inner + "missing value");
  }

  /// Where a path ends.
  ///
  /// @param in the map or list
  private record Place(Object in, String key) {
    @Nullable Object get() {
      return in instanceof Map<?, ?> map
          ? map.get(key)
          : ((List<?>) in).get(index(key, ((List<?>) in).size()));
    }

    @SuppressWarnings("unchecked")
    void set(@Nullable Object value) {
      if (in instanceof Map<?, ?>) {
        ((Map<String, @Nullable Object>) in).put(key, value);
      } else {
        List<@Nullable Object> list = (List<@Nullable Object>) in;
        list.set(index(key, list.size()), value);
      }
    }

    @SuppressWarnings("unchecked")
    void add(@Nullable Object value) {
      if (in instanceof Map<?, ?>) {
        set(value);
        return;
      }
      List<@Nullable Object> list = (List<@Nullable Object>) in;
      if (key.equals("-")) {
        list.add(value);
        return;
      }
      try {
        list.add(index(key, list.size() + 1), value);
      } catch (NotANumber e) {
        throw failed("value was not a proper array index: '" + key + "': " + e.getMessage());
      }
    }

    void remove() {
      if (in instanceof Map<?, ?> map) {
        if (!map.containsKey(key)) {
          throw failed("Unable to remove nonexistent key: " + key + MISSING);
        }
        map.remove(key);
      } else {
        List<?> list = (List<?>) in;
        list.remove(index(key, list.size()));
      }
    }
  }

  private static final class NotANumber extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotANumber(String text) {
      super("strconv.Atoi: parsing \"" + text + "\": invalid syntax");
    }
  }

  private static int index(String key, int size) {
    int index;
    try {
      index = Integer.parseInt(key);
    } catch (NumberFormatException _) {
      throw new NotANumber(key);
    }
    if (index >= size || index < -size) {
      throw failed("Unable to access invalid index: " + index + ": invalid index referenced");
    }
    return index < 0 ? index + size : index;
  }

  /// Where a path ends; null if the way there does not exist.
  private @Nullable Place place(String path) {
    String[] parts = path.split("/", -1);
    if (parts.length < 2) {
      return null;
    }
    Object at = root;
    for (int i = 1; i < parts.length - 1; i++) {
      try {
        at = at == null ? null : new Place(at, decoded(parts[i])).get();
      } catch (ObjectException | NotANumber _) {
        return null;
      }
      if (!(at instanceof Map) && !(at instanceof List)) {
        return null;
      }
    }
    return at instanceof Map || at instanceof List
        ? new Place(at, decoded(parts[parts.length - 1]))
        : null;
  }

  private static String decoded(String part) {
    StringBuilder out = new StringBuilder(part.length());
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      char next = i + 1 < part.length() ? part.charAt(i + 1) : 0;
      if (c == '~' && (next == '0' || next == '1')) {
        out.append(next == '0' ? '~' : '/');
        i++;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /// Does something at a place; what fails there gets a prefix.
  private static <T extends @Nullable Object> T within(String prefix, Supplier<T> action) {
    try {
      return action.get();
    } catch (ObjectException e) {
      throw e.prefixed(prefix);
    } catch (NotANumber e) {
      throw failed(prefix + e.getMessage());
    }
  }

  private static void doing(String prefix, Runnable action) {
    within(
        prefix,
        () -> {
          action.run();
          return "";
        });
  }

  private void add(Map<?, ?> operation) {
    String path = text(operation, "path", "add");
    Place place = place(path);
    if (place == null) {
      throw failed("add operation does not apply: doc is missing path: \"" + path + "\"" + MISSING);
    }
    doing("error in add for path: '" + path + "': ", () -> place.add(copy(operation.get("value"))));
  }

  private void remove(Map<?, ?> operation) {
    String path = text(operation, "path", "remove");
    Place place = place(path);
    if (place == null) {
      throw failed(
          "remove operation does not apply: doc is missing path: \"" + path + "\"" + MISSING);
    }
    doing("error in remove for path: '" + path + "': ", place::remove);
  }

  private void replace(Map<?, ?> operation) {
    String path = text(operation, "path", "replace");
    Object value = operation.get("value");
    if (path.isEmpty()) {
      if (!(value instanceof Map) && !(value instanceof List)) {
        throw failed("replace operation value must be object or array: %!w(<nil>)");
      }
      root = copy(value);
      return;
    }
    Place place = place(path);
    if (place == null) {
      throw failed("replace operation does not apply: doc is missing path: " + path + MISSING);
    }
    try {
      place.get();
    } catch (ObjectException | NotANumber _) {
      throw failed("replace operation does not apply: doc is missing key: " + path + MISSING);
    }
    place.set(copy(value));
  }

  private void move(Map<?, ?> operation) {
    String from = text(operation, "from", "move");
    Place source = place(from);
    if (source == null) {
      throw failed("move operation does not apply: doc is missing from path: " + from + MISSING);
    }
    String prefix = "error in move for path: '" + source.key + "': ";
    Object value = within(prefix, source::get);
    doing(prefix, source::remove);
    String path = text(operation, "path", "move");
    Place target = place(path);
    if (target == null) {
      throw failed(
          "move operation does not apply: doc is missing destination path: " + path + MISSING);
    }
    doing("error in move for path: '" + path + "': ", () -> target.add(value));
  }

  private void copyValue(Map<?, ?> operation) {
    String from = text(operation, "from", "copy");
    Place source = place(from);
    if (source == null) {
      throw failed("copy operation does not apply: doc is missing from path: " + from + MISSING);
    }
    Object value = within("error in copy for from: '" + from + "': ", source::get);
    String path = text(operation, "path", "copy");
    Place target = place(path);
    if (target == null) {
      throw failed(
          "copy operation does not apply: doc is missing destination path: " + path + MISSING);
    }
    doing("error while adding value during copy: ", () -> target.add(copy(value)));
  }

  private void test(Map<?, ?> operation) {
    String path = text(operation, "path", "test");
    Object value = operation.get("value");
    Object found = root;
    if (!path.isEmpty()) {
      Place place = place(path);
      if (place == null) {
        throw failed("test operation does not apply: is missing path: " + path + MISSING);
      }
      found = within("error in test for path: '" + path + "': ", place::get);
    }
    if (!same(found, value)) {
      throw failed("testing value " + path + " failed: test failed");
    }
  }

  /// Whether two values would be written the same.
  private static boolean same(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      List<Object> keys = new ArrayList<>(x.keySet());
      return x.keySet().equals(y.keySet())
          && keys.stream().allMatch(key -> same(x.get(key), y.get(key)));
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      if (x.size() != y.size()) {
        return false;
      }
      for (int i = 0; i < x.size(); i++) {
        if (!same(x.get(i), y.get(i))) {
          return false;
        }
      }
      return true;
    }
    return (a instanceof Number && b instanceof Number)
        ? TreeValues.equal(a, b)
        : Objects.equals(a, b);
  }
}
