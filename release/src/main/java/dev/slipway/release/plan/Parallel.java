package dev.slipway.release.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Asks many questions at once, each on a virtual thread. How many requests a cluster gets at once
/// is the client's business.
final class Parallel {
  private Parallel() {}

  /// The answers, in the order of the questions.
  ///
  /// @throws RuntimeException the first that a question threw; the others have ended then
  static <Q, A> List<A> map(List<Q> questions, Function<Q, A> ask) {
    if (questions.size() < 2) {
      List<A> answers = new ArrayList<>();
      questions.forEach(question -> answers.add(ask.apply(question)));
      return answers;
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<A>> tasks = new ArrayList<>();
      questions.forEach(question -> tasks.add(() -> ask.apply(question)));
      List<A> answers = new ArrayList<>();
      for (Future<A> future : threads.invokeAll(tasks)) {
        answers.add(future.get());
      }
      return answers;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException problem -> throw problem;
        case Error problem -> throw problem;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
