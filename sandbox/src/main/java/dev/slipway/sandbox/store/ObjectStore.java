package dev.slipway.sandbox.store;

import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The objects of one cluster, in memory: what etcd is to a real one. All writes form one line, in
/// which each has a version of its own; each kind remembers its last changes, for watches and for
/// lists of an earlier version. Safe for use by several threads.
public final class ObjectStore {
  /// How many changes of each kind are remembered unless told otherwise.
  public static final int HISTORY = 4096;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<GroupResource, Shelf> shelves = new HashMap<>();
  private final List<Consumer<StoreEvent>> listeners = new CopyOnWriteArrayList<>();
  private final RecentTrees recent = new RecentTrees();
  private final int history;
  private long revision = 1;
  private long compacted;

  /// An empty store.
  public ObjectStore() {
    this(HISTORY);
  }

  /// An empty store that remembers so many changes of each kind.
  public ObjectStore(int history) {
    this.history = history;
  }

  /// The version of the last write.
  public long revision() {
    lock.lock();
    try {
      return revision;
    } finally {
      lock.unlock();
    }
  }

  /// The kinds of which there ever was an object.
  public Set<GroupResource> resources() {
    lock.lock();
    try {
      return Set.copyOf(shelves.keySet());
    } finally {
      lock.unlock();
    }
  }

  /// The object at a key, or null.
  public @Nullable StoredObject get(StoreKey key) {
    lock.lock();
    try {
      Shelf shelf = shelves.get(key.resource());
      return shelf == null ? null : shelf.objects().get(key.path());
    } finally {
      lock.unlock();
    }
  }

  /// Writes an object where there still is what the writer has seen: compare and set.
  ///
  /// @param expected what the writer has seen there; null for nothing
  /// @param tree the new object, which belongs to the store from then on; its `resourceVersion` is
  ///   set here
  /// @return the object as it is now, or null when something else is there than expected
  public @Nullable StoredObject put(
      StoreKey key, @Nullable StoredObject expected, Map<String, @Nullable Object> tree) {
    StoredObject written;
    lock.lock();
    try {
      Shelf shelf = shelf(key.resource());
      if (!same(shelf.objects().get(key.path()), expected)) {
        return null;
      }
      long next = revision + 1;
      written = new StoredObject(key, next, StoredObject.stamped(tree, next), recent);
      record(
          shelf,
          new StoreEvent(
              expected == null ? StoreEvent.Type.ADDED : StoreEvent.Type.MODIFIED,
              written,
              expected));
    } finally {
      lock.unlock();
    }
    written.json();
    return written;
  }

  /// Removes an object if it still is as the writer has seen it.
  ///
  /// @return its last state with the version of the removal, or null when it is another one by now
  public @Nullable StoredObject remove(StoreKey key, StoredObject expected) {
    lock.lock();
    try {
      Shelf shelf = shelf(key.resource());
      if (!same(shelf.objects().get(key.path()), expected)) {
        return null;
      }
      StoredObject last = expected.at(revision + 1);
      record(shelf, new StoreEvent(StoreEvent.Type.DELETED, last, expected));
      return last;
    } finally {
      lock.unlock();
    }
  }

  /// All objects of a kind now.
  ///
  /// @param namespace only those of this namespace; all if empty
  public StoreList list(GroupResource resource, String namespace) {
    lock.lock();
    try {
      return page(shelf(resource).objects(), revision, namespace, "", 0);
    } finally {
      lock.unlock();
    }
  }

  /// Objects of a kind at a version, page by page.
  ///
  /// @param namespace only those of this namespace; all if empty
  /// @param at the version; 0 for now
  /// @param from the path of the first one; empty for the very first
  /// @param limit how many at most; 0 for all
  /// @throws HistoryGoneException when that version is too old
  public StoreList list(GroupResource resource, String namespace, long at, String from, int limit)
      throws HistoryGoneException {
    lock.lock();
    try {
      Shelf shelf = shelf(resource);
      if (at == 0 || at == revision) {
        return page(shelf.objects(), revision, namespace, from, limit);
      }
      return page(shelf.at(at), at, namespace, from, limit);
    } finally {
      lock.unlock();
    }
  }

  private static StoreList page(
      NavigableMap<String, StoredObject> objects,
      long revision,
      String namespace,
      String from,
      int limit) {
    Collection<StoredObject> all;
    if (namespace.isEmpty()) {
      all = from.isEmpty() ? objects.values() : objects.tailMap(from, true).values();
    } else {
      String first = namespace + "/";
      String start = from.compareTo(first) > 0 ? from : first;
      String end = namespace + "0";
      all =
          start.compareTo(end) >= 0 ? List.of() : objects.subMap(start, true, end, false).values();
    }
    List<StoredObject> found = new ArrayList<>(limit == 0 ? 16 : Math.min(limit, 1000));
    int remaining = 0;
    for (StoredObject object : all) {
      if (limit > 0 && found.size() == limit) {
        remaining++;
      } else {
        found.add(object);
      }
    }
    return new StoreList(found, revision, remaining);
  }

  /// The changes of a kind behind a version.
  ///
  /// @param namespace only those of this namespace; all if empty
  /// @throws HistoryGoneException when the history does not go back so far
  public StoreWatch watch(GroupResource resource, String namespace, long from)
      throws HistoryGoneException {
    lock.lock();
    try {
      Shelf shelf = shelf(resource);
      if (from < shelf.forgotten()) {
        throw new HistoryGoneException(from, shelf.forgotten());
      }
      return new StoreWatch(this, resource, namespace, from, lock.newCondition());
    } finally {
      lock.unlock();
    }
  }

  /// Has someone told of each write, in their order, while the store is locked: it must be quick
  /// and must not write itself.
  public void addListener(Consumer<StoreEvent> listener) {
    listeners.add(listener);
  }

  /// Has someone told first of all objects that are there, as if each was new, then of each write,
  /// as [#addListener] does.
  ///
  /// @return what ends it
  public Runnable follow(Consumer<StoreEvent> listener) {
    lock.lock();
    try {
      for (Shelf shelf : shelves.values()) {
        for (StoredObject object : shelf.objects().values()) {
          listener.accept(new StoreEvent(StoreEvent.Type.ADDED, object, null));
        }
      }
      listeners.add(listener);
    } finally {
      lock.unlock();
    }
    return () -> listeners.remove(listener);
  }

  /// How many objects of a kind there are in a namespace; in all of them if it is empty.
  public int count(GroupResource resource, String namespace) {
    lock.lock();
    try {
      NavigableMap<String, StoredObject> objects = shelf(resource).objects();
      return namespace.isEmpty()
          ? objects.size()
          : objects.subMap(namespace + "/", true, namespace + "0", false).size();
    } finally {
      lock.unlock();
    }
  }

  /// An object that was kept elsewhere.
  ///
  /// @param key where it stands
  /// @param tree the object with its version, which belongs to the store from then on
  public record Saved(StoreKey key, Map<String, @Nullable Object> tree) {}

  /// Puts in objects that were kept elsewhere, without telling anyone. Only before the first write.
  ///
  /// @param last the version of the last write before
  public void restore(Iterable<Saved> objects, long last) {
    lock.lock();
    try {
      for (Saved saved : objects) {
        String version = KubeObject.of(saved.tree).resourceVersion();
        StoredObject object =
            new StoredObject(
                saved.key, version.isEmpty() ? last : Long.parseLong(version), saved.tree, recent);
        object.json();
        shelf(saved.key.resource()).objects().put(saved.key.path(), object);
      }
      revision = Math.max(revision, last);
      shelves.values().forEach(shelf -> shelf.forgetAll(revision));
    } finally {
      lock.unlock();
    }
  }

  /// Forgets all changes so far, as etcd does when it is compacted: older watches and lists end.
  public void compact() {
    lock.lock();
    try {
      compacted = revision;
      shelves.values().forEach(shelf -> shelf.forgetAll(revision));
    } finally {
      lock.unlock();
    }
  }

  /// Waits until a watch has something to hand out.
  ///
  /// @return how many nanoseconds are left; negative when the time is over
  @SuppressWarnings("WaitNotInLoop") // StoreWatch.next is the loop
  long await(StoreWatch watch, long nanos) throws HistoryGoneException, InterruptedException {
    lock.lockInterruptibly();
    try {
      Shelf shelf = shelf(watch.resource());
      if (watch.advance(shelf, revision) || watch.isClosed()) {
        return nanos;
      }
      if (nanos <= 0) {
        return -1;
      }
      shelf.await(watch.namespace(), watch.changed());
      try {
        return watch.changed().awaitNanos(nanos);
      } finally {
        shelf.leave(watch.namespace(), watch.changed());
      }
    } finally {
      lock.unlock();
    }
  }

  void wake(StoreWatch watch) {
    lock.lock();
    try {
      watch.changed().signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void record(Shelf shelf, StoreEvent event) {
    revision = event.revision();
    shelf.record(event);
    listeners.forEach(listener -> listener.accept(event));
  }

  private Shelf shelf(GroupResource resource) {
    return shelves.computeIfAbsent(resource, _ -> new Shelf(history, compacted));
  }

  private static boolean same(@Nullable StoredObject there, @Nullable StoredObject expected) {
    return there == null
        ? expected == null
        : expected != null && there.revision() == expected.revision();
  }
}
