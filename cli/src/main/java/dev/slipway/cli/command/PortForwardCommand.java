package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.cli.option.UsageException;
import dev.slipway.kube.access.PortForward;
import dev.slipway.object.KubeObject;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.apply.Cancellation;
import dev.slipway.release.apply.ReleasePods;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `slipway port-forward RELEASE PORT`: a port of this machine that leads to a pod of a release.
final class PortForwardCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of(
            "Make a port of this machine lead to a port of a pod of a release, until Ctrl-C. PORT is"
                + " the pod's port by number or name, with another one of this machine as"
                + " LOCAL:PORT; any that is free as :PORT.")
        .withArguments("RELEASE [LOCAL:]PORT…", 2, Integer.MAX_VALUE, new Suggestions.None())
        .withExample("slipway port-forward web 8080 -n web", "the same port here")
        .withExample(
            "slipway port-forward web 8080:http -n web", "the port that the pod calls http")
        .withOptions(ClusterOptions.ALL);
  }

  /// @param local the port here; 0 for any
  private record Pair(int local, int remote) {}

  @Override
  public boolean run(Invocation invocation, Session session) {
    List<String> arguments = invocation.arguments();
    Cancellation end = new Cancellation();
    List<PortForward> forwards = new ArrayList<>();
    try (ReleaseRun run = new ReleaseRun(invocation, session, arguments.getFirst());
        Interrupts _ = Interrupts.to(end, _ -> {})) {
      KubeObject pod = pod(run);
      for (String port : arguments.subList(1, arguments.size())) {
        Pair pair = pair(port, pod);
        PortForward forward =
            PortForward.open(
                run.cluster(), pod.key(), pair.remote, pair.local, session.console()::warn);
        forwards.add(forward);
        session
            .console()
            .println(
                "Forwarding from 127.0.0.1:"
                    + forward.port()
                    + " -> "
                    + pair.remote
                    + " of "
                    + pod.key().label());
      }
      session.console().flush();
      end.awaitStop();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } finally {
      forwards.forEach(PortForward::close);
    }
  }

  /// A pod that is ready, if one is.
  private static KubeObject pod(ReleaseRun run) {
    return ReleasePods.of(run.cluster(), run.revision(0)).stream()
        .min(Comparator.comparing((KubeObject pod) -> !ReleasePods.isReady(pod)))
        .orElseThrow(() ->
            new ReleaseException(
                ReleaseErrorCode.NOT_FOUND, "release " + run.name() + " has no pods"));
  }

  private static Pair pair(String text, KubeObject pod) {
    int colon = text.indexOf(':');
    int remote = remote(text.substring(colon + 1), pod);
    if (colon < 0) {
      return new Pair(remote, remote);
    }
    return new Pair(colon == 0 ? 0 : number(text.substring(0, colon), text), remote);
  }

  private static int remote(String text, KubeObject pod) {
    List<String> names = new ArrayList<>();
    for (Map<String, @Nullable Object> container : pod.maps("spec", "containers")) {
      for (Map<String, @Nullable Object> each : KubeObject.of(container).maps("ports")) {
        KubeObject port = KubeObject.of(each);
        if (port.text("name").equals(text)) {
          return (int) port.number(0, "containerPort");
        }
        names.add(port.text("name"));
      }
    }
    if (text.isEmpty() || text.charAt(0) < '0' || text.charAt(0) > '9') {
      throw new UsageException(
          pod.key().label() + " has no port " + text,
          names.isEmpty() ? "it names none; give a number" : "it has " + String.join(", ", names));
    }
    return number(text, text);
  }

  private static int number(String text, String whole) {
    try {
      int number = Integer.parseInt(text);
      if (number > 0 && number < 65536) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw new UsageException("no port: " + whole, "write PORT, LOCAL:PORT or :PORT");
  }
}
