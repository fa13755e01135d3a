package dev.slipway.cli.command;

import dev.slipway.cli.terminal.Console;
import dev.slipway.release.apply.Cancellation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/// Ctrl-C while something is done to a cluster. Once, and what runs comes to its end; twice, and it
/// stops at once; three times, and the process ends as it would have without this.
///
/// The JDK's own class for signals is called by its name, because compilers warn of it: a shutdown
/// hook would hear of the first signal only. Where it is missing, Ctrl-C ends the process, and the
/// next run goes on from there.
final class Interrupts implements AutoCloseable {
  private static final String[] SIGNALS = {"INT", "TERM"};

  private final Object[] before;

  private Interrupts(Object... before) {
    this.before = before.clone();
  }

  /// From now on signals go there.
  static Interrupts to(Cancellation cancellation, Console console) {
    try {
      Class<?> type = Class.forName("sun.misc.SignalHandler");
      Object usual = type.getField("SIG_DFL").get(null);
      Object handler =
          Proxy.newProxyInstance(
              Interrupts.class.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      if (cancellation.isAborted()) {
                        method.invoke(usual, arguments);
                      } else {
                        stop(cancellation, console);
                      }
                      yield null;
                    }
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> false;
                    default -> "signals of a run";
                  });
      return new Interrupts(handled(SIGNALS[0], handler), handled(SIGNALS[1], handler));
    } catch (ReflectiveOperationException _) {
      return new Interrupts();
    }
  }

  private static void stop(Cancellation cancellation, Console console) {
    console.message(
        cancellation.isStopped()
            ? "Stopping at once; the next run goes on from here."
            : "Stopping after the running step; again to stop at once. What was done is recorded.");
    cancellation.stop();
  }

  private static Object handled(String signal, Object handler) throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Signal");
    Method handle = type.getMethod("handle", type, Class.forName("sun.misc.SignalHandler"));
    return handle.invoke(null, type.getConstructor(String.class).newInstance(signal), handler);
  }

  @Override
  public void close() {
    for (int i = 0; i < before.length; i++) {
      try {
        handled(SIGNALS[i], before[i]);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the signal was handled before", e);
      }
    }
  }
}
