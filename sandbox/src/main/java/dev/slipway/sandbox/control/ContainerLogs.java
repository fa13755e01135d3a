package dev.slipway.sandbox.control;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What containers wrote: the last lines of the present run, and those of the run before. Safe for
/// use by several threads.
final class ContainerLogs {
  private static final int KEPT = 1000;

  private final Map<String, Map<String, Logs>> pods = new ConcurrentHashMap<>();

  /// One line.
  record Line(Instant time, String text) {
    String shown(boolean timestamps) {
      return timestamps ? time + " " + text + "\n" : text + "\n";
    }
  }

  /// The runs of one container.
  private static final class Logs {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private ArrayDeque<Line> lines = new ArrayDeque<>();
    private @Nullable ArrayDeque<Line> previous;
    private boolean ended;

    void write(Line line) {
      lock.lock();
      try {
        lines.add(line);
        if (lines.size() > KEPT) {
          lines.remove();
        }
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    void restart() {
      lock.lock();
      try {
        previous = lines;
        lines = new ArrayDeque<>();
        ended = false;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    void end() {
      lock.lock();
      try {
        ended = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Nullable List<Line> read(boolean before) {
      lock.lock();
      try {
        ArrayDeque<Line> wanted = before ? previous : lines;
        return wanted == null ? null : List.copyOf(wanted);
      } finally {
        lock.unlock();
      }
    }

    /// The lines behind a known last one; waits for them. Null at the end.
    @Nullable List<Line> await(@Nullable Line last, Following reader) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        while (true) {
          List<Line> news = new ArrayList<>(lines);
          int known = news.lastIndexOf(last);
          news = news.subList(known + 1, news.size());
          if (!news.isEmpty()) {
            return news;
          }
          if (ended || reader.closed) {
            return null;
          }
          changed.await();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private Logs logs(String pod, String container) {
    return pods.computeIfAbsent(pod, _ -> new ConcurrentHashMap<>())
        .computeIfAbsent(container, _ -> new Logs());
  }

  /// Adds a line to a container of the pod with that identity.
  void write(String pod, String container, Instant time, String text) {
    logs(pod, container).write(new Line(time, text));
  }

  /// Says that a container starts anew.
  void restart(String pod, String container) {
    logs(pod, container).restart();
  }

  /// Says that a container has ended, for now.
  void end(String pod, String container) {
    logs(pod, container).end();
  }

  /// Drops the logs of a pod that is gone.
  void forget(String pod) {
    Map<String, Logs> gone = pods.remove(pod);
    if (gone != null) {
      gone.values().forEach(Logs::end);
    }
  }

  /// The lines of a run, or null if there was no such run.
  @Nullable List<Line> read(String pod, String container, boolean previous) {
    return logs(pod, container).read(previous);
  }

  /// A stream of lines that goes on until the container ends or it is closed.
  ///
  /// @param known the lines that there are: it goes on behind them
  /// @param first those of them that are handed out
  InputStream follow(
      String pod, String container, boolean timestamps, List<Line> known, List<Line> first) {
    return new Following(
        logs(pod, container), timestamps, known.isEmpty() ? null : known.getLast(), first);
  }

  private static final class Following extends InputStream {
    private final Logs logs;
    private final boolean timestamps;
    private byte[] ready;
    private int at;
    private @Nullable Line last;
    private volatile boolean closed;

    Following(Logs logs, boolean timestamps, @Nullable Line last, List<Line> first) {
      this.logs = logs;
      this.timestamps = timestamps;
      this.ready = shown(first);
      this.last = last;
    }

    private byte[] shown(List<Line> lines) {
      StringBuilder text = new StringBuilder();
      for (Line line : lines) {
        text.append(line.shown(timestamps));
        last = line;
      }
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private boolean fill() throws IOException {
      if (at < ready.length) {
        return true;
      }
      try {
        List<Line> news = closed ? null : logs.await(last, this);
        if (news == null) {
          return false;
        }
        ready = shown(news);
        at = 0;
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }

    @Override
    public int read() throws IOException {
      return fill() ? ready[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, ready.length - at);
      System.arraycopy(ready, at, buffer, offset, count);
      at += count;
      return count;
    }

    @Override
    public void close() {
      closed = true;
      logs.lock.lock();
      try {
        logs.changed.signalAll();
      } finally {
        logs.lock.unlock();
      }
    }
  }
}
