package dev.slipway.release.plan;

import dev.slipway.core.GoStrings;
import dev.slipway.object.KubeObject;
import dev.slipway.yaml.Json;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Tells contents of objects apart without showing them: keyed hashes, so that a saved plan has no
/// values in it. Safe for use by several threads.
final class PlanDigest {
  private static final int BYTES = 16;

  private final byte[] key;

  PlanDigest(byte[] key) {
    this.key = key.clone();
  }

  /// The digest of a text.
  String of(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] full = mac.doFinal(GoStrings.toBytes(text));
      return HexFormat.of().formatHex(Arrays.copyOf(full, BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC", e);
    }
  }

  /// The digest of what an object is to be; empty for null.
  String of(@Nullable KubeObject object) {
    return object == null ? "" : of(Json.write(object.tree()));
  }

  /// The digest of what people and tools set in a live object: it stays the same while controllers
  /// write its status. Empty for null.
  String ofLive(@Nullable KubeObject object) {
    if (object == null) {
      return "";
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(object.tree());
    tree.remove("status");
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(object.map("metadata"));
    metadata.remove("managedFields");
    metadata.remove("resourceVersion");
    metadata.remove("generation");
    Map<String, @Nullable Object> annotations =
        new LinkedHashMap<>(object.map("metadata", "annotations"));
    annotations.remove("deployment.kubernetes.io/revision");
    metadata.put("annotations", annotations);
    tree.put("metadata", metadata);
    return of(Json.write(tree));
  }
}
