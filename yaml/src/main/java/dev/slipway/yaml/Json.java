package dev.slipway.yaml;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// JSON as Go's encoding/json reads and writes it.
///
/// Read values are null, Boolean, String, Double, List and LinkedHashMap. Written are those and any
/// other Number (by its `toString`), any Map with string keys, any List, `byte[]` (as base64) and
/// [FieldMap]; an adapter turns other objects into these. All methods are safe for use by several
/// threads at once.
public final class Json {
  static final String TOO_DEEP = "exceeded max depth";

  private Json() {}

  /// Reads one JSON value: `json.Unmarshal` into an `interface{}`.
  ///
  /// @throws YamlException with Go's text, such as `invalid character 'x' looking for beginning of
  ///   value`
  public static @Nullable Object read(String text) {
    JsonParser parser = new JsonParser(text);
    Object value = parser.parse();
    parser.throwSaved(null);
    return value;
  }

  /// Reads one JSON value as Kubernetes reads objects (k8s.io/apimachinery/pkg/util/json): whole
  /// numbers that fit 64 bits are Long, others Double.
  ///
  /// @throws YamlException with Go's text
  public static @Nullable Object readExact(String text) {
    JsonParser parser = new JsonParser(text, true);
    Object value = parser.parse();
    parser.throwSaved(null);
    return value;
  }

  /// Reads as much of one JSON value as Go stores before it reports an error: null stands for
  /// numbers that do not fit.
  ///
  /// @throws YamlException with Go's text if it is no JSON at all
  public static @Nullable Object readPartly(String text) {
    return new JsonParser(text).parse();
  }

  /// Reads a JSON object: `json.Unmarshal` into a `map[string]interface{}`; null for `null`, which
  /// leaves Go's map nil.
  ///
  /// @throws YamlException with Go's text; its [YamlException#partial] is what Go had stored
  @SuppressWarnings("unchecked")
  public static @Nullable Map<String, @Nullable Object> readMap(String text) {
    JsonParser parser = new JsonParser(text);
    Object value = parser.parse();
    if (value instanceof Map || (value == null && !parser.hasSaved())) {
      Map<String, @Nullable Object> map = (Map<String, @Nullable Object>) value;
      parser.throwSaved(map);
      return map;
    }
    throw wrongType(value == null ? 0 : value, "map[string]interface {}");
  }

  /// Reads a JSON array: `json.Unmarshal` into an `[]interface{}`; null for `null`, which leaves
  /// Go's slice nil.
  ///
  /// @throws YamlException with Go's text
  @SuppressWarnings("unchecked")
  public static @Nullable List<@Nullable Object> readList(String text) {
    JsonParser parser = new JsonParser(text);
    Object value = parser.parse();
    if (value instanceof List || (value == null && !parser.hasSaved())) {
      parser.throwSaved(null);
      return (List<@Nullable Object>) value;
    }
    throw wrongType(value == null ? 0 : value, "[]interface {}");
  }

  /// Writes a value as `json.Marshal` does: keys in byte order, no spaces, `<`, `>` and `&`
  /// escaped.
  ///
  /// @throws YamlException when the value has no form in JSON (NaN, infinities, cycles), with Go's
  ///   text
  public static String write(@Nullable Object value) {
    return write(value, UnaryOperator.identity());
  }

  /// The same with an adapter for objects of other classes.
  public static String write(@Nullable Object value, UnaryOperator<@Nullable Object> adapter) {
    return new JsonWriter(adapter, true, "").write(value);
  }

  /// Writes a value as `json.MarshalIndent(value, "", " ")` does.
  ///
  /// @throws YamlException when the value has no form in JSON
  public static String writePretty(@Nullable Object value) {
    return writePretty(value, UnaryOperator.identity());
  }

  /// The same with an adapter for objects of other classes.
  public static String writePretty(
      @Nullable Object value, UnaryOperator<@Nullable Object> adapter) {
    return new JsonWriter(adapter, true, "  ").write(value);
  }

  /// Writes a value as an encoder with `SetEscapeHTML(false)` does, without the newline at the end.
  ///
  /// @throws YamlException when the value has no form in JSON
  public static String writeRaw(@Nullable Object value) {
    return writeRaw(value, UnaryOperator.identity());
  }

  /// The same with an adapter for objects of other classes.
  public static String writeRaw(@Nullable Object value, UnaryOperator<@Nullable Object> adapter) {
    return new JsonWriter(adapter, false, "").write(value);
  }

  /// The text with U+FFFD in place of every byte that is not UTF-8.
  static String replaceInvalid(String text) {
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < out.length(); i++) {
      char c = out.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < out.length()
          && Character.isLowSurrogate(out.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        out.setCharAt(i, '\uFFFD');
      }
    }
    return out.toString();
  }

  /// Go's error for a value of another kind than the one that is wanted.
  static YamlException wrongType(Object value, String wanted) {
    return new YamlException(
        YamlErrorCode.WRONG_TYPE,
        "json: cannot unmarshal " + kind(value) + " into Go value of type " + wanted);
  }

  /// JSON's word for what a value is.
  static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> _ -> "object";
      case List<?> _ -> "array";
      case Boolean _ -> "bool";
      case Number _ -> "number";
      default -> "string";
    };
  }
}
