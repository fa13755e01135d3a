package dev.slipway.kube;

import java.time.Duration;
import java.util.Optional;

/// A watch that renews itself: a dropped connection and an expired resource version are not seen by
/// who reads it. One reader at a time.
public interface Watch extends AutoCloseable {
  /// The next event; empty when none came within that time.
  ///
  /// @throws KubeException if the cluster cannot be reached any more, or forbids it
  /// @throws InterruptedException if the reader is interrupted
  Optional<WatchEvent> next(Duration atMost) throws InterruptedException;

  @Override
  void close();
}
