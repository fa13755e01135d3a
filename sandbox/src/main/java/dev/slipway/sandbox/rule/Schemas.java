package dev.slipway.sandbox.rule;

import dev.slipway.object.schema.CustomSchema;
import dev.slipway.object.schema.KubeSchemas;
import dev.slipway.object.schema.Schema;
import dev.slipway.sandbox.resource.CustomVersion;
import dev.slipway.sandbox.resource.ResourceType;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/// The schemas of the kinds that a server serves. Safe for use by several threads.
public final class Schemas {
  private static final Map<CustomVersion, Schema> CUSTOM = new WeakHashMap<>();

  private Schemas() {}

  /// The schema of a kind; null if nothing is known of it.
  public static @Nullable Schema of(ResourceType type) {
    CustomVersion custom = type.custom();
    if (custom == null) {
      return KubeSchemas.near(type.minor()).kind(type.apiVersion(), type.kind());
    }
    synchronized (CUSTOM) {
      Schema known = CUSTOM.get(custom);
      if (known == null) {
        known =
            CustomSchema.of(
                custom.schema().isEmpty() ? null : custom.schema(), metadata(type.minor()));
        CUSTOM.put(custom, known);
      }
      return known;
    }
  }

  private static Schema metadata(int minor) {
    Schema map = Objects.requireNonNull(KubeSchemas.near(minor).kind("v1", "ConfigMap"));
    return Objects.requireNonNull(map.field("metadata"));
  }
}
