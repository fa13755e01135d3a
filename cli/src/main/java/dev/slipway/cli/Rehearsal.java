package dev.slipway.cli;

import dev.slipway.cli.command.Environment;
import dev.slipway.cli.terminal.Console;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

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

  private Rehearsal() {}

  static void run(Environment environment) {
    for (List<String> line : COMMAND_LINES) {
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
