package dev.slipway.cli.command;

import dev.slipway.release.apply.Cancellation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Ctrl-C and SIGTERM while something is done to a cluster. Once, and what runs comes to its end;
/// twice, and it stops at once; three times, and the process ends as it would have without this. It
/// ends so, too, when stopping at once takes more than a few seconds, as with a cluster that does
/// not answer.
///
/// The JDK's own class for signals is called by its name, because compilers warn of it: a shutdown
/// hook would hear of the first signal only. Where it is missing, Ctrl-C ends the process, and the
/// next run goes on from there.
final class Interrupts implements AutoCloseable {
  private static final String[] SIGNALS = {"INT", "TERM"};

  /// Shells' number for a process that a signal ended, without the signal's.
  private static final int SIGNALLED = 128;

  private static final int CTRL_C = 2;
  private static final long GRACE_SECONDS = 5;

  private final Map<String, Object> before = new LinkedHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile int first = CTRL_C;

  /// What to do about a signal.
  private interface Reaction {
    /// @param end ends the process
    void signalled(Runnable end);
  }

  private Interrupts() {}

  /// From now on signals stop that.
  ///
  /// @param says shows the user a line
  static Interrupts to(Cancellation cancellation, Consumer<String> says) {
    Interrupts interrupts = new Interrupts();
    return interrupts.reacting(end -> interrupts.stop(cancellation, says, end));
  }

  /// From now on a signal ends the process, after a last word.
  static Interrupts endingWith(Runnable lastWord) {
    return new Interrupts()
        .reacting(end -> {
          lastWord.run();
          end.run();
        });
  }

  private void stop(Cancellation cancellation, Consumer<String> says, Runnable end) {
    if (cancellation.isAborted()) {
      end.run();
      return;
    }
    boolean again = cancellation.isStopped();
    says.accept(
        again
            ? "Stopping at once; the next run goes on from here."
            : "Stopping after the running step; again to stop at once. What was done is recorded.");
    cancellation.stop();
    if (again) {
      Thread.ofPlatform().daemon().name("end of patience").start(() -> endLater(end));
    }
  }

  private void endLater(Runnable end) {
    try {
      if (!closed.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        end.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Interrupts reacting(Reaction reaction) {
    try {
      Class<?> type = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              Interrupts.class.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      heard(arguments[0], method, reaction);
                      yield null;
                    }
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> false;
                    default -> "signals of a run";
                  });
      for (String signal : SIGNALS) {
        before.put(signal, handled(signal, handler));
      }
    } catch (ReflectiveOperationException _) {
      // Not on this JDK.
      before.clear();
    }
    return this;
  }

  /// @param handle the method that hands a signal to its handler
  private void heard(Object signal, Method handle, Reaction reaction)
      throws ReflectiveOperationException {
    Class<?> type = signal.getClass();
    String name = (String) type.getMethod("getName").invoke(signal);
    int number = (int) type.getMethod("getNumber").invoke(signal);
    first = number;
    Object usual = before.get(name);
    reaction.signalled(() -> {
      try {
        handle.invoke(usual, signal);
      } catch (InvocationTargetException | IllegalAccessException e) {
        throw new IllegalStateException("the signal was handled before", e);
      }
    });
  }

  private static Object handled(String signal, Object handler) throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Signal");
    Method handle = type.getMethod("handle", type, Class.forName("sun.misc.SignalHandler"));
    return handle.invoke(null, type.getConstructor(String.class).newInstance(signal), handler);
  }

  /// The exit code of a process that was stopped by the signal that came: 130 after Ctrl-C.
  int exitCode() {
    return SIGNALLED + first;
  }

  @Override
  public void close() {
    closed.countDown();
    before.forEach((signal, handler) -> {
      try {
        handled(signal, handler);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the signal was handled before", e);
      }
    });
  }
}
