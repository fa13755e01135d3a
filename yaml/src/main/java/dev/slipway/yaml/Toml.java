package dev.slipway.yaml;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// TOML as Helm reads and writes it, with BurntSushi/toml.
///
/// Read values are String, Long, Double, Boolean, [TomlTime], List and LinkedHashMap. Written are
/// those and any other Number (by its `toString`), any Map with string keys, any List and `byte[]`
/// (as a list of numbers); an adapter turns other objects into these. All methods are safe for use
/// by several threads at once.
public final class Toml {
  private Toml() {}

  /// Reads a document as Helm 4 does: `toml.Unmarshal` into a `map[string]interface{}`.
  ///
  /// @throws YamlException with Go's text, such as `toml: line 1 (last key "a"): expected value but
  ///   found "x" instead`
  public static Map<String, @Nullable Object> read(String text) {
    return read(text, TomlDialect.V1_6);
  }

  /// Reads a document as that release of the library does.
  ///
  /// @throws YamlException with Go's text
  public static Map<String, @Nullable Object> read(String text, TomlDialect dialect) {
    return new TomlParser(text, dialect).parse();
  }

  /// Writes a value as Helm 4 does: `toml.NewEncoder(…).Encode(value)`.
  ///
  /// @throws YamlException when the value has no form in TOML, with Go's text, such as `toml:
  ///   cannot encode array with nil element`. For null Go panics: [YamlException#isPanic]
  public static String write(@Nullable Object value) {
    return write(value, UnaryOperator.identity(), TomlDialect.V1_6);
  }

  /// The same with an adapter for objects of other classes, as that release of the library does.
  public static String write(
      @Nullable Object value, UnaryOperator<@Nullable Object> adapter, TomlDialect dialect) {
    return new TomlWriter(adapter, dialect).write(value);
  }
}
