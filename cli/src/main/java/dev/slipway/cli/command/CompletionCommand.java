package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.cli.option.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// `slipway completion SHELL`: prints a script that teaches a shell to complete command lines.
final class CompletionCommand implements Command {
  private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  @Override
  public Usage usage() {
    return Usage.of(
            "Print a script that completes slipway's commands, flags, charts and templates in a"
                + " shell.")
        .withArguments("bash|zsh|fish", 1, 1, new Suggestions.Words(SHELLS))
        .withExample("source <(slipway completion bash)", "in ~/.bashrc, for bash")
        .withExample("source <(slipway completion zsh)", "in ~/.zshrc, for zsh")
        .withExample(
            "slipway completion fish > ~/.config/fish/completions/slipway.fish", "once, for fish");
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    String shell = invocation.arguments().getFirst();
    if (!SHELLS.contains(shell)) {
      throw new UsageException(
          "unknown shell \"" + shell + "\"", "known shells: " + String.join(", ", SHELLS));
    }
    session.console().write(script("slipway." + shell));
    return true;
  }

  private static byte[] script(String name) {
    try (InputStream in = CompletionCommand.class.getResourceAsStream("/dev/slipway/cli/" + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the program");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
