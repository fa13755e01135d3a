package dev.slipway.pipeline.fleet;

import dev.slipway.pipeline.PipelineErrorCode;
import dev.slipway.pipeline.PipelineException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Does one thing for many, as many at once as there are processors, each on a virtual thread.
final class Crew {
  private final Semaphore places;

  /// @param width how many at once; 0 for as many as there are processors
  Crew(int width) {
    int processors = Runtime.getRuntime().availableProcessors();
    this.places = new Semaphore(width <= 0 ? processors : Math.min(width, processors));
  }

  /// The results in the order of the items. The first error thrown ends the wait.
  <T, R> List<R> each(List<T> items, String name, Function<T, R> work) {
    if (items.size() == 1) {
      return List.of(work.apply(items.getFirst()));
    }
    List<FutureTask<R>> tasks = new ArrayList<>(items.size());
    for (T item : items) {
      FutureTask<R> task = new FutureTask<>(() -> placed(item, work));
      Thread.ofVirtual().name(name).start(task);
      tasks.add(task);
    }
    List<R> results = new ArrayList<>(items.size());
    for (FutureTask<R> task : tasks) {
      results.add(result(task));
    }
    return results;
  }

  private <T, R> R placed(T item, Function<T, R> work) throws InterruptedException {
    places.acquire();
    try {
      return work.apply(item);
    } finally {
      places.release();
    }
  }

  private static <R> R result(FutureTask<R> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PipelineException(PipelineErrorCode.INTERRUPTED, "interrupted", e);
    }
  }
}
