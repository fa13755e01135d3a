package dev.slipway.pipeline.rollout;

import dev.slipway.pipeline.PipelineErrorCode;
import dev.slipway.pipeline.PipelineException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Does one thing for many items, each after those that it waits for, as many at once as may be. An
/// item that fails takes with it all that wait for it, and nothing else. For one use.
///
/// @param <T> what an item is; two that are equal are one
final class OrderedRun<T> {
  private record Ended<T>(T item, boolean well, @Nullable Throwable fault) {}

  private final Map<T, Set<T>> waitsFor = new LinkedHashMap<>();
  private final int width;

  /// @param width how many at once; 0 for no bound
  OrderedRun(int width) {
    this.width = width <= 0 ? Integer.MAX_VALUE : width;
  }

  /// Adds an item that comes after others; those that are never added do not hold it up.
  void add(T item, Set<T> after) {
    waitsFor.computeIfAbsent(item, _ -> new LinkedHashSet<>()).addAll(after);
  }

  /// Runs all, each on a virtual thread of its own.
  ///
  /// @param work does an item; false if it failed
  /// @param skip hears of each item that is not done because one before it failed
  /// @param stop asked before each item: nothing new is begun when it says so
  /// @throws IllegalStateException if the items wait for each other in a circle
  void run(Predicate<T> work, Consumer<T> skip, java.util.function.BooleanSupplier stop) {
    Map<T, Set<T>> open = new LinkedHashMap<>();
    Map<T, List<T>> next = new LinkedHashMap<>();
    waitsFor.forEach((item, before) -> {
      Set<T> known = new LinkedHashSet<>(before);
      known.retainAll(waitsFor.keySet());
      known.remove(item);
      open.put(item, known);
      known.forEach(each -> next.computeIfAbsent(each, _ -> new ArrayList<>()).add(item));
    });
    Deque<T> ready = new ArrayDeque<>();
    open.forEach((item, before) -> {
      if (before.isEmpty()) {
        ready.add(item);
      }
    });
    BlockingQueue<Ended<T>> ended = new LinkedBlockingQueue<>();
    Set<T> skipped = new LinkedHashSet<>();
    int left = open.size();
    int running = 0;
    while (left > 0) {
      while (!ready.isEmpty() && running < width) {
        T item = ready.remove();
        boolean held = skipped.contains(item) || stop.getAsBoolean();
        if (held) {
          skip.accept(item);
          ended.add(new Ended<>(item, false, null));
        } else {
          start(item, work, ended);
        }
        running++;
      }
      if (running == 0) {
        throw new IllegalStateException("items wait for each other in a circle: " + open.keySet());
      }
      Ended<T> one = taken(ended);
      if (one.fault() instanceof Error fault) {
        throw fault;
      }
      if (one.fault() instanceof RuntimeException fault) {
        throw fault;
      }
      running--;
      left--;
      open.remove(one.item());
      for (T follower : next.getOrDefault(one.item(), List.of())) {
        if (!one.well()) {
          skipped.add(follower);
        }
        Set<T> before = open.getOrDefault(follower, Set.of());
        before.remove(one.item());
        if (before.isEmpty()) {
          ready.add(follower);
        }
      }
    }
  }

  private void start(T item, Predicate<T> work, BlockingQueue<Ended<T>> ended) {
    Thread.ofVirtual()
        .name("rollout")
        .start(() -> {
          try {
            ended.add(new Ended<>(item, work.test(item), null));
          } catch (RuntimeException | Error e) {
            ended.add(new Ended<>(item, false, e));
          }
        });
  }

  private static <T> Ended<T> taken(BlockingQueue<Ended<T>> ended) {
    try {
      return ended.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PipelineException(PipelineErrorCode.INTERRUPTED, "interrupted", e);
    }
  }
}
