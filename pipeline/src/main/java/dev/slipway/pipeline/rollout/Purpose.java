package dev.slipway.pipeline.rollout;

/// What a run is to do with releases.
public enum Purpose {
  /// `apply` and `diff`: what differs is brought to what the helmfiles say.
  APPLY,
  /// `sync`: all are, whether they differ or not.
  SYNC,
  /// `destroy`: all are removed.
  DESTROY
}
