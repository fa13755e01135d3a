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
/// @param text why, and which object
/// @param reason why, in words that many objects may share
public record Obstacle(Planned release, String text, String reason) {
  /// All that stands in the way of a run: what cannot be planned, and what a plan says will fail.
  public static List<Obstacle> of(List<Planned> planned, Purpose purpose) {
    List<Obstacle> obstacles = new ArrayList<>();
    for (Planned one : planned) {
      switch (one) {
        case Planned.Absent _ -> {}
        case Planned.Failed failed -> obstacles.add(of(failed));
        case Planned.Ready(Member _, ReleasePlan plan) -> {
          if (RolloutRun.isNeeded(one, purpose)) {
            for (Finding blocker : plan.blockers()) {
              obstacles.add(of(one, blocker));
            }
          }
        }
      }
    }
    return obstacles;
  }

  /// What will fail, blockers or not, as far as plans say.
  public static List<Obstacle> foreseen(List<Planned> planned) {
    List<Obstacle> obstacles = new ArrayList<>();
    for (Planned one : planned) {
      if (one instanceof Planned.Ready(Member _, ReleasePlan plan)) {
        for (Finding finding : plan.findings()) {
          if (finding.weight() == Finding.Weight.FAILS) {
            obstacles.add(of(one, finding));
          }
        }
      }
    }
    return obstacles;
  }

  private static Obstacle of(Planned.Failed failed) {
    String message = failed.error().diagnostic().message();
    return new Obstacle(failed, message, message);
  }

  private static Obstacle of(Planned release, Finding finding) {
    return new Obstacle(release, finding.text(), finding.reason());
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
