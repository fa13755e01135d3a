package dev.slipway.kube.client;

import dev.slipway.kube.KubeException;
import dev.slipway.kube.ObjectList;
import dev.slipway.kube.Watch;
import dev.slipway.kube.WatchEvent;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.yaml.YamlException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads one stream after the other on a virtual thread. When the cluster has forgotten where a
/// stream is to go on (410), all objects are listed, and what has changed meanwhile is told as
/// events. That needs to know what was there: a watch that begins with a resource version knows
/// only what it has told itself, so an object that is deleted in such a gap, and of which it has
/// told nothing, is not missed.
final class RenewingWatch implements Watch {
  private static final int GONE = 410;
  private static final int QUEUE = 4096;

  private final WatchStream stream;
  private final Supplier<ObjectList> lister;
  private final ClientSettings settings;
  private final Backoff backoff;
  private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>(QUEUE);
  private final Map<ObjectKey, KubeObject> known = new HashMap<>();
  private final Thread thread;
  private String resourceVersion;
  private int failures;
  private long failingSince;
  private volatile boolean closed;
  private volatile WatchStream.@Nullable Lines open;
  private volatile long deadline = Long.MAX_VALUE;

  /// What is to be read: an event, or why there will be none any more.
  private sealed interface Item {
    /// An event.
    record Event(WatchEvent event) implements Item {}

    /// The end.
    record End(KubeException cause) implements Item {}
  }

  /// @param lister lists what is watched
  /// @param resourceVersion where to begin; empty to list first
  RenewingWatch(
      WatchStream stream,
      Supplier<ObjectList> lister,
      ClientSettings settings,
      String resourceVersion) {
    this.stream = stream;
    this.lister = lister;
    this.settings = settings;
    this.backoff = new Backoff(settings.timing());
    this.resourceVersion = resourceVersion;
    this.thread = Thread.ofVirtual().name("watch " + stream.subject().what()).start(this::run);
  }

  @Override
  public Optional<WatchEvent> next(Duration atMost) throws InterruptedException {
    cutSilent();
    Item item = queue.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
    return switch (item) {
      case null -> Optional.empty();
      case Item.Event(WatchEvent event) -> Optional.of(event);
      case Item.End(KubeException cause) -> {
        queue.add(item);
        throw cause;
      }
    };
  }

  /// Ends a stream that should have ended long ago: its connection is dead without saying so.
  private void cutSilent() {
    WatchStream.Lines lines = open;
    if (lines != null && settings.timing().nanos() - deadline > 0) {
      deadline = Long.MAX_VALUE;
      closeQuietly(lines);
    }
  }

  private void run() {
    try {
      while (!closed) {
        step();
      }
    } catch (KubeException e) {
      end(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(KubeException cause) {
    if (!closed) {
      try {
        queue.put(new Item.End(cause));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void step() throws InterruptedException {
    try {
      if (resourceVersion.isEmpty()) {
        list();
      }
      read();
    } catch (WatchStream.Refused e) {
      refused(e);
    } catch (IOException e) {
      if (!closed) {
        failed(stream.fault(e, failures + 1), "");
      }
    }
  }

  private void refused(WatchStream.Refused refusal) throws InterruptedException {
    switch (refusal.status()) {
      case GONE -> resourceVersion = "";
      case 429, 500, 502, 503, 504 -> failed(refusal.fault(), refusal.retryAfter());
      default -> throw refusal.fault();
    }
  }

  /// Waits before the next try; gives up when there was none that worked for too long.
  private void failed(KubeException cause, String retryAfter) throws InterruptedException {
    long now = settings.timing().nanos();
    if (failures == 0) {
      failingSince = now;
    }
    failures++;
    if (now - failingSince > settings.patience().toNanos()) {
      throw cause;
    }
    settings.timing().pause(backoff.nanos(failures, retryAfter));
  }

  private void list() throws InterruptedException {
    ObjectList now = lister.get();
    Set<ObjectKey> there = new HashSet<>();
    for (KubeObject object : now.items()) {
      ObjectKey key = object.key();
      there.add(key);
      KubeObject before = known.put(key, object);
      if (before == null) {
        tell(WatchEvent.Change.ADDED, object);
      } else if (!before.uid().equals(object.uid())) {
        tell(WatchEvent.Change.DELETED, before);
        tell(WatchEvent.Change.ADDED, object);
      } else if (!before.resourceVersion().equals(object.resourceVersion())) {
        tell(WatchEvent.Change.MODIFIED, object);
      }
    }
    for (Iterator<Map.Entry<ObjectKey, KubeObject>> all = known.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<ObjectKey, KubeObject> entry = all.next();
      if (!there.contains(entry.getKey())) {
        all.remove();
        tell(WatchEvent.Change.DELETED, entry.getValue());
      }
    }
    resourceVersion = now.resourceVersion();
  }

  private void tell(WatchEvent.Change change, KubeObject object) throws InterruptedException {
    queue.put(new Item.Event(new WatchEvent(change, object)));
  }

  private void read() throws IOException, InterruptedException, WatchStream.Refused {
    try (WatchStream.Lines lines = stream.open(resourceVersion, failures + 1)) {
      open = lines;
      deadline = settings.timing().nanos() + (lines.lifeSeconds() + 30) * 1_000_000_000L;
      boolean heard = false;
      for (String line = lines.next(); !closed && !line.isEmpty(); line = lines.next()) {
        if (!take(line)) {
          return;
        }
        heard = true;
        failures = 0;
      }
      if (!heard && !closed) {
        // A stream that ends at once must not be opened again and again without a pause.
        failures++;
        settings.timing().pause(backoff.nanos(Math.min(failures, 4), ""));
        failures = 0;
      }
    } finally {
      open = null;
    }
  }

  /// Takes an event.
  ///
  /// @return whether the stream goes on
  private boolean take(String line) throws InterruptedException, IOException {
    KubeObject event;
    try {
      event = KubeObject.parse(line);
    } catch (YamlException e) {
      throw new IOException("an event is not JSON", e);
    }
    KubeObject object = KubeObject.of(event.map("object"));
    switch (event.text("type")) {
      case "BOOKMARK" -> resourceVersion = object.resourceVersion();
      case "ERROR" -> {
        if (object.number(0, "code") == GONE) {
          resourceVersion = "";
          return false;
        }
        throw new IOException("the watch ended: " + object.text("message"));
      }
      case "DELETED" -> {
        known.remove(object.key());
        tell(WatchEvent.Change.DELETED, object);
        resourceVersion = object.resourceVersion();
      }
      default -> {
        boolean isNew = known.put(object.key(), object) == null;
        boolean added = event.text("type").equals("ADDED") && isNew;
        tell(added ? WatchEvent.Change.ADDED : WatchEvent.Change.MODIFIED, object);
        resourceVersion = object.resourceVersion();
      }
    }
    return true;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    WatchStream.Lines lines = open;
    if (lines != null) {
      closeQuietly(lines);
    }
  }

  private static void closeQuietly(WatchStream.Lines lines) {
    try {
      lines.close();
    } catch (IOException _) {
      // It is not needed any more.
      return;
    }
  }
}
