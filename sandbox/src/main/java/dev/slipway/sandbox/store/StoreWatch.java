package dev.slipway.sandbox.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/// The changes of one kind behind a version, in their order. It holds no changes of its own, only
/// its place in the history: who reads too slowly finds the history gone. For one reading thread;
/// [#close] may come from any.
public final class StoreWatch implements AutoCloseable {
  private final ObjectStore store;
  private final GroupResource resource;
  private final String namespace;
  private final Condition changed;
  private final ArrayDeque<StoreEvent> ready = new ArrayDeque<>();
  private long position;
  private volatile boolean closed;

  /// @param changed signalled at each change that may be of interest
  StoreWatch(
      ObjectStore store,
      GroupResource resource,
      String namespace,
      long position,
      Condition changed) {
    this.store = store;
    this.resource = resource;
    this.namespace = namespace;
    this.position = position;
    this.changed = changed;
  }

  /// The next change; null if none comes within that time, or the watch is closed.
  ///
  /// @throws HistoryGoneException when the reader was too slow
  /// @throws InterruptedException when the thread is interrupted while it waits
  public @Nullable StoreEvent next(Duration wait)
      throws HistoryGoneException, InterruptedException {
    long left = wait.toNanos();
    while (ready.isEmpty() && !closed && left >= 0) {
      left = store.await(this, left);
    }
    return ready.poll();
  }

  /// The version up to which everything has been handed out.
  public long position() {
    StoreEvent waiting = ready.peek();
    return waiting == null ? position : waiting.revision() - 1;
  }

  /// Whether it was closed.
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    store.wake(this);
  }

  GroupResource resource() {
    return resource;
  }

  String namespace() {
    return namespace;
  }

  Condition changed() {
    return changed;
  }

  /// Takes what is new; called under the store's lock.
  ///
  /// @return whether there is something to hand out
  boolean advance(Shelf shelf, long revision) throws HistoryGoneException {
    for (StoreEvent event : shelf.since(position)) {
      if (namespace.isEmpty() || namespace.equals(event.object().key().namespace())) {
        ready.add(event);
      }
    }
    position = Math.max(position, revision);
    return !ready.isEmpty();
  }
}
