package dev.slipway.cli.command;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// News of many objects as lines of a log: what says the same of an object as the line before, with
/// other numbers or of another pod, is told again only after a while. A deployment of hundreds of
/// pods would fill pages otherwise. Not safe for use by several threads.
final class SparseNews {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Consumer<String> lines;
  private final LongSupplier nanos;
  private final Map<String, Told> last = new HashMap<>();

  private record Told(String shape, long nanos) {}

  /// @param lines takes what is told
  /// @param nanos a clock of nanoseconds
  SparseNews(Consumer<String> lines, LongSupplier nanos) {
    this.lines = lines;
    this.nanos = nanos;
  }

  /// Tells it, or not.
  ///
  /// @param about the object
  void tell(String about, String message) {
    String shape = shape(message);
    long now = nanos.getAsLong();
    Told before = last.get(about);
    if (before == null || !before.shape.equals(shape) || now - before.nanos >= PAUSE.toNanos()) {
      last.put(about, new Told(shape, now));
      lines.accept(about + ": " + message);
    }
  }

  /// The message without numbers and names of pods.
  private static String shape(String message) {
    StringBuilder shape = new StringBuilder();
    boolean inName = false;
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      inName |= message.startsWith("Pod/", i);
      inName &= c != ' ' && c != ':' && c != ',';
      if (!inName && (c < '0' || c > '9')) {
        shape.append(c);
      }
    }
    return shape.toString();
  }
}
