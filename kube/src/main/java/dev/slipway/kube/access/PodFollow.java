package dev.slipway.kube.access;

import dev.slipway.core.ErrorCode;
import dev.slipway.core.SlipwayException;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.LogOptions;
import dev.slipway.kube.ObjectList;
import dev.slipway.kube.Watch;
import dev.slipway.kube.WatchEvent;
import dev.slipway.kube.client.HttpKubeClient;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Follows the logs of pods, also of those that start later and of containers that start again,
/// each on a virtual thread. For one use.
public final class PodFollow implements AutoCloseable {
  private static final GroupVersionKind POD = new GroupVersionKind("", "v1", "Pod");
  private static final Duration LOOK = Duration.ofSeconds(30);

  /// How long a stream that broke rests, and how long the news that a container ended may take.
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

  private final HttpKubeClient client;
  private final LogOptions options;
  private final Listener listener;
  private final PodLogs names;
  private final Map<String, KubeObject> pods = new HashMap<>();
  private final Map<String, FollowedLog> logs = new LinkedHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Set<InputStream> open = ConcurrentHashMap.newKeySet();
  private @Nullable Throwable fault;
  private boolean givenUp;
  private volatile boolean closed;

  /// Hears the lines, from several threads.
  public interface Listener extends PodLogs.Listener {
    /// A container that was not there at first is followed, too.
    void begins(ObjectKey pod, String container);

    /// A container started again.
    void restarts(ObjectKey pod, String container, int times);

    /// A pod was deleted.
    void ends(ObjectKey pod);
  }

  /// @param options which lines of the containers that run at first; of later ones all are read
  public PodFollow(HttpKubeClient client, LogOptions options, Listener listener) {
    this.client = client;
    this.options = options;
    this.listener = listener;
    this.names = new PodLogs(client, options, listener);
  }

  /// Follows until all pods have ended for good, which those of Deployments never do, or until it
  /// is closed.
  ///
  /// @return whether no log had to be given up
  /// @throws KubeException if the pods cannot be watched any more
  public boolean follow(List<PodQuery> queries) throws InterruptedException {
    List<ObjectList> first = new ArrayList<>();
    for (PodQuery query : queries) {
      ObjectList found = client.list(POD, query.namespace(), query.options());
      first.add(found);
      found.items().stream().filter(query::means).forEach(pod -> changed(pod, true));
    }
    for (int i = 0; i < queries.size(); i++) {
      PodQuery query = queries.get(i);
      String version = first.get(i).resourceVersion();
      start("pods", () -> watch(query, version));
    }
    try {
      await();
    } finally {
      close();
    }
    return rethrow();
  }

  private synchronized void await() throws InterruptedException {
    while (!closed && fault == null && !isOver()) {
      wait();
    }
  }

  private synchronized boolean rethrow() {
    if (fault instanceof RuntimeException e) {
      throw e;
    }
    if (fault instanceof Error e) {
      throw e;
    }
    return !givenUp;
  }

  private boolean isOver() {
    return !pods.isEmpty()
        && (givenUp || pods.values().stream().allMatch(ContainerState::isFinished))
        && logs.values().stream().allMatch(log -> log.isDone);
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private synchronized void start(String name, Work work) {
    if (closed) {
      return;
    }
    threads.add(
        Thread.ofVirtual()
            .name("log of " + name)
            .start(() -> {
              try {
                work.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (RuntimeException | Error e) {
                failed(e);
              }
            }));
  }

  private synchronized void failed(Throwable why) {
    if (fault == null && !closed) {
      fault = why;
    }
    notifyAll();
  }

  private void watch(PodQuery query, String version) throws InterruptedException {
    try (Watch watch = client.watch(POD, query.namespace(), query.options(), version)) {
      while (!closed) {
        WatchEvent event = watch.next(LOOK).orElse(null);
        if (event != null && query.means(event.object())) {
          if (event.change() == WatchEvent.Change.DELETED) {
            gone(event.object());
          } else {
            changed(event.object(), false);
          }
        }
      }
    }
  }

  private synchronized void changed(KubeObject pod, boolean atFirst) {
    pods.put(pod.uid(), pod);
    for (String container : names.containers(pod)) {
      FollowedLog log = logs.get(pod.uid() + "/" + container);
      if (log != null) {
        log.pod = pod;
      } else {
        FollowedLog added = new FollowedLog(pod, container, options.timestamps());
        logs.put(pod.uid() + "/" + container, added);
        start(pod.name(), () -> read(added, atFirst));
      }
    }
    notifyAll();
  }

  private synchronized void gone(KubeObject pod) {
    pods.remove(pod.uid());
    for (String container : names.containers(pod)) {
      FollowedLog log = logs.get(pod.uid() + "/" + container);
      if (log != null) {
        log.isGone = true;
      }
    }
    notifyAll();
  }

  private void read(FollowedLog log, boolean atFirst) throws InterruptedException {
    ObjectKey pod = log.pod.key();
    boolean first = true;
    int before = -1;
    for (int run = next(log); run >= 0; run = next(log)) {
      if (first && !atFirst) {
        listener.begins(pod, log.container());
      } else if (!first && run > before) {
        listener.restarts(pod, log.container(), run);
      }
      boolean whole = !first || !atFirst;
      LogOptions wanted = whole ? options.from(log.lastMoment()) : options.withTimestamps();
      if (!read(pod, log, wanted.of(log.container()))) {
        break;
      }
      before = run;
      first = false;
    }
    ended(log, pod, !first);
  }

  private void ended(FollowedLog log, ObjectKey pod, boolean wasRead) {
    boolean isGone;
    synchronized (this) {
      log.isDone = true;
      isGone = log.isGone;
      notifyAll();
    }
    if (isGone && wasRead && !closed) {
      listener.ends(pod);
    }
  }

  /// Waits for a run that is to be read.
  ///
  /// @return its number; negative at the end
  private synchronized int next(FollowedLog log) throws InterruptedException {
    while (!closed) {
      ContainerState state = ContainerState.of(log.pod, log.container());
      if (state.run() > log.run) {
        log.run = state.run();
        return log.run;
      }
      if (log.isGone || ContainerState.isFinished(log.pod)) {
        return -1;
      }
      long rest = log.again - System.nanoTime();
      if (!state.isRunning()) {
        wait();
      } else if (rest > 0) {
        wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(rest)));
      } else {
        return log.run;
      }
    }
    return -1;
  }

  /// @return whether the log may be read again
  private boolean read(ObjectKey pod, FollowedLog log, LogOptions wanted)
      throws InterruptedException {
    boolean readable = true;
    try (InputStream in = client.openLog(pod, wanted)) {
      open.add(in);
      log.opened();
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        for (String raw = lines.readLine(); raw != null && !closed; raw = lines.readLine()) {
          String line = log.line(raw);
          if (line != null) {
            listener.line(pod, log.container(), line);
          }
        }
      } finally {
        open.remove(in);
      }
    } catch (IOException _) {
      // The connection broke, as it does after some time; the log is read on from there.
      readable = true;
    } catch (SlipwayException e) {
      readable = goesOn(e, pod, log);
    }
    synchronized (this) {
      log.again = System.nanoTime() + PAUSE;
    }
    return readable;
  }

  private boolean goesOn(SlipwayException e, ObjectKey pod, FollowedLog log) {
    ErrorCode code = e.diagnostic().code();
    boolean hopeless = code == KubeErrorCode.FORBIDDEN || code == KubeErrorCode.UNAUTHORIZED;
    synchronized (this) {
      if (closed || log.isGone || code == KubeErrorCode.NOT_FOUND) {
        return false;
      }
      givenUp |= hopeless;
    }
    String message = String.valueOf(e.getMessage());
    if (log.isNewTrouble(message)) {
      listener.trouble(pod, log.container(), message);
    }
    return !hopeless;
  }

  @Override
  public void close() {
    end();
  }

  /// Ends all. May be called by any thread, and more than once.
  public void end() {
    List<Thread> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(threads);
      notifyAll();
    }
    open.forEach(PodLogs::end);
    all.forEach(Thread::interrupt);
  }
}
