package dev.slipway.kube.wait;

import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.ObjectList;
import dev.slipway.kube.Watch;
import dev.slipway.kube.WatchEvent;
import dev.slipway.kube.client.Timing;
import dev.slipway.object.KubeObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Follows several sources, each on a virtual thread of its own, and brings what they tell into one
/// row. Each source is listed, then watched, and listed again every few minutes, so that nothing
/// that a watch misses is missed for long. Where watching is not allowed it is listed every other
/// second.
final class Funnel implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final long LIST_AGAIN_NANOS = 300_000_000_000L;
  private static final long UNWATCHED_NANOS = 2_000_000_000L;
  private static final long TROUBLE_NANOS = 5_000_000_000L;

  /// What a source tells.
  sealed interface Change {
    /// All its objects.
    record Listed(Source source, List<KubeObject> objects) implements Change {}

    /// What happened to one.
    record Event(Source source, WatchEvent event) implements Change {}

    /// It cannot be asked.
    ///
    /// @param lasting whether it will not be tried again
    record Trouble(Source source, KubeException cause, boolean lasting) implements Change {}
  }

  private final KubeClient client;
  private final Timing timing;
  private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
  private final Set<Source> followed = new HashSet<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  Funnel(KubeClient client, Timing timing) {
    this.client = client;
    this.timing = timing;
  }

  /// Begins to follow a source, unless it is followed.
  void follow(Source source) {
    if (followed.add(source)) {
      threads.add(Thread.ofVirtual().name("wait " + source.type().kind()).start(() -> run(source)));
    }
  }

  /// The next change; null when none came within that time.
  @Nullable Change next(Duration atMost) throws InterruptedException {
    return changes.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void run(Source source) {
    try {
      while (!closed) {
        try {
          round(source);
        } catch (KubeException e) {
          if (!goesOn(source, e)) {
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void round(Source source) throws InterruptedException {
    ObjectList list = client.list(source.type(), source.namespace(), source.options());
    changes.put(new Change.Listed(source, list.items()));
    try {
      watch(source, list.resourceVersion());
    } catch (KubeException e) {
      if (!e.is(KubeErrorCode.FORBIDDEN)) {
        throw e;
      }
      timing.pause(UNWATCHED_NANOS);
    }
  }

  private void watch(Source source, String from) throws InterruptedException {
    long start = timing.nanos();
    try (Watch watch = client.watch(source.type(), source.namespace(), source.options(), from)) {
      while (!closed && timing.nanos() - start < LIST_AGAIN_NANOS) {
        Optional<WatchEvent> event = watch.next(POLL);
        if (event.isPresent()) {
          changes.put(new Change.Event(source, event.get()));
        }
      }
    }
  }

  /// Tells of a trouble, and waits unless it will last.
  private boolean goesOn(Source source, KubeException cause) throws InterruptedException {
    if (closed) {
      return false;
    }
    if (cause.is(KubeErrorCode.NOT_FOUND)) {
      // The kind is not served: nothing of it is there, for now.
      changes.put(new Change.Listed(source, List.of()));
      timing.pause(UNWATCHED_NANOS);
      return true;
    }
    boolean lasting = cause.is(KubeErrorCode.FORBIDDEN) || cause.is(KubeErrorCode.UNAUTHORIZED);
    changes.put(new Change.Trouble(source, cause, lasting));
    if (!lasting) {
      timing.pause(TROUBLE_NANOS);
    }
    return !lasting;
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }
}
