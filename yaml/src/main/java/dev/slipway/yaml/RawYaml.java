package dev.slipway.yaml;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// YAML as go-yaml itself reads and writes it, without the way through JSON that [Yaml] takes: what
/// helmfile does.
///
/// Read values are null, Boolean, String, Double, List, [SourceMap], and what the caller makes of
/// whole numbers and, for go-yaml v3, timestamps; v2 leaves these strings. All methods are safe for
/// use by several threads at once.
public final class RawYaml {
  /// A release of go-yaml.
  public enum Library {
    /// YAML 1.1; a key may stand twice, merge keys are taken in the order of the text.
    V2,
    /// Mostly YAML 1.2; no key may stand twice, keys of a map go before those that are merged in.
    V3
  }

  /// What the caller makes of scalars that Java has several types for.
  ///
  /// @param whole makes a value of a whole number of 64 bits
  /// @param timestamp makes a value of the text of a date or time that go-yaml takes for one
  public record Scalars(LongFunction<Object> whole, Function<String, Object> timestamp) {}

  private RawYaml() {}

  /// Reads the first document; null for an empty text.
  ///
  /// @throws YamlException with go-yaml's text, such as `yaml: line 3: mapping values are not
  ///   allowed in this context`
  public static @Nullable Object read(String text, Library library, Scalars scalars) {
    YamlNode root = new YamlComposer(text).next();
    return root == null ? null : new RawDecoder(library, false, scalars).decode(root);
  }

  /// Reads all documents for a reader of Go structs: each scalar that is no string comes as
  /// [PlainScalar].
  ///
  /// @param strict whether go-yaml v2 refuses keys that stand twice, as v3 does always
  /// @throws YamlException with go-yaml's text
  public static List<@Nullable Object> readAll(
      String text, Library library, boolean strict, Scalars scalars) {
    List<@Nullable Object> documents = new ArrayList<>();
    YamlComposer composer = new YamlComposer(text);
    for (YamlNode node = composer.next(); node != null; node = composer.next()) {
      documents.add(new RawDecoder(library, strict, scalars).withTexts().decode(node));
    }
    return documents;
  }

  /// Writes a value as go-yaml does; v3 with an indent of 2. Ends with a newline. Maps are written
  /// with their keys in natural order, but those of a [FieldMap] in its own.
  ///
  /// @param adapter turns objects of other classes into those that are written
  public static String write(
      @Nullable Object value, Library library, UnaryOperator<@Nullable Object> adapter) {
    return new YamlWriter(
            library == Library.V2 ? YamlWriter.Dialect.RAW : YamlWriter.Dialect.PRETTY, adapter)
        .write(value);
  }

  /// A boolean as YAML 1.1 writes it, which go-yaml v3 still takes where a boolean is wanted; null
  /// when the text is none.
  public static @Nullable Boolean oldBoolean(String text) {
    return ScalarResolver.isOldBoolean(text) ? (Boolean) ScalarResolver.resolve(text) : null;
  }

  static Object wholeNumber(Object value, LongFunction<Object> whole) {
    return switch (value) {
      case Long number -> whole.apply(number);
      case BigInteger big -> big.doubleValue();
      default -> value;
    };
  }
}
