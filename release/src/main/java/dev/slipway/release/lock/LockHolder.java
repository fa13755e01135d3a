package dev.slipway.release.lock;

import java.time.Instant;

/// Who holds the lock of a release.
///
/// @param who such as `alice@laptop, process 4711`
/// @param command what they run; empty when it is not known
/// @param since when they got it, by their clock
public record LockHolder(String who, String command, Instant since) {
  @Override
  public String toString() {
    return command.isEmpty() ? who : who + " (`" + command + "`)";
  }
}
