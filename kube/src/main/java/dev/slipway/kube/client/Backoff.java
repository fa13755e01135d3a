package dev.slipway.kube.client;

/// How long to wait before a request is sent again: twice as long each time, up to ten seconds,
/// with a part left to chance so that many clients do not come back at once; at least as long as
/// the cluster asks for.
final class Backoff {
  private static final long FIRST_NANOS = 200_000_000L;
  private static final long LONGEST_NANOS = 10_000_000_000L;
  private static final long LONGEST_ASKED_SECONDS = 60;

  private final Timing timing;

  Backoff(Timing timing) {
    this.timing = timing;
  }

  /// The wait after an attempt.
  ///
  /// @param attempt 1 for the first
  /// @param retryAfter the answer's `Retry-After` header, or empty
  /// @return nanoseconds
  long nanos(int attempt, String retryAfter) {
    long step = attempt > 10 ? LONGEST_NANOS : FIRST_NANOS << (attempt - 1);
    long chosen = (long) (Math.min(step, LONGEST_NANOS) * (0.5 + 0.5 * timing.random()));
    long asked = seconds(retryAfter);
    if (asked == 0) {
      return chosen;
    }
    // The share of chance goes on top, as the cluster says the least that it needs.
    return asked * 1_000_000_000L + (long) (chosen * timing.random());
  }

  private static long seconds(String retryAfter) {
    long seconds = 0;
    for (int i = 0; i < retryAfter.length() && i < 6; i++) {
      char c = retryAfter.charAt(i);
      if (c < '0' || c > '9') {
        return 0;
      }
      seconds = 10 * seconds + (c - '0');
    }
    return Math.min(seconds, LONGEST_ASKED_SECONDS);
  }
}
