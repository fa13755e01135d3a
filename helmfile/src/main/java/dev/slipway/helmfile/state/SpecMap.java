package dev.slipway.helmfile.state;

import dev.slipway.core.SourceLocation;
import dev.slipway.yaml.SourceMap;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// The fields of a struct that are there, with the place where it was written.
final class SpecMap extends LinkedHashMap<String, @Nullable Object> {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable SourceText source;
  private final transient @Nullable SourceMap written;

  SpecMap(@Nullable SourceText source, @Nullable SourceMap written) {
    this.source = source;
    this.written = written;
  }

  /// An empty struct from nowhere.
  SpecMap() {
    this(null, null);
  }

  /// A copy of its own fields.
  SpecMap(SpecMap other) {
    super(other);
    this.source = other.source;
    this.written = other.written;
  }

  /// Where it begins, when known.
  @Nullable SourceLocation location() {
    return source == null || written == null ? null : source.locate(written.line());
  }

  /// Where one of its keys stands, when known.
  @Nullable SourceLocation location(String key) {
    return source == null || written == null ? null : source.locate(written.lineOf(key));
  }

  /// The text of a line of its file, when known.
  @Nullable String lineText(@Nullable SourceLocation location) {
    return source == null || location == null ? null : source.lineText(location.line());
  }

  String text(String key) {
    return get(key) instanceof String text ? text : "";
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
