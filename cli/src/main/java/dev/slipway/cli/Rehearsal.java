package dev.slipway.cli;

import dev.slipway.cli.command.Environment;
import dev.slipway.cli.terminal.Console;
import java.io.InputStream;
import java.io.OutputStream;
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

  /// Those in the folder of a fleet.
  private static final List<List<String>> FLEET_LINES =
      List.of(
          List.of("list"),
          List.of("template", "staging/formulas"),
          List.of("template", "staging/formulas"),
          List.of("diff", "--summary", "staging/formulas"));

  private Rehearsal() {}

  static void run(Environment environment) {
    run(COMMAND_LINES, environment);
    Map<String, String> variables = new HashMap<>(environment.variables());
    variables.put("XDG_CACHE_HOME", environment.resolve("cli/target/rehearsal").toString());
    run(FLEET_LINES, new Environment(variables, environment.resolve("examples/fleet")));
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
