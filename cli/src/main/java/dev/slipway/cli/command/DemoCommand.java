package dev.slipway.cli.command;

import dev.slipway.cli.demo.Demo;
import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.cli.option.UsageException;
import dev.slipway.cli.sandbox.SandboxGroup;
import dev.slipway.pipeline.rollout.ClusterAddress;
import dev.slipway.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `slipway demo`: a walk through a deployment, on simulated clusters.
final class DemoCommand implements Command {
  private static final List<String> CLUSTERS = List.of("staging", "codfw", "eqiad");

  private static final Option<Boolean> NO_WAIT =
      Option.flag("no-wait", "run all steps without asking, and end");

  private static final Option<String> FOLDER =
      Option.text("folder", "DIR", "where the repository's copy goes; it stays afterwards")
          .suggesting(new Suggestions.Folders());

  @Override
  public Usage usage() {
    return Usage.of(
            "Show a deployment: three simulated clusters and an example repository, a diff, an apply,"
                + " a bad change that is caught and undone, the history, and drift that is"
                + " repaired. Nothing real is touched.")
        .withExample("slipway demo", "step by step; the clusters can be used from other terminals")
        .withExample("slipway demo --no-wait", "all at once, for scripts")
        .withOptions(List.of(NO_WAIT, FOLDER));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    Path example = session.environment().installation().resolve("examples/fleet");
    if (!Files.isDirectory(example)) {
      throw new UsageException(
          "the example repository is not there: " + example,
          "it comes with the program, in the folder of its launcher");
    }
    try {
      boolean stays = !invocation.get(FOLDER).isEmpty();
      Path folder =
          stays
              ? session.environment().resolve(invocation.get(FOLDER)).toAbsolutePath().normalize()
              : Files.createTempDirectory("slipway-demo");
      try (Interrupts _ = Interrupts.endingWith(() -> stopped(session, folder, stays))) {
        return run(example, folder, invocation, session);
      } finally {
        if (!stays) {
          delete(folder);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean run(Path example, Path folder, Invocation invocation, Session session)
      throws IOException {
    Path kubeconfig = free(folder.resolve("kubeconfig"));
    Path fleet = free(folder.resolve("fleet"));
    Map<String, String> versions = SandboxCommand.versions(example);
    List<SandboxOptions> wanted = new ArrayList<>();
    for (String name : CLUSTERS) {
      SandboxOptions options = SandboxOptions.of(name);
      String version = versions.getOrDefault(name, "");
      wanted.add(version.isEmpty() ? options : options.withKubernetesNear(version));
    }
    try (SandboxGroup group = SandboxGroup.start(wanted)) {
      SandboxCommand.writeKubeconfig(kubeconfig, group.kubeconfig());
      Environment inside = inside(session.environment(), fleet, kubeconfig);
      try (MachineClusters clusters = new MachineClusters(session.in(inside))) {
        boolean waiting = session.console().isDialogue() && !invocation.get(NO_WAIT);
        return new Demo(
                session.console(),
                example,
                fleet,
                kubeconfig,
                line -> session.runner().run(line, inside, session.console()),
                context -> clusters.open(new ClusterAddress("", context)),
                waiting)
            .run(group);
      }
    }
  }

  /// A path at which there is nothing yet: the demo overwrites nothing.
  private static Path free(Path path) {
    if (Files.exists(path)) {
      throw new UsageException(
          path + " is there already",
          "name another folder with --folder, or remove it, if it is from an earlier demo");
    }
    return path;
  }

  /// Surroundings in which the repository and the clusters are those of the demo.
  private static Environment inside(Environment environment, Path fleet, Path kubeconfig) {
    Map<String, String> variables = new HashMap<>(environment.variables());
    variables.put("KUBECONFIG", kubeconfig.toString());
    for (String name :
        List.of(
            "HELMFILE_FILE_PATH",
            "HELMFILE_ENVIRONMENT",
            "HELM_NAMESPACE",
            "HELM_KUBECONTEXT",
            "HELMFILE_KUBE_CONTEXT",
            "HELMFILE_NAMESPACE")) {
      variables.remove(name);
    }
    return new Environment(variables, fleet, environment.installation());
  }

  private static void stopped(Session session, Path folder, boolean stays) {
    session.console().message("\nThe demo is over, and its clusters are gone.");
    if (!stays) {
      try {
        delete(folder);
      } catch (IOException | UncheckedIOException e) {
        session.console().message(folder + " is left over: " + e.getMessage());
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
