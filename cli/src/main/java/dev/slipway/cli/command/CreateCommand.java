package dev.slipway.cli.command;

import dev.slipway.chart.create.ChartCreation;
import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import java.nio.file.Path;
import java.util.List;

/// `slipway chart create NAME`: makes a new chart.
final class CreateCommand implements Command {
  private static final Option<String> STARTER =
      Option.text("starter", "NAME", "a starter in helm's folder of starters, or its absolute path")
          .orShort('p')
          .suggesting(new Suggestions.Charts());

  @Override
  public Usage usage() {
    return Usage.of(
            "Make a new chart: a folder of that name with a web service that lints clean and"
                + " satisfies the restricted Pod Security Standard.")
        .withArguments("NAME", 1, 1, new Suggestions.Folders())
        .withExample("slipway chart create shop", "make the chart shop in a new folder shop")
        .withOptions(List.of(STARTER));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    String name = invocation.arguments().getFirst();
    String starter = invocation.get(STARTER);
    Path starterPath = null;
    if (!starter.isEmpty()) {
      starterPath = new HelmFolders(invocation, session.environment()).starters().resolve(starter);
    }
    session.console().println("Creating " + name);
    Path folder = session.environment().resolve(name);
    ChartCreation.create(folder, starterPath, ConsoleMessages.output(session));
    return true;
  }
}
