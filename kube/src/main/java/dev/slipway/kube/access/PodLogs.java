package dev.slipway.kube.access;

import dev.slipway.core.SlipwayException;
import dev.slipway.kube.LogOptions;
import dev.slipway.kube.client.HttpKubeClient;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Reads the logs of many containers at once, each on a virtual thread. For one use; [#close] may
/// be called by any thread, and ends it.
public final class PodLogs implements AutoCloseable {
  private final HttpKubeClient client;
  private final LogOptions options;
  private final Listener listener;
  private final Set<InputStream> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /// Hears the lines, from several threads.
  public interface Listener {
    /// A container wrote a line.
    void line(ObjectKey pod, String container, String text);

    /// The log of a container cannot be read, or not any further.
    void trouble(ObjectKey pod, String container, String message);
  }

  /// @param options which lines; of the container that it names, or of all when it names none
  public PodLogs(HttpKubeClient client, LogOptions options, Listener listener) {
    this.client = client;
    this.options = options;
    this.listener = listener;
  }

  /// Reads until all logs have ended.
  ///
  /// @return whether none was in trouble
  public boolean read(List<KubeObject> pods) throws InterruptedException {
    Set<String> troubled = ConcurrentHashMap.newKeySet();
    List<Thread> threads = new ArrayList<>();
    for (KubeObject pod : pods) {
      for (String container : containers(pod)) {
        threads.add(
            Thread.ofVirtual()
                .name("log of " + pod.name())
                .start(() -> {
                  if (!read(pod.key(), container)) {
                    troubled.add(pod.name());
                  }
                }));
      }
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return troubled.isEmpty();
  }

  /// The containers of a pod that are meant; of logs of previous runs, where none is named, those
  /// that had one.
  public List<String> containers(KubeObject pod) {
    List<String> names = new ArrayList<>();
    for (String list : List.of("containers", "initContainers")) {
      for (Map<String, @Nullable Object> container : pod.maps("spec", list)) {
        String name = String.valueOf(container.get("name"));
        boolean meant =
            options.container().isEmpty()
                ? list.equals("containers")
                    && (!options.previous() || ContainerState.ranBefore(pod, name))
                : options.container().equals(name);
        if (meant) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private boolean read(ObjectKey pod, String container) {
    try (InputStream in = client.openLog(pod, options.of(container))) {
      open.add(in);
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
          listener.line(pod, container, line);
        }
      } finally {
        open.remove(in);
      }
      return true;
    } catch (IOException | SlipwayException e) {
      if (!closed) {
        listener.trouble(pod, container, String.valueOf(e.getMessage()));
      }
      return closed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Ends all.
  @Override
  public void close() {
    closed = true;
    open.forEach(PodLogs::end);
  }

  static void end(InputStream in) {
    try {
      in.close();
    } catch (IOException _) {
      // Nobody reads it any more; the connection goes with the client.
      return;
    }
  }
}
