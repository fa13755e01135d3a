package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.helmfile.release.ReleaseRenderer;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import dev.slipway.pipeline.rollout.ClusterAddress;
import dev.slipway.pipeline.rollout.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The helmfile that a command is about and those that it includes, as parts of a run.
final class HelmfileParts {
  private final HelmfileRun run;
  private final ReleaseRenderer renderer;
  private final ClusterAddress address;

  HelmfileParts(Invocation invocation, HelmfileRun run) {
    this.run = run;
    this.renderer = new ReleaseRenderer(run.hosting().setup());
    this.address =
        new ClusterAddress(
            invocation.get(HelmfileOptions.KUBECONFIG),
            invocation.get(HelmfileOptions.KUBE_CONTEXT));
  }

  /// The parts that have releases which are to be installed.
  List<Part> installed(List<DesiredState> states) {
    return of(
        states,
        state ->
            run.selection(state).distinctSelected().stream().filter(Release::installed).toList());
  }

  /// The parts that have releases.
  ///
  /// @param releases those of a helmfile that are meant
  List<Part> of(List<DesiredState> states, Function<DesiredState, List<Release>> releases) {
    List<Part> parts = new ArrayList<>();
    for (DesiredState state : states) {
      List<Release> meant = releases.apply(state);
      if (!meant.isEmpty()) {
        run.prepare(state, meant);
        Part.Place place = Part.Place.alone(parts.size(), address);
        parts.add(new Part(place, state, meant, renderer, run.hooks(state)));
      }
    }
    return parts;
  }
}
