package dev.slipway.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// YAML as Helm reads and writes it: sigs.k8s.io/yaml on go-yaml v2 (YAML 1.1, through JSON), and
/// go-yaml v3 for [#writePretty].
///
/// Read values are null, Boolean, String, Double, List and LinkedHashMap; an alias gives a copy of
/// what it means. Written are those and any other Number (by its `toString`), any Map with string
/// keys, any List, `byte[]` (as base64) and [FieldMap]; an adapter turns other objects into these.
/// Strings hold bytes as [dev.slipway.core.GoStrings] says. All methods are safe for use by several
/// threads at once.
public final class Yaml {
  private static final String CONVERTING = "error converting YAML to JSON: ";
  static final String DECODING = "error unmarshaling JSON: while decoding JSON: ";

  private Yaml() {}

  /// Reads the first document: `yaml.Unmarshal` into an `interface{}`; null for an empty text.
  ///
  /// @throws YamlException with the text of sigs.k8s.io/yaml, such as `error converting YAML to
  ///   JSON: yaml: line 3: mapping values are not allowed in this context`
  public static @Nullable Object read(String text) {
    try {
      return QuickReader.read(text);
    } catch (QuickLines.Unsure e) {
      return read(text, false);
    }
  }

  /// Reads the first document as [#read] does, but with numbers as YAML has them: Long, BigInteger
  /// or Double. The fields of Go structs that are strings tell `1` from `1.0` and `1e0`.
  ///
  /// @throws YamlException as [#read] does
  public static @Nullable Object readNumbers(String text) {
    Object checked = read(text);
    return checked == null ? null : YamlDecoder.decodeRaw(new YamlComposer(text).next());
  }

  /// Reads all documents of a stream as go-yaml v3 does into an `interface{}`: numbers are Long,
  /// BigInteger or Double, keys any scalars, `yes` and `on` are strings.
  ///
  /// @throws YamlException with the text of go-yaml
  public static List<@Nullable Object> readAllVersion3(String text) {
    List<@Nullable Object> documents = new ArrayList<>();
    YamlComposer composer = new YamlComposer(text);
    for (YamlNode node = composer.next(); node != null; node = composer.next()) {
      documents.add(YamlDecoder.decodeVersion3(node));
    }
    return documents;
  }

  /// Reads the first document as [#readAllVersion3] does; null for an empty text.
  ///
  /// @throws YamlException with the text of go-yaml
  public static @Nullable Object readVersion3(String text) {
    return YamlDecoder.decodeVersion3(new YamlComposer(text).next());
  }

  /// Reads the first document, in which no key may stand twice: `yaml.UnmarshalStrict`.
  ///
  /// @throws YamlException with the text of sigs.k8s.io/yaml
  public static @Nullable Object readStrict(String text) {
    return read(text, true);
  }

  private static @Nullable Object read(String text, boolean strict) {
    try {
      return YamlDecoder.decode(new YamlComposer(text).next(), strict, null);
    } catch (YamlException e) {
      throw staged(e);
    }
  }

  /// Says at which of the stages of sigs.k8s.io/yaml an error came up.
  static YamlException staged(YamlException e) {
    return e.prefixed(e.diagnostic().message().endsWith(Json.TOO_DEEP) ? DECODING : CONVERTING);
  }

  /// Reads the first document, which must be a map: `yaml.Unmarshal` into a
  /// `map[string]interface{}` that is there. Null and an empty text give an empty map, as they
  /// leave Go's map empty.
  ///
  /// @throws YamlException with the text of sigs.k8s.io/yaml, such as `error unmarshaling JSON:
  ///   while decoding JSON: json: cannot unmarshal array into Go value of type map[string]interface
  ///   {}`
  public static Map<String, @Nullable Object> readMap(String text) {
    return asMap(read(text));
  }

  /// The same, strictly: no key may stand twice.
  public static Map<String, @Nullable Object> readMapStrict(String text) {
    return asMap(readStrict(text));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> asMap(@Nullable Object value) {
    if (value == null) {
      return new LinkedHashMap<>();
    }
    if (value instanceof Map) {
      return (Map<String, @Nullable Object>) value;
    }
    throw Json.wrongType(value, "map[string]interface {}").prefixed(DECODING);
  }

  /// Reads the first document, which must be a list: `yaml.Unmarshal` into an `[]interface{}` that
  /// is there. Null and an empty text give an empty list.
  ///
  /// @throws YamlException with the text of sigs.k8s.io/yaml
  @SuppressWarnings("unchecked")
  public static List<@Nullable Object> readList(String text) {
    Object value = read(text);
    if (value == null) {
      return new ArrayList<>();
    }
    if (value instanceof List) {
      return (List<@Nullable Object>) value;
    }
    throw Json.wrongType(value, "[]interface {}").prefixed(DECODING);
  }

  /// Reads all documents of a stream, as the parser tells them apart.
  ///
  /// @throws YamlException with the text of sigs.k8s.io/yaml
  public static List<@Nullable Object> readAll(String text) {
    List<@Nullable Object> documents = new ArrayList<>();
    YamlComposer composer = new YamlComposer(text);
    try {
      for (YamlNode node = composer.next(); node != null; node = composer.next()) {
        documents.add(YamlDecoder.decode(node, false, null));
      }
    } catch (YamlException e) {
      throw staged(e);
    }
    return documents;
  }

  /// Cuts a text at its lines `---` without looking further at it, as Kubernetes' `NewYAMLReader`
  /// does, which Helm reads values files with. Line ends become LF, and each document ends with
  /// one.
  ///
  /// @throws YamlException when something other than a comment follows `---`: `invalid Yaml
  ///   document separator: …`
  public static List<String> splitDocuments(String text) {
    return DocumentSplitter.split(text);
  }

  /// Writes a value as `yaml.Marshal` does: through JSON, keys in natural order, sequences not
  /// indented under their key, long lines folded. Ends with a newline.
  ///
  /// @throws YamlException when the value has no form in JSON, with Go's text
  public static String write(@Nullable Object value) {
    return write(value, UnaryOperator.identity());
  }

  /// The same with an adapter for objects of other classes.
  public static String write(@Nullable Object value, UnaryOperator<@Nullable Object> adapter) {
    try {
      return new YamlWriter(YamlWriter.Dialect.THROUGH_JSON, adapter).write(value);
    } catch (YamlWriter.LongWay e) {
      return writeThroughJson(value, adapter);
    } catch (YamlException e) {
      throw e.prefixed("error marshaling into JSON: ");
    }
  }

  private static String writeThroughJson(
      @Nullable Object value, UnaryOperator<@Nullable Object> adapter) {
    String json;
    try {
      json = Json.write(value, adapter);
    } catch (YamlException e) {
      throw e.prefixed("error marshaling into JSON: ");
    }
    Object raw = YamlDecoder.decodeRaw(new YamlComposer(json).next());
    return new YamlWriter(YamlWriter.Dialect.RAW, UnaryOperator.identity()).write(raw);
  }

  /// Writes a value as go-yaml v3's encoder does with an indent of 2: Helm's `toYamlPretty`. It
  /// sees the values themselves, not their JSON: floats print as Go's `%g`, `byte[]` as a list of
  /// numbers. Ends with a newline.
  ///
  /// @throws YamlException when a collection holds itself
  public static String writePretty(@Nullable Object value) {
    return writePretty(value, UnaryOperator.identity());
  }

  /// The same with an adapter for objects of other classes.
  public static String writePretty(
      @Nullable Object value, UnaryOperator<@Nullable Object> adapter) {
    return new YamlWriter(YamlWriter.Dialect.PRETTY, adapter).write(value);
  }

  /// Writes a value as go-yaml v3's encoder does with another indent, such as its own of 4.
  ///
  /// @throws YamlException when a collection holds itself
  public static String writePretty(@Nullable Object value, int indent) {
    return new YamlWriter(YamlWriter.Dialect.PRETTY, UnaryOperator.identity(), indent).write(value);
  }
}
