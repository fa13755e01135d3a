package dev.slipway.pipeline.rollout;

import dev.slipway.core.Diagnostic;
import dev.slipway.pipeline.PipelineErrorCode;
import dev.slipway.pipeline.PipelineException;
import dev.slipway.release.plan.Finding;
import dev.slipway.release.plan.ReleasePlan;
import java.util.ArrayList;
import java.util.List;

/// Why a release of a run will fail, as far as that is known before anything is touched.
///
/// @param release which one
/// @param text why
public record Obstacle(Planned release, String text) {
  /// All that stands in the way of a run: what cannot be planned, and what a plan says will fail.
  public static List<Obstacle> of(List<Planned> planned, Purpose purpose) {
    List<Obstacle> obstacles = new ArrayList<>();
    for (Planned one : planned) {
      switch (one) {
        case Planned.Absent _ -> {}
        case Planned.Failed failed ->
            obstacles.add(new Obstacle(failed, failed.error().diagnostic().message()));
        case Planned.Ready(Member _, ReleasePlan plan) -> {
          if (RolloutRun.isNeeded(one, purpose)) {
            for (Finding blocker : plan.blockers()) {
              obstacles.add(new Obstacle(one, blocker.text()));
            }
          }
        }
      }
    }
    return obstacles;
  }

  /// @throws PipelineException that names them all, if there are any
  static void refuse(List<Obstacle> obstacles) {
    if (!obstacles.isEmpty()) {
      throw new PipelineException(
          Diagnostic.error(
                  PipelineErrorCode.WILL_FAIL, "the run would fail, so nothing was changed")
              .withNotes(
                  obstacles.stream().map(each -> each.release.label() + ": " + each.text).toList())
              .withHint("--try-anyway begins it nevertheless"));
    }
  }
}
