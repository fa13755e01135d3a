package dev.slipway.sandbox.control;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs a cluster's controllers: takes in changes, and has controllers look at what is due, one
/// thing after the other on one thread. [#close] may come from any thread.
final class ControlLoop implements AutoCloseable {
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final int MAX_DOUBLINGS = 8;

  /// From this on it is late: a fifth of a second on the wall at the usual speed.
  private static final Duration BEHIND = Duration.ofSeconds(5);

  private final ClusterPort port;
  private final SimClock clock;
  private final Mirror mirror = new Mirror();
  private final Control control;
  private final Map<GroupVersionKind, List<Controller>> interested = new HashMap<>();
  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private final Map<Work, Task> planned = new HashMap<>();
  private final Map<Work, Integer> failures = new HashMap<>();
  private final LinkedBlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private @Nullable Controller current;
  private long lag;
  private long sequence;
  private volatile boolean closed;
  private @Nullable Thread thread;
  private @Nullable Runnable following;

  ControlLoop(ClusterPort port, SimClock clock) {
    this.port = port;
    this.clock = clock;
    this.control = new Control(mirror, clock, port, this);
  }

  /// What a controller has to look at.
  private record Work(Controller controller, ObjectKey key) {}

  private record Task(long due, long sequence, Work work) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      int order = Long.compare(due, other.due);
      return order == 0 ? Long.compare(sequence, other.sequence) : order;
    }
  }

  /// Adds a controller that hears of changes of these kinds; before [#start].
  void add(Controller controller, GroupVersionKind... kinds) {
    for (GroupVersionKind kind : kinds) {
      interested.computeIfAbsent(kind, _ -> new ArrayList<>()).add(controller);
    }
  }

  /// Starts the thread; it knows all objects that are there when this returns.
  void start() {
    clock.onJump(() -> inbox.add(() -> {}));
    following = port.follow((object, gone) -> inbox.add(() -> learn(object, gone)));
    thread = Thread.ofPlatform().daemon().name("sandbox-controllers").start(this::run);
  }

  private void run() {
    while (!closed) {
      try {
        takeNews();
        Task next = tasks.peek();
        if (next == null) {
          inbox.take().run();
        } else if (next.due <= clock.ticks()) {
          tasks.remove();
          perform(next);
        } else {
          Runnable news =
              inbox.poll(clock.wallNanos(next.due - clock.ticks()) + 1, TimeUnit.NANOSECONDS);
          if (news != null) {
            news.run();
          }
        }
      } catch (InterruptedException _) {
        // Only close interrupts.
        return;
      }
    }
  }

  private void takeNews() {
    for (Runnable news = inbox.poll(); news != null; news = inbox.poll()) {
      news.run();
    }
  }

  /// Takes over what is true of an object now, and tells the controllers.
  void learn(KubeObject object, boolean gone) {
    GroupVersionKind type = object.type();
    if (Kinds.MIRRORED.contains(type)) {
      Mirror.Change change = mirror.accept(object, gone);
      if (change.isNews()) {
        tell(change.before(), object, gone);
      }
    } else if (Kinds.HEARD_OF.contains(type)) {
      tell(null, object, gone);
    }
  }

  private void tell(@Nullable KubeObject before, KubeObject object, boolean gone) {
    for (Controller controller : interested.getOrDefault(object.type(), List.of())) {
      controller.changed(
          before, object, gone, key -> plan(new Work(controller, key), clock.ticks()));
    }
  }

  /// Whether the task at hand was due long ago.
  boolean isBehind() {
    return lag > BEHIND.toNanos();
  }

  /// Has the controller that runs now look at an object again.
  void again(ObjectKey key, Duration wait) {
    Controller controller = current;
    if (controller != null) {
      plan(new Work(controller, key), clock.ticks() + wait.toNanos());
    }
  }

  /// Plans work; what is planned already stays where it comes first.
  private void plan(Work work, long due) {
    Task known = planned.get(work);
    if (known != null) {
      if (known.due <= due) {
        return;
      }
      tasks.remove(known);
    }
    Task task = new Task(due, sequence++, work);
    planned.put(work, task);
    tasks.add(task);
  }

  private void perform(Task task) {
    planned.remove(task.work);
    Work work = task.work;
    current = work.controller;
    lag = clock.ticks() - task.due;
    try {
      work.controller.reconcile(work.key, control);
      failures.remove(work);
    } catch (Refused refused) {
      int before = refused.isConflict() ? 0 : failures.merge(work, 1, Integer::sum);
      plan(work, clock.ticks() + (RETRY.toNanos() << Math.min(before, MAX_DOUBLINGS)));
    } catch (RuntimeException failure) {
      // One object that a controller cannot digest must not stop all the others.
      int before = failures.merge(work, 1, Integer::sum);
      plan(work, clock.ticks() + (RETRY.toNanos() << Math.min(before, MAX_DOUBLINGS)));
      KubeObject about = mirror.get(work.key);
      if (about != null) {
        control.warning(about, "sandbox", "ControllerFailed", failure.toString());
      }
    } finally {
      current = null;
    }
  }

  @Override
  public void close() {
    closed = true;
    Runnable leave = following;
    if (leave != null) {
      leave.run();
    }
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      try {
        running.join();
      } catch (InterruptedException _) {
        // It has been told to end, and will.
        Thread.currentThread().interrupt();
      }
    }
  }
}
