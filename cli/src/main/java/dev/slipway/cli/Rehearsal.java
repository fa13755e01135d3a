package dev.slipway.cli;

import dev.slipway.cli.command.Environment;
import dev.slipway.cli.terminal.Console;
import dev.slipway.sandbox.Sandbox;
import dev.slipway.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs what people run most, so that the classes which that needs can go into the start-up
/// archive.
final class Rehearsal {
  private static final List<List<String>> COMMAND_LINES =
      List.of(
          List.of("--version"),
          List.of("--help"),
          List.of("template", "--help"),
          List.of(
              "template", "shop", "examples/shop", "-f", "examples/shop/values-production.yaml"),
          List.of("template", "reports", "examples/reports", "--set", "image=a", "--trace"),
          List.of("template", "examples/shop", "--set", "service.port=http"),
          List.of("template", "examples/no-such-chart"),
          List.of(
              "-f",
              "examples/fleet/helmfile.d/services/staging/citations/helmfile.yaml",
              "template",
              "--skip-deps",
              "--skip-hooks"),
          List.of(
              "-f", "examples/fleet/helmfile.d/services/staging/citations/helmfile.yaml", "list"),
          List.of("completion", "bash"),
          List.of("__complete", "--", "temp"),
          List.of("wrong"));

  /// Those in the folder of a fleet. Not those that ask Git: JGit's archive is signed, and a start
  /// that links a class of it checks that first.
  private static final List<List<String>> FLEET_LINES =
      List.of(
          List.of("list"),
          List.of("template", "staging/formulas"),
          List.of("template", "staging/formulas"));

  /// Those on a cluster, in the same folder.
  private static final List<List<String>> CLUSTER_LINES =
      List.of(
          List.of("diff", "-e", "staging", "--summary"),
          List.of("apply", "staging/rbac", "staging/citations"),
          List.of("diff", "staging/rbac"),
          List.of("status", "-e", "staging"),
          List.of("upgrade", "-i", "shop", "../shop", "--wait", "--timeout", "20s"),
          List.of("upgrade", "shop", "../shop", "--set", "service.port=http"),
          List.of("upgrade", "shop", "../shop", "--set", "replicas=2", "--dry-run"),
          List.of("upgrade", "shop", "../shop", "--set", "replicas=2"),
          List.of("releases", "-A"),
          List.of("status", "shop"),
          List.of("history", "shop"),
          List.of("get", "values", "shop"),
          List.of("logs", "shop"),
          List.of("rollback", "shop"),
          List.of("uninstall", "shop"));

  private Rehearsal() {}

  /// Works on charts and helmfiles.
  static void charts(Environment environment) {
    run(COMMAND_LINES, environment);
    run(FLEET_LINES, fleet(environment, Map.of()));
  }

  /// Works on a cluster.
  static void clusters(Environment environment) throws IOException {
    try (Sandbox cluster = Sandbox.start(SandboxOptions.of("staging"))) {
      Path kubeconfig = work(environment).resolve("kubeconfig");
      Files.createDirectories(work(environment));
      Files.writeString(kubeconfig, cluster.kubeconfig());
      run(CLUSTER_LINES, fleet(environment, Map.of("KUBECONFIG", kubeconfig.toString())));
    }
  }

  private static Path work(Environment environment) {
    return environment.resolve("cli/target/rehearsal");
  }

  private static Environment fleet(Environment environment, Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(environment.variables());
    variables.put("XDG_CACHE_HOME", work(environment).toString());
    variables.putAll(more);
    return new Environment(variables, environment.resolve("examples/fleet"));
  }

  private static void run(List<List<String>> lines, Environment environment) {
    for (List<String> line : lines) {
      Console console =
          new Console(
              InputStream.nullInputStream(),
              OutputStream.nullOutputStream(),
              OutputStream.nullOutputStream(),
              Console.Interactive.NONE);
      new Slipway(environment, console).run(line);
    }
  }
}
