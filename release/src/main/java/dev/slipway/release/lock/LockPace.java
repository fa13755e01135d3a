package dev.slipway.release.lock;

import java.time.Duration;

/// How fast locks beat.
///
/// @param lease how long a holder may be silent before others take over
/// @param renewal how often a holder renews; well below `lease`
/// @param look how often those who wait look
public record LockPace(Duration lease, Duration renewal, Duration look) {
  /// As client-go elects leaders: 15 seconds; renewed every 5.
  public static final LockPace DEFAULT =
      new LockPace(Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofSeconds(1));
}
