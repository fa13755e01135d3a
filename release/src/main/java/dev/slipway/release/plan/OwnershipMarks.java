package dev.slipway.release.plan;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The label and annotations by which Helm knows the objects of a release
/// (helm.sh/helm/v4/pkg/action/validate.go).
public final class OwnershipMarks {
  /// Selects the objects that Helm made.
  public static final String SELECTOR = "app.kubernetes.io/managed-by=Helm";

  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  private static final String HELM = "Helm";
  private static final String NAME = "meta.helm.sh/release-name";
  private static final String NAMESPACE = "meta.helm.sh/release-namespace";

  private OwnershipMarks() {}

  /// A copy of the object that is marked as one of the release's.
  public static KubeObject mark(KubeObject object, ReleaseName release) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(object.tree());
    Map<String, @Nullable Object> metadata = copyOf(tree.get("metadata"));
    Map<String, @Nullable Object> labels = copyOf(metadata.get("labels"));
    labels.put(MANAGED_BY, HELM);
    metadata.put("labels", labels);
    Map<String, @Nullable Object> annotations = copyOf(metadata.get("annotations"));
    annotations.put(NAME, release.name());
    annotations.put(NAMESPACE, release.namespace());
    metadata.put("annotations", annotations);
    tree.put("metadata", metadata);
    return KubeObject.of(tree);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> copyOf(@Nullable Object value) {
    return value instanceof Map<?, ?> map
        ? new LinkedHashMap<>((Map<String, @Nullable Object>) map)
        : new LinkedHashMap<>();
  }

  /// Why the object is none of the release's, in Helm's words; empty when it is.
  public static Optional<String> objection(KubeObject live, ReleaseName release) {
    List<String> errors = new ArrayList<>();
    require(live.labels(), MANAGED_BY, HELM, "label", errors);
    require(live.annotations(), NAME, release.name(), "annotation", errors);
    require(live.annotations(), NAMESPACE, release.namespace(), "annotation", errors);
    return errors.isEmpty()
        ? Optional.empty()
        : Optional.of("invalid ownership metadata; " + String.join("; ", errors));
  }

  private static void require(
      Map<String, String> marks, String key, String value, String what, List<String> errors) {
    String actual = marks.get(key);
    if (actual == null) {
      errors.add(
          what
              + " validation error: missing key \""
              + key
              + "\": must be set to \""
              + value
              + "\"");
    } else if (!actual.equals(value)) {
      errors.add(
          what
              + " validation error: key \""
              + key
              + "\" must equal \""
              + value
              + "\": current value is \""
              + actual
              + "\"");
    }
  }

  /// Whether the object says that another release has it.
  public static boolean isOfAnother(KubeObject live, ReleaseName release) {
    String name = live.annotations().get(NAME);
    String namespace = live.annotations().get(NAMESPACE);
    return (name != null && !name.equals(release.name()))
        || (namespace != null && !namespace.equals(release.namespace()));
  }

  /// The object as Helm's errors name it: `ConfigMap "web" in namespace "shop"`.
  public static String describe(ObjectKey key) {
    return key.type().kind() + " \"" + key.name() + "\" in namespace \"" + key.namespace() + "\"";
  }
}
