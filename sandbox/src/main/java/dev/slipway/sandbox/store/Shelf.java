package dev.slipway.sandbox.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;

/// The objects of one kind with their last changes. Used under the store's lock only.
final class Shelf {
  private final NavigableMap<String, StoredObject> objects = new TreeMap<>();
  private final ArrayDeque<StoreEvent> history = new ArrayDeque<>();
  private final Map<String, Set<Condition>> waiting = new HashMap<>();
  private final int kept;
  private long forgotten;

  /// @param kept how many changes are remembered
  /// @param forgotten the version up to which nothing is known
  Shelf(int kept, long forgotten) {
    this.kept = kept;
    this.forgotten = forgotten;
  }

  NavigableMap<String, StoredObject> objects() {
    return objects;
  }

  /// Has a condition signalled at the next change in a namespace, or in any if that is empty.
  void await(String namespace, Condition condition) {
    waiting.computeIfAbsent(namespace, _ -> new HashSet<>()).add(condition);
  }

  /// Signals it no more.
  void leave(String namespace, Condition condition) {
    Set<Condition> conditions = waiting.get(namespace);
    if (conditions != null && conditions.remove(condition) && conditions.isEmpty()) {
      waiting.remove(namespace);
    }
  }

  private void signal(String namespace) {
    waiting.getOrDefault(namespace, Set.of()).forEach(Condition::signalAll);
  }

  long forgotten() {
    return forgotten;
  }

  void record(StoreEvent event) {
    String path = event.object().key().path();
    if (event.type() == StoreEvent.Type.DELETED) {
      objects.remove(path);
    } else {
      objects.put(path, event.object());
    }
    history.addLast(event);
    if (history.size() > kept) {
      forgotten = history.removeFirst().revision();
    }
    signal("");
    String namespace = event.object().key().namespace();
    if (!namespace.isEmpty()) {
      signal(namespace);
    }
  }

  /// The changes behind a version, the oldest first.
  List<StoreEvent> since(long revision) throws HistoryGoneException {
    if (revision < forgotten) {
      throw new HistoryGoneException(revision, forgotten);
    }
    List<StoreEvent> found = new ArrayList<>();
    Iterator<StoreEvent> latestFirst = history.descendingIterator();
    while (latestFirst.hasNext()) {
      StoreEvent event = latestFirst.next();
      if (event.revision() <= revision) {
        break;
      }
      found.add(event);
    }
    return found.reversed();
  }

  /// The objects as they were at a version.
  NavigableMap<String, StoredObject> at(long revision) throws HistoryGoneException {
    NavigableMap<String, StoredObject> then = new TreeMap<>(objects);
    for (StoreEvent event : since(revision).reversed()) {
      String path = event.object().key().path();
      StoredObject before = event.previous();
      if (before == null) {
        then.remove(path);
      } else {
        then.put(path, before);
      }
    }
    return then;
  }

  void forgetAll(long revision) {
    history.clear();
    forgotten = revision;
    waiting.keySet().forEach(this::signal);
  }
}
