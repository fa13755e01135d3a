package dev.slipway.kube;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Which lines of a container's log are wanted.
///
/// @param container its name; empty for the only one
/// @param lastLines how many lines from the end; negative for all
/// @param since only those of that last while; null for all
/// @param previous whether those of the container that ran before are wanted
/// @param follow whether the stream goes on until the container ends
/// @param timestamps whether each line begins with its time
public record LogOptions(
    String container,
    int lastLines,
    @Nullable Duration since,
    boolean previous,
    boolean follow,
    boolean timestamps) {
  /// A copy for another container.
  public LogOptions of(String other) {
    return new LogOptions(other, lastLines, since, previous, follow, timestamps);
  }
}
