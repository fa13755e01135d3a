package dev.slipway.object.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The schemas of values of which nothing is known.
public enum FreeSchema implements Schema {
  /// Anything; what is in it is merged as far as that can be told without a schema: maps field by
  /// field, lists as a whole. Objects of kinds that nothing is known of have this schema.
  ANYTHING,
  /// Anything, always replaced as a whole.
  OPAQUE;

  @Override
  public Kind kind() {
    return Kind.ANYTHING;
  }

  @Override
  public Map<String, Schema> fields() {
    return Map.of();
  }

  @Override
  public @Nullable Schema undeclared() {
    return this;
  }

  /// Lists are one value, so that what is in them is too.
  @Override
  public @Nullable Schema items() {
    return OPAQUE;
  }

  @Override
  public boolean isAtomic() {
    return this == OPAQUE;
  }
}
