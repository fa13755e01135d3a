package dev.slipway.release.plan;

import dev.slipway.object.KubeObject;
import dev.slipway.release.fields.FieldChange;
import dev.slipway.release.fields.FieldDiff;
import dev.slipway.release.fields.FieldPath;
import dev.slipway.release.fields.FieldShape;
import dev.slipway.release.fields.SameValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a change does to an object, seen in the fields that the release owns.
public final class Prediction {
  private Prediction() {}

  /// The two sides of a change.
  ///
  /// @param before the owned fields as they are; null when the object is not there
  /// @param after as they will be; null when the object goes
  public record Sides(
      @Nullable Map<String, @Nullable Object> before,
      @Nullable Map<String, @Nullable Object> after) {}

  /// The owned fields before and after: without status, defaults, and what others set.
  public static Sides sides(ObjectChange change) {
    KubeObject live = change.live() == null ? change.previous() : change.live();
    KubeObject to = change.predicted() == null ? change.desired() : change.predicted();
    // What managedFields list has default keys of items in it, which only a prediction has too.
    boolean isForetold = change.predicted() != null || change.previous() == null;
    FieldShape shape =
        FieldShape.of(
            tree(change.desired()), tree(change.previous()), isForetold ? applied(change) : null);
    return switch (change.action()) {
      case CREATE, LATER -> new Sides(null, cut(shape, change.desired()));
      case DELETE -> new Sides(live == null ? null : cut(shapeOf(change, live), live), null);
      case CHANGE, REPLACE -> new Sides(cut(shape, live), cut(shape, to));
      case KEEP, NONE -> {
        Map<String, @Nullable Object> same = cut(shape, live);
        yield new Sides(same, same);
      }
    };
  }

  private static FieldShape shapeOf(ObjectChange change, KubeObject live) {
    return change.previous() == null
        ? FieldShape.of(tree(live))
        : FieldShape.of(tree(change.previous()));
  }

  private static @Nullable Object tree(@Nullable KubeObject object) {
    return object == null ? null : SecretTexts.stored(object);
  }

  private static @Nullable Object applied(ObjectChange change) {
    KubeObject live = change.live();
    AppliedFields fields = live == null ? null : AppliedFields.of(live, PlanOptions.HELM);
    if (fields == null || live == null) {
      return null;
    }
    Map<String, @Nullable Object> part = fields.cut(live);
    return part;
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Map<String, @Nullable Object> cut(
      FieldShape shape, @Nullable KubeObject object) {
    if (object == null || !(shape.cut(SecretTexts.stored(object)) instanceof Map<?, ?> map)) {
      return null;
    }
    Map<String, @Nullable Object> part = new LinkedHashMap<>((Map<String, @Nullable Object>) map);
    part.remove("status");
    if (part.get("metadata") instanceof Map<?, ?> metadata) {
      Map<Object, @Nullable Object> rest = new LinkedHashMap<>(metadata);
      ClusterMetadata.FIELDS.forEach(rest::remove);
      part.put("metadata", rest);
    }
    return part;
  }

  /// The owned fields that change.
  public static List<FieldChange> changes(ObjectChange change) {
    Sides sides = sides(change);
    return FieldDiff.between(sides.before(), sides.after());
  }

  /// The fields whose live value is another than the deployed revision says: they change although
  /// the manifest does not.
  static List<String> drift(
      List<FieldChange> changes, @Nullable KubeObject previous, @Nullable KubeObject desired) {
    List<String> drift = new ArrayList<>();
    if (previous == null || desired == null) {
      return drift;
    }
    for (FieldChange change : changes) {
      Object before = change.path().in(tree(previous));
      Object after = change.path().in(tree(desired));
      if (SameValue.trees(before, after)) {
        drift.add(change.path().toString());
      }
    }
    return drift;
  }

  /// The prediction without the fields that left the manifest: for objects that were made without
  /// server-side apply, the cluster does not know that they were the release's.
  static KubeObject withoutDropped(KubeObject predicted, KubeObject previous, KubeObject desired) {
    Map<String, @Nullable Object> tree = null;
    for (FieldChange change : FieldDiff.between(previous.tree(), desired.tree())) {
      if (change.after() == null && change.path().in(predicted.tree()) != null) {
        if (tree == null) {
          tree = predicted.copy();
        }
        change.path().remove(tree);
      }
    }
    return tree == null ? predicted : KubeObject.of(tree);
  }

  /// Whether the pods of a workload are replaced: its template is not what it was.
  static boolean restarts(KubeObject live, KubeObject predicted) {
    if (!hasPods(live) || "OnDelete".equals(predicted.text("spec", "updateStrategy", "type"))) {
      return false;
    }
    FieldPath template = FieldPath.of("spec", "template");
    return !SameValue.trees(template.in(live.tree()), template.in(predicted.tree()));
  }

  /// Whether the object is a workload whose pods follow its template.
  static boolean hasPods(KubeObject object) {
    return object.type().group().equals("apps")
        && switch (object.kind()) {
          case "Deployment", "StatefulSet", "DaemonSet" -> true;
          default -> false;
        };
  }
}
