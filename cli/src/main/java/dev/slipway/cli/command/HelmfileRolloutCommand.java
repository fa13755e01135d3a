package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.helmfile.release.HelmfileLock;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import dev.slipway.pipeline.rollout.Part;
import java.util.ArrayList;
import java.util.List;

/// `slipway diff`, `apply`, `sync` and `destroy` on one helmfile and those that it includes.
///
/// @param verb which of them
record HelmfileRolloutCommand(RolloutVerb verb) implements Command {
  @Override
  public Command forArguments(List<String> arguments, Environment environment) {
    if (verb == RolloutVerb.DIFF && isOffline(arguments)) {
      return new FleetDiffCommand();
    }
    if (verb == RolloutVerb.DIFF
        && !arguments.isEmpty()
        && arguments.getFirst().equals("upgrade")) {
      return new UpgradeCommand(UpgradeCommand.Verb.DIFF);
    }
    return FleetFolder.isMeant(arguments, environment) ? new FleetRolloutCommand(verb) : this;
  }

  private static boolean isOffline(List<String> arguments) {
    String flag = "--" + FleetOptions.AGAINST.name();
    return arguments.stream()
        .anyMatch(argument -> argument.equals(flag) || argument.startsWith(flag + "="));
  }

  @Override
  public Usage usage() {
    return described().withOptions(HelmfileOptions.GLOBAL).withOptions(own(verb));
  }

  /// The flags of a command beyond those that say what it is about.
  static List<Option<?>> own(RolloutVerb verb) {
    List<Option<?>> options = new ArrayList<>(HelmfileOptions.NEEDS);
    options.add(HelmfileOptions.CONCURRENCY);
    if (verb != RolloutVerb.DESTROY) {
      options.addAll(List.of(ValueOptions.SET, HelmfileOptions.VALUES, HelmfileOptions.ARGS));
    }
    if (verb.compares()) {
      options.addAll(RolloutFlags.DIFF);
      options.addAll(List.of(RolloutFlags.SAVE_PLAN));
    }
    switch (verb) {
      case DIFF ->
          options.addAll(
              List.of(
                  RolloutFlags.RESET_VALUES,
                  ReleaseFlags.REUSE_VALUES,
                  TemplateOptions.SKIP_SCHEMA,
                  RolloutFlags.TAKE_OWNERSHIP));
      case APPLY -> {
        options.addAll(RolloutFlags.APPLY);
        options.add(RolloutFlags.PLAN);
        options.add(RolloutFlags.CASCADE);
        options.add(RolloutFlags.SUPPRESS_DIFF);
        options.add(HelmfileOptions.SKIP_CLEANUP);
      }
      case SYNC -> {
        options.addAll(RolloutFlags.APPLY);
        options.add(RolloutFlags.CASCADE);
        options.add(RolloutFlags.REGENERATE);
        options.addAll(RolloutFlags.CONFLICTS);
      }
      case DESTROY ->
          options.addAll(
              List.of(
                  RolloutFlags.CASCADE,
                  RolloutFlags.TRY_ANYWAY,
                  RolloutFlags.TAKE_OVER,
                  RolloutFlags.WAIT_LOCK));
    }
    if (verb == RolloutVerb.DESTROY) {
      options.add(HelmOptions.ignoredFlag("skip-charts"));
    } else {
      options.addAll(RolloutFlags.accepted());
    }
    return options;
  }

  private Usage described() {
    return switch (verb) {
      case DIFF ->
          Usage.of(
                  "Show what 'apply' would change on the cluster. The cluster itself works out what"
                      + " each object would become, so that defaults and fields of others make no"
                      + " difference; what was changed by hand shows as drift.")
              .withExample("slipway -e staging diff", "the helmfile of this folder")
              .withExample("slipway diff -l name=web --output fields", "field by field")
              .withExample("slipway diff --detailed-exitcode", "exit code 2 when something changes")
              .withExample("slipway diff --against main", "a fleet's manifests, without a cluster");
      case APPLY ->
          Usage.of(
                  "Show what differs, then bring it to what the helmfile says: releases in the order"
                      + " of their needs, several at once, each watched until it is ready if it"
                      + " waits. Releases that are not to be installed are removed.")
              .withExample("slipway -e staging apply", "the helmfile of this folder")
              .withExample("slipway apply -i -l name=web", "one release, after a question")
              .withExample("slipway apply --atomic", "go back to what was there if it fails");
      case SYNC ->
          Usage.of("Bring all releases to what the helmfile says, whether they differ or not.")
              .withExample("slipway -e staging sync", "the helmfile of this folder");
      case DESTROY ->
          Usage.of("Remove all releases of the helmfile, in the reverse order of their needs.")
              .withExample("slipway -e staging destroy -i", "after a question")
              .withExample("slipway destroy -l name=web", "one release");
    };
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    HelmfileRun run = new HelmfileRun(invocation, session, verb.commandName());
    HelmfileParts parts = new HelmfileParts(invocation, run);
    boolean[] done = {true};
    try (RolloutWork work = new RolloutWork(verb, invocation, session)) {
      run.around(states -> {
        List<Part> found = parts.of(states, state -> releases(run, state, invocation));
        done[0] = found.isEmpty() || work.run(found);
        return !found.isEmpty();
      });
      run.hosting().tellHidden();
      return work.end(done[0]);
    }
  }

  private List<Release> releases(HelmfileRun run, DesiredState state, Invocation invocation) {
    List<Release> releases = verb.releases(run.selection(state), invocation);
    return verb == RolloutVerb.DESTROY ? releases : HelmfileLock.resolved(state, releases);
  }
}
