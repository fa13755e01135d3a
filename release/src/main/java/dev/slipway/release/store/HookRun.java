package dev.slipway.release.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a hook last ran, and how that ended.
///
/// @param startedAt when it was created; null if it never was
/// @param completedAt when it ended; null if it has not
/// @param phase how it ended
public record HookRun(@Nullable Instant startedAt, @Nullable Instant completedAt, Phase phase) {
  /// A hook that never ran.
  public static final HookRun NEVER = new HookRun(null, null, Phase.NONE);

  /// How far a hook is.
  public enum Phase {
    NONE(""),
    UNKNOWN("Unknown"),
    RUNNING("Running"),
    SUCCEEDED("Succeeded"),
    FAILED("Failed");

    private final String text;

    Phase(String text) {
      this.text = text;
    }

    /// Helm's word for it; empty for none.
    public String text() {
      return text;
    }

    static Phase of(String text) {
      for (Phase phase : values()) {
        if (phase.text.equals(text)) {
          return phase;
        }
      }
      return UNKNOWN;
    }
  }
}
