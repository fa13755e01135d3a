package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.cli.option.UsageException;
import dev.slipway.helmfile.release.HelmfileLock;
import dev.slipway.helmfile.select.ReleaseSelection;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import dev.slipway.pipeline.fleet.Failure;
import dev.slipway.pipeline.fleet.FleetPart;
import dev.slipway.pipeline.rollout.Part;
import java.util.ArrayList;
import java.util.List;

/// `slipway diff`, `apply`, `sync` and `destroy` at the root of a fleet: on all of its clusters, or
/// those that are meant.
///
/// @param verb which of them
record FleetRolloutCommand(RolloutVerb verb) implements Command {
  @Override
  public Usage usage() {
    List<Option<?>> own = new ArrayList<>(HelmfileRolloutCommand.own(verb));
    own.remove(HelmfileOptions.CONCURRENCY);
    return described()
        .withArguments("[PATH…]", 0, Integer.MAX_VALUE, new Suggestions.Folders())
        .withOptions(FleetOptions.all())
        .withOptions(own);
  }

  private Usage described() {
    return switch (verb) {
      case DIFF ->
          Usage.of(
                  "Show what 'apply' would change on the clusters of slipway.yaml. PATH is a folder or"
                      + " CLUSTER/SERVICE. With --against REV no cluster is asked: it shows what a"
                      + " Git revision alters in the manifests.")
              .withExample("slipway diff", "everything, on every cluster")
              .withExample("slipway diff -e staging --summary", "one cluster, a line a release")
              .withExample("slipway diff --against main", "what this branch alters, offline");
      case APPLY ->
          Usage.of(
                  "Show what differs, then bring it to what the helmfiles say: cluster after cluster"
                      + " in the order of slipway.yaml, and on each its helmfiles in theirs. When"
                      + " something fails on a cluster, the next one is not touched.")
              .withExample("slipway apply -e staging", "one cluster")
              .withExample("slipway apply staging/formulas --atomic", "one service on it")
              .withExample("slipway apply -i", "everything, after a question");
      case SYNC ->
          Usage.of(
                  "Bring all releases to what the helmfiles say, whether they differ or not: cluster"
                      + " after cluster in the order of slipway.yaml.")
              .withExample("slipway sync staging/formulas", "one service on one cluster");
      case DESTROY ->
          Usage.of("Remove releases from clusters. It has to be said which: -e, -l or PATH.")
              .withExample("slipway destroy staging/formulas -i", "one service, after a question");
    };
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    FleetRun run = new FleetRun(invocation, session);
    if (verb == RolloutVerb.DESTROY) {
      refuseEverything(invocation);
    }
    try (RolloutWork work = new RolloutWork(verb, invocation, session)) {
      List<Failure> failures = new ArrayList<>();
      List<Part> parts = new ArrayList<>();
      FleetAddresses addresses = new FleetAddresses(invocation, run, work.clusters());
      for (FleetPart part : run.fleet().parts(run.narrowing(), failures)) {
        parts.addAll(parts(part, run, addresses, invocation));
      }
      boolean loaded = run.end(failures);
      if (!loaded && verb.changes()) {
        session.console().message("Nothing was changed.");
        return false;
      }
      boolean done = parts.isEmpty() || work.run(parts);
      run.tellHidden();
      return work.end(done && loaded);
    }
  }

  private void refuseEverything(Invocation invocation) {
    if (invocation.arguments().isEmpty()
        && invocation.get(FleetOptions.ENVIRONMENTS).isEmpty()
        && invocation.get(HelmfileOptions.SELECTOR).isEmpty()) {
      throw new UsageException(
          "destroy would remove every release of every cluster",
          "say which are meant: -e CLUSTER, -l LABELS or CLUSTER/SERVICE");
    }
  }

  private List<Part> parts(
      FleetPart found, FleetRun run, FleetAddresses addresses, Invocation invocation) {
    List<Part> parts = new ArrayList<>();
    for (DesiredState state : found.states()) {
      ReleaseSelection selection =
          ReleaseSelection.of(state, invocation.get(HelmfileOptions.SELECTOR));
      List<Release> releases = verb.releases(selection, invocation);
      if (verb != RolloutVerb.DESTROY) {
        releases = HelmfileLock.resolved(state, releases);
      }
      if (!releases.isEmpty()) {
        parts.add(
            new Part(
                addresses.place(found.target(), parts.size()),
                state,
                releases,
                found.renderer(),
                HelmfileRun.hooks(state, invocation, verb.commandName(), run::log)));
      }
    }
    return parts;
  }
}
