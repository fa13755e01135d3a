package dev.slipway.sandbox.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a watch answers: one change after the other. For one reading thread; [#close] may come from
/// any.
public interface WatchStream extends AutoCloseable {
  /// One line of a watch.
  ///
  /// @param type `ADDED`, `MODIFIED`, `DELETED`, `BOOKMARK` or `ERROR`
  /// @param object the object, or the Status of an error
  record WatchItem(String type, JsonBody object) {}

  /// The next change; null if none comes within that time.
  ///
  /// @throws InterruptedException when the thread is interrupted while it waits
  @Nullable WatchItem next(Duration wait) throws InterruptedException;

  /// Whether nothing will come any more: the time of the watch is over, it was closed, or it told
  /// an error.
  boolean isDone();

  @Override
  void close();
}
