package dev.slipway.sandbox.api;

import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.store.HistoryGoneException;
import dev.slipway.sandbox.store.StoreEvent;
import dev.slipway.sandbox.store.StoreWatch;
import dev.slipway.sandbox.store.StoredObject;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// A watch on one kind: first what is there, if wanted, then each change as the client's selectors
/// see it, and bookmarks in quiet times.
final class EventStream implements WatchStream {
  private static final Duration BOOKMARKS = Duration.ofSeconds(30);

  private final @Nullable StoreWatch watch;
  private final Selection selection;
  private final View view;
  private final boolean bookmarks;
  private final ArrayDeque<WatchItem> first = new ArrayDeque<>();
  private final long deadline;
  private long lastBookmark = System.nanoTime();
  private boolean headings = true;
  private volatile boolean done;

  /// @param watch the changes; null for a watch that only tells an error
  /// @param timeout after which time it ends
  EventStream(
      @Nullable StoreWatch watch,
      Selection selection,
      View view,
      boolean bookmarks,
      Duration timeout) {
    this.watch = watch;
    this.selection = selection;
    this.view = view;
    this.bookmarks = bookmarks;
    this.deadline = System.nanoTime() + timeout.toNanos();
  }

  /// Puts an object before all changes.
  void addFirst(StoredObject object) {
    first.add(item("ADDED", object));
  }

  /// Puts a bookmark behind the objects that were there.
  void addInitialEnd(long revision) {
    first.add(new WatchItem("BOOKMARK", view.bookmark(revision, true)));
  }

  /// Tells an error; it is the last item.
  void addError(ApiException error) {
    first.add(error(error));
  }

  private static WatchItem error(ApiException error) {
    return new WatchItem("ERROR", JsonBody.of(error.tree()));
  }

  @Override
  public @Nullable WatchItem next(Duration wait) throws InterruptedException {
    WatchItem ready = first.poll();
    if (ready != null) {
      done = done || ready.type().equals("ERROR");
      return ready;
    }
    if (watch == null) {
      done = true;
      return null;
    }
    long end = System.nanoTime() + wait.toNanos();
    while (!isDone()) {
      long left = Math.max(0, Math.min(end, deadline) - System.nanoTime());
      WatchItem item;
      try {
        StoreEvent event = watch.next(Duration.ofNanos(left));
        item = event == null ? null : item(event);
      } catch (HistoryGoneException e) {
        done = true;
        return error(ApiException.expired(e.text()));
      }
      if (item != null) {
        return item;
      }
      if (System.nanoTime() >= end) {
        return bookmark();
      }
    }
    return null;
  }

  private @Nullable WatchItem bookmark() {
    long now = System.nanoTime();
    if (!bookmarks || watch == null || now - lastBookmark < BOOKMARKS.toNanos()) {
      return null;
    }
    lastBookmark = now;
    return new WatchItem("BOOKMARK", view.bookmark(watch.position(), false));
  }

  /// The change as the selectors see it: an object that comes into the selection is new, one that
  /// leaves it is gone.
  private @Nullable WatchItem item(StoreEvent event) {
    StoredObject before = event.previous();
    boolean was = before != null && selection.matches(before);
    boolean is = event.type() != StoreEvent.Type.DELETED && selection.matches(event.object());
    if (is) {
      return item(was ? "MODIFIED" : "ADDED", event.object());
    }
    return was && before != null ? item("DELETED", before.at(event.revision())) : null;
  }

  private WatchItem item(String type, StoredObject object) {
    WatchItem item = new WatchItem(type, view.one(Conversion.read(view.type(), object), headings));
    headings = false;
    return item;
  }

  @Override
  public boolean isDone() {
    return done || (first.isEmpty() && System.nanoTime() >= deadline);
  }

  @Override
  public void close() {
    done = true;
    if (watch != null) {
      watch.close();
    }
  }
}
