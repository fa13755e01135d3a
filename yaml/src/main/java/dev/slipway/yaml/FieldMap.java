package dev.slipway.yaml;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// The fields of a Go struct as an adapter hands them to the writers: JSON keeps their order, where
/// it sorts the keys of every other map.
public final class FieldMap extends LinkedHashMap<String, @Nullable Object> {
  private static final long serialVersionUID = 1L;

  /// No fields yet.
  public FieldMap() {}

  @Override
  public boolean equals(Object other) {
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
