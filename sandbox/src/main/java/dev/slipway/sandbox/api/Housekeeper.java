package dev.slipway.sandbox.api;

import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoreEvent;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// Does on a thread of its own what follows from writes: collects garbage and empties namespaces.
final class Housekeeper implements AutoCloseable {
  private final LinkedBlockingQueue<StoreEvent> events = new LinkedBlockingQueue<>();
  private final List<Consumer<StoreEvent>> workers;
  private final Runnable unfollow;
  private final Thread thread;

  Housekeeper(ObjectStore store, List<Consumer<StoreEvent>> workers) {
    this.workers = List.copyOf(workers);
    this.unfollow = store.follow(events::add);
    this.thread = Thread.ofVirtual().name("sandbox-housekeeper").start(this::run);
  }

  private void run() {
    try {
      while (true) {
        StoreEvent event = events.take();
        workers.forEach(worker -> handle(worker, event));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// A refused write is not the end: the next event about the object leads here again.
  private static void handle(Consumer<StoreEvent> worker, StoreEvent event) {
    try {
      worker.accept(event);
    } catch (ApiException refused) {
      System.getLogger(Housekeeper.class.getName())
          .log(System.Logger.Level.DEBUG, "refused: {0}", refused.getMessage());
    }
  }

  @Override
  public void close() {
    unfollow.run();
    thread.interrupt();
  }
}
