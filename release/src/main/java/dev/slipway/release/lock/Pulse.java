package dev.slipway.release.lock;

import java.time.Duration;

/// Whether someone else is alive: what they write changes from time to time. Nobody's clock is
/// compared with ours. Confined to one thread.
final class Pulse {
  private String beat;
  private long seen = System.nanoTime();
  private boolean alive;

  Pulse(String beat) {
    this.beat = beat;
  }

  /// Looks at what they wrote last.
  void look(String now) {
    if (!now.equals(beat)) {
      beat = now;
      seen = System.nanoTime();
      alive = true;
    }
  }

  /// Whether they were seen to write.
  boolean isAlive() {
    return alive;
  }

  /// Whether nothing was seen of them for so long.
  boolean isSilentFor(Duration patience) {
    return System.nanoTime() - seen > patience.toNanos();
  }
}
