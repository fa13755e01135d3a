package dev.slipway.gotemplate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A Go map whose element type is not `interface {}`, such as `map[string]string`.
public final class GoMap extends LinkedHashMap<String, @Nullable Object> {
  private static final long serialVersionUID = 1L;

  private final transient GoType type;

  private GoMap(GoType type, Map<String, ? extends @Nullable Object> entries) {
    super(entries);
    this.type = type;
  }

  /// A `map[string]element` with a copy of the entries.
  public static GoMap of(GoType element, Map<String, ? extends @Nullable Object> entries) {
    return new GoMap(GoType.map(element), entries);
  }

  /// The map's type.
  public GoType type() {
    return type;
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
