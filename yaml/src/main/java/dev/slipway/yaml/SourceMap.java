package dev.slipway.yaml;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A map that was read from a text, which knows the lines of its keys there. What a merge key
/// brought in stands where it is written, at the anchor.
public final class SourceMap extends LinkedHashMap<String, @Nullable Object> {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final transient Map<String, Integer> lines = new HashMap<>();

  private @Nullable String oddKeyType;

  private transient volatile @Nullable Object note;

  SourceMap(int line) {
    this.line = line;
  }

  /// The Go type of the first key that is no string, such as `bool` for `n` with go-yaml v2; null
  /// when all are. Such keys stand in the map by their text.
  public @Nullable String oddKeyType() {
    return oddKeyType;
  }

  void oddKey(String type) {
    if (oddKeyType == null) {
      oddKeyType = type;
    }
  }

  /// What a caller has found out about the map and wants to keep; null when nothing.
  public @Nullable Object note() {
    return note;
  }

  /// Keeps what a caller has found out about the map, which must not be changed any more.
  public void note(Object newNote) {
    note = newNote;
  }

  /// The 1-based line where the map begins.
  public int line() {
    return line;
  }

  /// The 1-based line of a key; that of the map when the key is not known.
  public int lineOf(String key) {
    return lines.getOrDefault(key, line);
  }

  void put(String key, @Nullable Object value, int keyLine) {
    put(key, value);
    lines.put(key, keyLine);
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
