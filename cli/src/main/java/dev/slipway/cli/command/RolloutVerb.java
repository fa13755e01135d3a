package dev.slipway.cli.command;

import dev.slipway.pipeline.rollout.Purpose;

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

  /// Whether it shows what changes before.
  boolean compares() {
    return this == DIFF || this == APPLY;
  }

  /// Whether it changes clusters.
  boolean changes() {
    return this != DIFF;
  }
}
