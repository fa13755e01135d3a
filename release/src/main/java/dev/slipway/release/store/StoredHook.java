package dev.slipway.release.store;

import dev.slipway.chart.manifest.Hook;

/// A hook of a revision, with what is known of its last run.
public record StoredHook(Hook hook, HookRun lastRun) {
  /// A hook that never ran.
  public static StoredHook of(Hook hook) {
    return new StoredHook(hook, HookRun.NEVER);
  }

  /// A copy with another run.
  public StoredHook withRun(HookRun run) {
    return new StoredHook(hook, run);
  }
}
