package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.cli.sandbox.ClusterCopy;
import dev.slipway.cli.sandbox.SandboxGroup;
import dev.slipway.core.SlipwayException;
import dev.slipway.kube.KubeClient;
import dev.slipway.kube.ListOptions;
import dev.slipway.kube.WriteOptions;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.pipeline.fleet.FleetChanges;
import dev.slipway.pipeline.fleet.FleetDiff;
import dev.slipway.pipeline.rollout.ClusterAddress;
import dev.slipway.pipeline.settings.Target;
import dev.slipway.release.ManifestObjects;
import dev.slipway.sandbox.Sandbox;
import dev.slipway.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `slipway rehearse`: deploys into simulated clusters that start from what the real ones hold.
final class RehearseCommand implements Command {
  private static final Option<Boolean> FRESH =
      Option.flag("fresh", "start from empty clusters, even where the real ones can be reached")
          .in(Option.Section.CLUSTER);

  private static final Option<Boolean> RUN_HOOKS =
      Option.flag("run-hooks", "run the programs that helmfiles have as hooks, too")
          .in(Option.Section.APPLY);

  private static final GroupVersionKind NODE = new GroupVersionKind("", "v1", "Node");

  @Override
  public Usage usage() {
    return Usage.of(
            "Deploy the repository, or a part of it, into simulated clusters, and end them again. They"
                + " start from what the real clusters hold, where those can be reached, else from"
                + " nothing. Order, charts' hooks, quotas and readiness are tried before anything"
                + " real is touched; each release is waited for, also where its helmfile does not ask"
                + " for that. PATH is a folder or CLUSTER/SERVICE.")
        .withExample("slipway rehearse", "everything")
        .withExample("slipway rehearse -e staging --fresh", "one cluster, set up from nothing")
        .withExample("slipway rehearse --against main", "only what this branch alters")
        .withArguments("[PATH…]", 0, Integer.MAX_VALUE, new Suggestions.Folders())
        .withOptions(FleetOptions.all())
        .withOptions(List.of(FleetOptions.AGAINST, FRESH, RUN_HOOKS, RolloutFlags.TRY_ANYWAY));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    FleetRun run = new FleetRun(invocation, session);
    Optional<List<String>> paths = paths(invocation, run, session);
    if (paths.isPresent() && paths.get().isEmpty()) {
      session.console().note("Nothing changes, so there is nothing to rehearse.");
      return true;
    }
    Map<String, Target> clusters = new LinkedHashMap<>();
    for (Target target : run.fleet().targets(run.narrowing())) {
      clusters.putIfAbsent(context(target), target);
    }
    List<SandboxOptions> wanted = new ArrayList<>();
    clusters.forEach((name, target) -> {
      String version = target.cluster().kubernetesVersion();
      // Nobody else talks to them, and a rehearsal of thousands of pods would be half encryption.
      SandboxOptions options = SandboxOptions.of(name).withAnyNodePort().withPlainHttp();
      wanted.add(version == null ? options : options.withKubernetesNear(version));
    });
    try (SandboxGroup group = SandboxGroup.start(wanted)) {
      Set<String> copied =
          invocation.get(FRESH) ? Set.of() : copy(group, clusters, run, invocation, session);
      Path folder = Files.createTempDirectory("slipway-rehearse");
      Path kubeconfig = folder.resolve("kubeconfig");
      try {
        SandboxCommand.writeKubeconfig(kubeconfig, group.kubeconfig());
        prepare(kubeconfig, clusters, copied, run, session);
        List<String> line = line(invocation, kubeconfig, paths.orElse(invocation.arguments()));
        boolean done = session.runner().run(line, session.environment(), session.console()) == 0;
        session
            .console()
            .note(
                done
                    ? "The rehearsal went well."
                    : "The rehearsal failed; nothing real was touched.");
        return done;
      } finally {
        Files.deleteIfExists(kubeconfig);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The services that a Git revision alters; empty when it is not about one.
  private static Optional<List<String>> paths(
      Invocation invocation, FleetRun run, Session session) {
    if (!invocation.has(FleetOptions.AGAINST)) {
      return Optional.empty();
    }
    FleetChanges changes =
        new FleetDiff(run.fleet(), 0, text -> text)
            .against(invocation.get(FleetOptions.AGAINST), run.narrowing());
    Set<String> services = new LinkedHashSet<>();
    for (FleetChanges.Change change : changes.changes()) {
      Target target = change.release().target();
      services.add(target.cluster().name() + "/" + target.service());
    }
    services.forEach(service -> session.console().note("altered: " + service));
    return Optional.of(new ArrayList<>(services));
  }

  private static String context(Target target) {
    return target.cluster().context().isEmpty()
        ? target.cluster().name()
        : target.cluster().context();
  }

  /// Tells the simulated clusters the kinds that no chart of the repository brings, and gives those
  /// that are no copy room for everything: how large the real one is nobody knows.
  private static void prepare(
      Path kubeconfig,
      Map<String, Target> clusters,
      Set<String> copied,
      FleetRun run,
      Session session)
      throws IOException {
    try (MachineClusters simulated = new MachineClusters(session)) {
      for (Map.Entry<String, Target> entry : clusters.entrySet()) {
        KubeClient cluster =
            simulated.open(new ClusterAddress(kubeconfig.toString(), entry.getKey()));
        for (Path file : run.definitions(entry.getValue().cluster())) {
          for (KubeObject definition : ManifestObjects.read(Files.readString(file))) {
            if (cluster.get(definition.key()).isEmpty()) {
              cluster.create(definition, WriteOptions.as("slipway"));
            }
          }
        }
        if (!copied.contains(entry.getKey())) {
          makeRoom(cluster);
        }
      }
    }
  }

  private static void makeRoom(KubeClient cluster) {
    WriteOptions how = WriteOptions.as("slipway");
    for (KubeObject node : cluster.list(NODE, "", ListOptions.ALL).items()) {
      cluster.apply(
          KubeObject.of(
              Map.of(
                  "apiVersion",
                  "v1",
                  "kind",
                  "Node",
                  "metadata",
                  Map.of(
                      "name",
                      node.name(),
                      "annotations",
                      Map.of("sandbox.slipway.dev/room", "any")))),
          how);
    }
  }

  /// Fills the simulated clusters with what the real ones hold.
  ///
  /// @return those that could be filled
  private static Set<String> copy(
      SandboxGroup group,
      Map<String, Target> clusters,
      FleetRun run,
      Invocation invocation,
      Session session) {
    Set<String> copied = new LinkedHashSet<>();
    try (MachineClusters real = new MachineClusters(session)) {
      FleetAddresses addresses = new FleetAddresses(invocation, run, real);
      for (Sandbox sandbox : group.sandboxes()) {
        Target target = clusters.get(sandbox.name());
        if (target == null) {
          continue;
        }
        try {
          KubeClient cluster = real.open(addresses.place(target, 0).address());
          List<KubeObject> objects = ClusterCopy.of(cluster);
          sandbox.loadObjects(objects);
          copied.add(sandbox.name());
          session
              .console()
              .note(
                  sandbox.name()
                      + ": starts from the "
                      + objects.size()
                      + " objects that it holds");
        } catch (SlipwayException e) {
          session.console().note(sandbox.name() + ": starts from nothing (" + e.getMessage() + ")");
        }
      }
    }
    return copied;
  }

  private static List<String> line(Invocation invocation, Path kubeconfig, List<String> paths) {
    List<String> line =
        new ArrayList<>(
            List.of("apply", "--summary", "--wait", "--kubeconfig", kubeconfig.toString()));
    if (invocation.get(RolloutFlags.TRY_ANYWAY)) {
      line.add("--try-anyway");
    }
    if (!invocation.get(RUN_HOOKS)) {
      line.add("--skip-hooks");
    }
    invocation.get(FleetOptions.ENVIRONMENTS).forEach(name -> line.add("--environment=" + name));
    invocation.get(HelmfileOptions.SELECTOR).forEach(labels -> line.add("--selector=" + labels));
    invocation.get(HelmfileOptions.STATE_SET).forEach(set -> line.add("--state-values-set=" + set));
    invocation
        .get(HelmfileOptions.STATE_SET_STRING)
        .forEach(set -> line.add("--state-values-set-string=" + set));
    invocation
        .get(HelmfileOptions.STATE_FILE)
        .forEach(file -> line.add("--state-values-file=" + file));
    if (invocation.get(HelmfileOptions.SKIP_DEPS)) {
      line.add("--skip-deps");
    }
    line.addAll(paths);
    return line;
  }
}
