package dev.slipway.sandbox.rule;

import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Namespaces.
final class NamespaceRule implements KindRule {
  private static final String FINALIZER = "kubernetes";

  @Override
  public void defaults(Map<String, @Nullable Object> tree) {
    Fields.map(tree, "metadata", "labels")
        .put("kubernetes.io/metadata.name", Fields.text(tree, "metadata", "name"));
  }

  @Override
  public void prepareCreate(Map<String, @Nullable Object> tree) {
    Map<String, @Nullable Object> spec = Fields.map(tree, "spec");
    List<@Nullable Object> finalizers = new ArrayList<>(Fields.texts(spec, "finalizers"));
    if (!finalizers.contains(FINALIZER)) {
      finalizers.add(FINALIZER);
    }
    spec.put("finalizers", finalizers);
  }

  @Override
  public void prepareUpdate(Map<String, @Nullable Object> tree, KubeObject old) {
    Fields.set(Fields.map(tree, "spec"), "finalizers", old.get("spec", "finalizers"));
  }
}
