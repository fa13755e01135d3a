package dev.slipway.kube.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Does the same for several things at once, on virtual threads.
public final class Parallel {
  private Parallel() {}

  /// The results in the order of the inputs. The first failure, in that order, is thrown once all
  /// have ended.
  public static <T, R> List<R> map(List<T> inputs, Function<T, R> work) {
    if (inputs.size() == 1) {
      return List.of(work.apply(inputs.getFirst()));
    }
    List<Future<R>> futures = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (T input : inputs) {
        futures.add(threads.submit(() -> work.apply(input)));
      }
    }
    List<R> results = new ArrayList<>();
    for (Future<R> future : futures) {
      results.add(result(future));
    }
    return results;
  }

  private static <R> R result(Future<R> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
