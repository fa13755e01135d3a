package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.select.NeedsFlags;
import dev.slipway.helmfile.select.ReleaseSelection;
import dev.slipway.helmfile.state.Release;
import dev.slipway.pipeline.rollout.Purpose;
import java.util.List;

/// The commands that compare releases with clusters or change them there.
enum RolloutVerb {
  DIFF("diff", Purpose.APPLY),
  APPLY("apply", Purpose.APPLY),
  SYNC("sync", Purpose.SYNC),
  DESTROY("destroy", Purpose.DESTROY);

  private final String name;
  private final Purpose purpose;

  RolloutVerb(String name, Purpose purpose) {
    this.name = name;
    this.purpose = purpose;
  }

  /// The command's name, as hooks see it.
  String commandName() {
    return name;
  }

  /// What it is to do.
  Purpose purpose() {
    return purpose;
  }

  /// The releases of a helmfile that it is about.
  ///
  /// @throws HelmfileException if two have the same name, or needs cannot be met
  List<Release> releases(ReleaseSelection selection, Invocation invocation) {
    if (this == DESTROY) {
      return selection.distinctSelected();
    }
    NeedsFlags needs = HelmfileRun.needs(invocation);
    List<Release> releases = this == DIFF ? selection.compared(needs) : selection.planned(needs);
    return HelmfileRun.enforced(selection, releases, invocation);
  }

  /// Whether it shows what changes before.
  boolean compares() {
    return this == DIFF || this == APPLY;
  }

  /// Whether it changes clusters.
  boolean changes() {
    return this != DIFF;
  }
}
