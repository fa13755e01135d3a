package dev.slipway.kube;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Which lines of a container's log are wanted.
///
/// @param container its name; empty for the only one
/// @param lastLines how many lines from the end; negative for all
/// @param since only those of that last while; null for all
/// @param from only lines from that moment on, written as logs write it; empty for all
/// @param previous whether those of the container that ran before are wanted
/// @param follow whether the stream goes on until the container ends
/// @param timestamps whether each line begins with its time
public record LogOptions(
    String container,
    int lastLines,
    @Nullable Duration since,
    String from,
    boolean previous,
    boolean follow,
    boolean timestamps) {
  /// Those options, of lines of any age.
  public LogOptions(
      String container,
      int lastLines,
      @Nullable Duration since,
      boolean previous,
      boolean follow,
      boolean timestamps) {
    this(container, lastLines, since, "", previous, follow, timestamps);
  }

  /// A copy for another container.
  public LogOptions of(String other) {
    return new LogOptions(other, lastLines, since, from, previous, follow, timestamps);
  }

  /// A copy for all lines from a moment on, each with its time.
  ///
  /// @param moment as logs write it; empty for all lines
  public LogOptions from(String moment) {
    return new LogOptions(container, -1, null, moment, previous, follow, true);
  }

  /// A copy for lines with their times.
  public LogOptions withTimestamps() {
    return new LogOptions(container, lastLines, since, from, previous, follow, true);
  }
}
