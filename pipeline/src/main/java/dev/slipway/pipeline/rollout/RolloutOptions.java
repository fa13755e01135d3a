package dev.slipway.pipeline.rollout;

import dev.slipway.helmfile.release.SyncFlags;
import dev.slipway.helmfile.release.TemplateFlags;
import dev.slipway.release.plan.PlanFile;
import dev.slipway.release.plan.PlanOptions;
import org.jspecify.annotations.Nullable;

/// How a run goes.
///
/// @param purpose what it is to do
/// @param plan how plans are made
/// @param template how releases are rendered
/// @param flags what the command line says beyond the helmfiles
/// @param atomic whether a failed change is undone, whatever the helmfiles say
/// @param saved plans that were made before: only what they hold is done; null for none
/// @param width how many releases at once; 0 for no bound but the cluster's
public record RolloutOptions(
    Purpose purpose,
    PlanOptions plan,
    TemplateFlags template,
    SyncFlags flags,
    boolean atomic,
    @Nullable PlanFile saved,
    int width) {
  /// A copy that plans in another way.
  public RolloutOptions withPlan(PlanOptions newPlan) {
    return new RolloutOptions(purpose, newPlan, template, flags, atomic, saved, width);
  }
}
