package dev.slipway.sandbox.rule;

import dev.slipway.object.schema.CustomSchema;
import dev.slipway.object.schema.KubeSchemas;
import dev.slipway.object.schema.Schema;
import dev.slipway.sandbox.resource.BuiltinResources;
import dev.slipway.sandbox.resource.CustomVersion;
import dev.slipway.sandbox.resource.ResourceType;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/// The schemas of the kinds that a server serves. Safe for use by several threads.
public final class Schemas {
  private static final class Builtin {
    static final KubeSchemas ALL = KubeSchemas.near(minor());

    private static int minor() {
      String version = BuiltinResources.get().kubernetes();
      return Integer.parseInt(version.split("\\.")[1]);
    }
  }

  private static final Map<CustomVersion, Schema> CUSTOM = new WeakHashMap<>();

  private Schemas() {}

  /// The schema of a kind; null if nothing is known of it.
  public static @Nullable Schema of(ResourceType type) {
    CustomVersion custom = type.custom();
    if (custom == null) {
      return builtin(type.apiVersion(), type.kind());
    }
    synchronized (CUSTOM) {
      Schema known = CUSTOM.get(custom);
      if (known == null) {
        known = CustomSchema.of(custom.schema().isEmpty() ? null : custom.schema(), metadata());
        CUSTOM.put(custom, known);
      }
      return known;
    }
  }

  /// The schema of a built-in kind; null if there is none.
  public static @Nullable Schema builtin(String apiVersion, String kind) {
    return Builtin.ALL.kind(apiVersion, kind);
  }

  private static Schema metadata() {
    Schema map = Objects.requireNonNull(builtin("v1", "ConfigMap"));
    return Objects.requireNonNull(map.field("metadata"));
  }
}
