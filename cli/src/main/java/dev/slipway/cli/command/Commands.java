package dev.slipway.cli.command;

import static dev.slipway.cli.command.CommandTree.command;
import static dev.slipway.cli.command.CommandTree.group;

import dev.slipway.cli.option.Option;
import java.util.List;

/// All commands, by name.
public final class Commands {
  /// The root's own flag.
  public static final Option<Boolean> VERSION =
      Option.flag("version", "show the version").in(Option.Section.GENERAL);

  private Commands() {}

  /// The tree of all commands.
  public static CommandTree root() {
    return group(
        "slipway",
        "Slipway ships Helm charts from one Git repository to many Kubernetes clusters.",
        List.of(
            command("template", "render a chart and print its manifests", TemplateCommand::new),
            command("completion", "print the completion script of a shell", CompletionCommand::new),
            command("__complete", "", CompleteCommand::new)));
  }
}
