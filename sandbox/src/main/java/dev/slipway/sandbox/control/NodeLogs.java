package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.api.LogSource;
import dev.slipway.sandbox.status.ApiException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers requests for logs from what the simulated containers wrote.
final class NodeLogs implements LogSource {
  private final ContainerLogs logs;
  private final SimClock clock;

  NodeLogs(ContainerLogs logs, SimClock clock) {
    this.logs = logs;
    this.clock = clock;
  }

  @Override
  public InputStream open(KubeObject pod, LogOptions options) {
    String container = options.container();
    List<ContainerLogs.Line> lines = logs.read(pod.uid(), container, options.previous());
    if (lines == null) {
      throw ApiException.badRequest(
          "previous terminated container \""
              + container
              + "\" in pod \""
              + pod.name()
              + "\" not found");
    }
    if (lines.isEmpty() && !options.previous()) {
      refuseWaiting(pod, container);
    }
    List<ContainerLogs.Line> chosen = chosen(lines, options);
    if (options.follow() && !options.previous() && !PodState.isFinished(pod)) {
      return logs.follow(pod.uid(), container, options.timestamps(), lines, chosen);
    }
    StringBuilder text = new StringBuilder();
    chosen.forEach(line -> text.append(line.shown(options.timestamps())));
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    int length = (int) Math.min(options.limitBytes().orElse(Integer.MAX_VALUE), bytes.length);
    return new ByteArrayInputStream(bytes, 0, length);
  }

  private List<ContainerLogs.Line> chosen(List<ContainerLogs.Line> lines, LogOptions options) {
    List<ContainerLogs.Line> chosen = new ArrayList<>(lines);
    if (options.sinceSeconds().isPresent()) {
      Instant since = clock.instant().minusSeconds(options.sinceSeconds().getAsLong());
      chosen.removeIf(line -> line.time().isBefore(since));
    }
    long tail = options.tail().orElse(chosen.size());
    return tail >= chosen.size()
        ? chosen
        : chosen.subList(chosen.size() - (int) Math.max(0, tail), chosen.size());
  }

  /// A container that has not started has no log, and the kubelet says why.
  private static void refuseWaiting(KubeObject pod, String container) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    all.addAll(pod.maps("status", "initContainerStatuses"));
    all.addAll(pod.maps("status", "containerStatuses"));
    for (Map<String, @Nullable Object> status : all) {
      Map<String, @Nullable Object> waiting =
          Tree.asMap(Tree.asMap(status.get("state")).get("waiting"));
      if (container.equals(status.get("name")) && !waiting.isEmpty()) {
        String reason = Tree.text(waiting.get("reason"));
        String why =
            reason.equals("ErrImagePull") || reason.equals("ImagePullBackOff")
                ? "trying and failing to pull image"
                : reason;
        throw ApiException.badRequest(
            "container \""
                + container
                + "\" in pod \""
                + pod.name()
                + "\" is waiting to start: "
                + why);
      }
    }
  }
}
