package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.pipeline.rollout.ClusterAddress;
import dev.slipway.pipeline.rollout.Part;
import dev.slipway.pipeline.settings.Cluster;
import dev.slipway.pipeline.settings.Target;
import java.nio.file.Path;

/// Where the clusters of a fleet are: what flags say, or slipway.yaml, or the context of a
/// cluster's name. The kubeconfig's current context is never meant: it could be any cluster. A
/// kubeconfig that a flag names counts before what helmfiles say, too: so a rehearsal can never
/// leave its simulated clusters.
///
/// @param invocation the command line
/// @param run the fleet
/// @param clusters the clusters that can be reached
record FleetAddresses(Invocation invocation, FleetRun run, MachineClusters clusters) {
  /// The place of a helmfile in a run.
  ///
  /// @param order its place among those of its service
  Part.Place place(Target target, int order) {
    return new Part.Place(
        target.cluster().name(),
        target.service(),
        run.fleet().settings().clusters().indexOf(target.cluster()),
        target.stage(),
        order,
        address(target),
        !invocation.get(HelmfileOptions.KUBECONFIG).isEmpty());
  }

  private ClusterAddress address(Target target) {
    Cluster cluster = target.cluster();
    String file = invocation.get(HelmfileOptions.KUBECONFIG);
    if (file.isEmpty() && !cluster.kubeconfig().isEmpty()) {
      file = file(target);
    }
    String context = invocation.get(HelmfileOptions.KUBE_CONTEXT);
    if (context.isEmpty()) {
      context = cluster.context().isEmpty() ? cluster.name() : cluster.context();
    }
    return new ClusterAddress(file, context);
  }

  private String file(Target target) {
    String named =
        target
            .cluster()
            .kubeconfig()
            .replace("{cluster}", target.cluster().name())
            .replace("{service}", target.service())
            .replace("{environment}", target.environment());
    if (named.startsWith("~/")) {
      named = clusters.home() + named.substring(1);
    }
    Path path = run.root().resolve(named);
    return path.normalize().toString();
  }
}
