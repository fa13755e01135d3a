package dev.slipway.cli.command;

import dev.slipway.chart.packaging.RepositoryIndexing;
import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import java.time.Clock;
import java.util.List;

/// `slipway chart index DIR`: makes a chart repository's index.
final class IndexCommand implements Command {
  private static final Option<String> URL =
      Option.text("url", "URL", "the repository's URL, for absolute links");

  private static final Option<String> MERGE =
      Option.text("merge", "FILE", "take over the other entries of this index")
          .suggesting(new Suggestions.Files(List.of(".yaml")));

  private static final Option<Boolean> JSON = Option.flag("json", "write JSON");

  @Override
  public Usage usage() {
    return Usage.of(
            "Make the index.yaml of a chart repository from the archives in a folder, as 'helm repo"
                + " index' does.")
        .withArguments("DIR", 1, 1, new Suggestions.Folders())
        .withExample(
            "slipway chart index dist --url https://charts.example.org",
            "write dist/index.yaml for the archives in dist")
        .withOptions(List.of(URL, MERGE, JSON));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    Environment environment = session.environment();
    String merge = invocation.get(MERGE);
    RepositoryIndexing.write(
        new RepositoryIndexing.Request(
            environment.resolve(invocation.arguments().getFirst()),
            invocation.get(URL),
            merge.isEmpty() ? null : environment.resolve(merge),
            invocation.get(JSON),
            Clock.systemUTC()),
        ConsoleMessages.output(session));
    return true;
  }
}
