package dev.slipway.sandbox.admission;

import dev.slipway.sandbox.rule.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps claims and volumes that are in use: gives each new one the finalizer that a controller
/// takes away once nobody uses it any more. Without that controller they would stay for ever.
public final class StorageProtection implements Admission {
  /// The finalizer of claims.
  public static final String CLAIM = "kubernetes.io/pvc-protection";

  /// The finalizer of volumes.
  public static final String VOLUME = "kubernetes.io/pv-protection";

  @Override
  public void change(AdmissionRequest request) {
    if (request.is(Operation.CREATE, "", "persistentvolumeclaims")) {
      add(request.object(), CLAIM);
    } else if (request.is(Operation.CREATE, "", "persistentvolumes")) {
      add(request.object(), VOLUME);
    }
  }

  private static void add(Map<String, @Nullable Object> tree, String finalizer) {
    Map<String, @Nullable Object> metadata = Fields.map(tree, "metadata");
    List<@Nullable Object> finalizers = new ArrayList<>(Fields.texts(metadata, "finalizers"));
    if (!finalizers.contains(finalizer)) {
      finalizers.add(finalizer);
      metadata.put("finalizers", finalizers);
    }
  }
}
