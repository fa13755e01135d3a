package dev.slipway.sandbox.api;

import dev.slipway.object.KubeObject;
import java.io.InputStream;
import java.util.OptionalLong;

/// Where the logs of containers come from. Must be safe for use by several threads.
@FunctionalInterface
public interface LogSource {
  /// No container ever says anything.
  LogSource EMPTY = (_, _) -> InputStream.nullInputStream();

  /// Which lines are wanted.
  ///
  /// @param container the container
  /// @param previous whether those of the run before are meant
  /// @param follow whether the stream goes on until the container ends
  /// @param timestamps whether each line starts with its time
  /// @param tail only so many lines from the end, if given
  /// @param sinceSeconds only lines of the last seconds, if given
  /// @param limitBytes no more than so many bytes, if given
  record LogOptions(
      String container,
      boolean previous,
      boolean follow,
      boolean timestamps,
      OptionalLong tail,
      OptionalLong sinceSeconds,
      OptionalLong limitBytes) {}

  /// The log of a container; the reader closes it.
  ///
  /// @throws dev.slipway.sandbox.status.ApiException when there is none, with Kubernetes' text
  InputStream open(KubeObject pod, LogOptions options);
}
