package dev.slipway.release.diff;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.fields.FieldChange;
import dev.slipway.release.plan.AddedField;
import dev.slipway.release.plan.FieldManagers;
import dev.slipway.release.plan.ObjectChange;
import dev.slipway.release.plan.PlanOptions;
import dev.slipway.release.plan.Planner;
import dev.slipway.release.plan.ReleasePlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the objects of a release differ from what its deployed revision wrote.
///
/// @param revision the revision that is deployed
/// @param objects those that differ
/// @param added those that people gave more fields than the release sets: no drift, since nothing
///   repairs them
public record Drift(int revision, List<DriftedObject> objects, List<EnrichedObject> added) {
  public Drift {
    objects = List.copyOf(objects);
    added = List.copyOf(added);
  }

  /// An object with fields that people added.
  ///
  /// @param key which one
  /// @param fields what they added
  public record EnrichedObject(ObjectKey key, List<AddedField> fields) {
    public EnrichedObject {
      fields = List.copyOf(fields);
    }
  }

  /// An object that differs.
  ///
  /// @param key which one
  /// @param missing whether it is not there at all
  /// @param fields the fields that differ; none when it is missing
  public record DriftedObject(ObjectKey key, boolean missing, List<DriftedField> fields) {
    public DriftedObject {
      fields = List.copyOf(fields);
    }
  }

  /// A field that differs; what is in Secrets is hidden.
  ///
  /// @param path where it is
  /// @param written what the release wrote; null when it wrote nothing there
  /// @param live what is there now; null when nothing is
  /// @param managers who set it so, as far as the cluster knows
  public record DriftedField(
      String path,
      @Nullable Object written,
      @Nullable Object live,
      List<FieldManagers.Owner> managers) {
    public DriftedField {
      managers = List.copyOf(managers);
    }
  }

  /// Looks at a release's objects; what seems to differ costs a dry run each.
  ///
  /// @param planner plans for the release's cluster
  /// @throws dev.slipway.core.SlipwayException if there is no such release, or the cluster does not
  ///   answer
  public static Drift of(Planner planner, ReleaseName name) {
    ReleasePlan plan =
        planner.drift(name, ReleaseSettings.DEFAULTS, PlanOptions.DEFAULTS.withoutChecks());
    PlanDiff diff = new PlanDiff(DiffOptions.DEFAULTS, Styling.NONE);
    List<DriftedObject> objects = new ArrayList<>();
    List<EnrichedObject> added = new ArrayList<>();
    for (ObjectChange change : plan.changes()) {
      if (change.action().writes()) {
        KubeObject live = change.live();
        List<DriftedField> fields = new ArrayList<>();
        if (live != null) {
          diff.changes(change).forEach(field -> fields.add(field(field, live)));
        }
        objects.add(new DriftedObject(change.key(), live == null, fields));
      }
      List<AddedField> more = AddedField.of(change);
      if (!more.isEmpty()) {
        added.add(new EnrichedObject(change.key(), more));
      }
    }
    return new Drift(plan.deployedRevision(), objects, added);
  }

  private static DriftedField field(FieldChange field, KubeObject live) {
    return new DriftedField(
        field.path().toString(),
        field.after(),
        field.before(),
        FieldManagers.others(live, field.path()));
  }
}
