package dev.slipway.object.patch;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectErrorCode;
import dev.slipway.object.ObjectException;
import dev.slipway.object.schema.Schema;
import dev.slipway.yaml.Yaml;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Kubernetes' strategic merge patches, whose lists are merged by the keys that a kind's schema
/// says: k8s.io/apimachinery/pkg/util/strategicpatch, with its directives `$patch`,
/// `$deleteFromPrimitiveList`, `$setElementOrder` and `$retainKeys`. The API server has them for
/// its own kinds only. Stateless; what is given is not changed.
public final class StrategicPatch {
  private StrategicPatch() {}

  /// A changed copy of an object's tree.
  ///
  /// @param schema that of the object's kind
  /// @throws ObjectException if the patch is malformed or does not fit the object
  public static Map<String, @Nullable Object> apply(
      Map<String, @Nullable Object> tree, Map<String, @Nullable Object> patch, Schema schema) {
    return new StrategicMerge(true, true).maps(copy(tree), copy(patch), schema);
  }

  /// The patch that makes one tree of another.
  ///
  /// @throws ObjectException if a tree does not fit the schema
  public static Map<String, @Nullable Object> create(
      Map<String, @Nullable Object> from, Map<String, @Nullable Object> to, Schema schema) {
    return copy(new StrategicDiff(true, true, true).maps(copy(from), copy(to), schema));
  }

  /// The patch that brings a live object to a wanted state: it sets what differs from the live
  /// object, and removes what was in the original and is not wanted any more. What others added
  /// stays.
  ///
  /// @param original what was wanted before
  /// @param modified what is wanted now
  /// @param current the live object
  /// @param overwrite whether it may change what others changed too; Helm and kubectl do
  /// @throws ObjectException if a tree does not fit the schema; of code PATCH_CONFLICT if others
  ///   changed the same fields and it may not overwrite that
  public static Map<String, @Nullable Object> createThreeWay(
      Map<String, @Nullable Object> original,
      Map<String, @Nullable Object> modified,
      Map<String, @Nullable Object> current,
      Schema schema,
      boolean overwrite) {
    Map<String, @Nullable Object> before = copy(original);
    Map<String, @Nullable Object> live = copy(current);
    Map<String, @Nullable Object> delta =
        new StrategicDiff(true, false, true).maps(live, copy(modified), schema);
    Map<String, @Nullable Object> deletions =
        new StrategicDiff(false, true, true).maps(before, copy(modified), schema);
    Map<String, @Nullable Object> patch =
        new StrategicMerge(false, false).maps(copy(deletions), copy(delta), schema);
    if (!overwrite) {
      Map<String, @Nullable Object> changed =
          new StrategicDiff(true, true, false).maps(before, live, schema);
      if (StrategicConflicts.exist(patch, changed, schema)) {
        throw new ObjectException(
            ObjectErrorCode.PATCH_CONFLICT,
            "patch:\n"
                + Yaml.write(patch)
                + "\nconflicts with changes made from original to current:\n"
                + Yaml.write(changed)
                + "\n");
      }
    }
    return patch;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> tree) {
    return (Map<String, @Nullable Object>) KubeObject.copyOf(tree);
  }
}
