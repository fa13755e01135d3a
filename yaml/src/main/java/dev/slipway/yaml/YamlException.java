package dev.slipway.yaml;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import dev.slipway.core.SourceLocation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A text that is not YAML, JSON or TOML, or not of the shape that was asked for, or a value that
/// cannot be written. The message is the one of Go's library, line numbers included (some of them
/// are off by one there); the diagnostic's location, when there is one, is right.
public final class YamlException extends SlipwayException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Map<String, @Nullable Object> partial;
  private final boolean panic;

  private YamlException(
      Diagnostic diagnostic,
      @Nullable Map<String, @Nullable Object> partial,
      boolean panic,
      @Nullable Throwable cause) {
    super(diagnostic, cause);
    this.partial = partial;
    this.panic = panic;
  }

  YamlException(YamlErrorCode code, String message) {
    this(Diagnostic.error(code, message), null, false, null);
  }

  /// An error at a place.
  ///
  /// @param line 0-based
  /// @param column 0-based
  YamlException(YamlErrorCode code, String message, int line, int column) {
    this(
        Diagnostic.error(code, message).at(new SourceLocation("", line + 1, column + 1), null),
        null,
        false,
        null);
  }

  /// An error at which Go's library panics, where others are returned.
  static YamlException panic(String message) {
    return new YamlException(
        Diagnostic.error(YamlErrorCode.NOT_WRITABLE, message), null, true, null);
  }

  /// The error of an adapter that is given a value that has no form in the language, such as `json:
  /// unsupported type: func()`.
  public static YamlException notWritable(String message) {
    return new YamlException(YamlErrorCode.NOT_WRITABLE, message);
  }

  /// The same error with `prefix` before its message, as Go's `%w` does.
  YamlException prefixed(String prefix) {
    return new YamlException(diagnostic().prefixed(prefix), partial, panic, this);
  }

  /// The same error, carrying what Go had stored in the map before it failed.
  YamlException withPartial(Map<String, @Nullable Object> stored) {
    return new YamlException(diagnostic(), stored, panic, this);
  }

  /// What Go's decoder leaves in the map that it was given, although it reports this error; empty
  /// for all errors but those of single numbers that do not fit.
  public Map<String, @Nullable Object> partial() {
    return partial == null ? Map.of() : partial;
  }

  /// Whether Go's library panics where it returns other errors: a template function that turns
  /// errors into text fails all the same.
  public boolean isPanic() {
    return panic;
  }
}
