package dev.slipway.release.apply;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.plan.Action;
import dev.slipway.release.plan.ObjectChange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Writes objects in the order of a plan: those of one kind that follow each other at once, as Helm
/// does. What needs no request gets none.
final class ObjectGroups {
  private final Run run;
  private final ObjectWriter writer;

  ObjectGroups(Run run, ObjectWriter writer) {
    this.run = run;
    this.writer = writer;
  }

  /// @throws SlipwayException the first problem of a group, when all of the group has been tried
  void write(List<ObjectChange> changes) {
    int start = 0;
    while (start < changes.size()) {
      int end = start + 1;
      while (end < changes.size() && belongTogether(changes.get(start), changes.get(end))) {
        end++;
      }
      run.checkpoint();
      writeAtOnce(changes.subList(start, end));
      start = end;
    }
  }

  private static boolean belongTogether(ObjectChange a, ObjectChange b) {
    return a.key().type().kind().equals(b.key().type().kind())
        && (a.action() == Action.DELETE) == (b.action() == Action.DELETE);
  }

  private void writeAtOnce(List<ObjectChange> group) {
    List<ObjectChange> busy = new ArrayList<>();
    for (ObjectChange change : group) {
      if (change.action() != Action.NONE) {
        busy.add(change);
      }
    }
    List<SlipwayException> problems = new ArrayList<>();
    if (busy.size() == 1) {
      write(busy.getFirst());
      return;
    }
    Semaphore room = new Semaphore(Math.max(1, run.options().parallel()));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> futures = new ArrayList<>();
      for (ObjectChange change : busy) {
        futures.add(
            threads.submit(() -> {
              room.acquire();
              try {
                write(change);
              } finally {
                room.release();
              }
              return change;
            }));
      }
      for (Future<?> future : futures) {
        collect(future, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw all(problems);
    }
  }

  private void write(ObjectChange change) {
    try {
      writer.write(change);
    } catch (ReleaseException e) {
      throw e;
    } catch (SlipwayException e) {
      throw new ReleaseException(e.diagnostic().prefixed(change.key() + ": "), e);
    }
  }

  private void collect(Future<?> future, List<SlipwayException> problems) {
    try {
      future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case SlipwayException problem -> problems.add(problem);
        case RuntimeException problem -> throw problem;
        case Error problem -> throw problem;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw run.stopped();
    }
  }

  private static SlipwayException all(List<SlipwayException> problems) {
    SlipwayException first = problems.getFirst();
    if (problems.size() == 1) {
      return first;
    }
    List<String> notes = new ArrayList<>(first.diagnostic().notes());
    for (SlipwayException other : problems.subList(1, problems.size())) {
      notes.add("also: " + other.getMessage());
    }
    Diagnostic together = first.diagnostic().withNotes(notes);
    return new ReleaseException(together, first);
  }
}
