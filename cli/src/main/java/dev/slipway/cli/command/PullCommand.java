package dev.slipway.cli.command;

import dev.slipway.chart.packaging.ChartPull;
import dev.slipway.chart.repository.ChartFetcher;
import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import java.nio.file.Path;
import java.util.List;

/// `slipway chart pull CHART…`: downloads charts.
final class PullCommand implements Command {
  private static final Option<String> DESTINATION =
      Option.text("destination", "DIR", "where to put it; here without it")
          .orShort('d')
          .startingAs(".")
          .suggesting(new Suggestions.Folders());

  private static final Option<Boolean> UNTAR =
      Option.flag("untar", "unpack the archive into a folder of the chart's name");

  private static final Option<String> UNTAR_DIR =
      Option.text("untardir", "DIR", "with --untar: where to make that folder")
          .startingAs(".")
          .suggesting(new Suggestions.Folders());

  private static final Option<Boolean> PROVENANCE =
      Option.flag("prov", "fetch the signature file too, without checking it");

  @Override
  public Usage usage() {
    return Usage.of(
            "Download charts from an HTTP chart repository or an OCI registry. CHART is a URL,"
                + " oci://REGISTRY/PATH, or REPOSITORY/NAME of a repository that 'helm repo add' has"
                + " stored.")
        .withArguments("CHART…", 1, Integer.MAX_VALUE, new Suggestions.None())
        .withExample(
            "slipway chart pull oci://registry.example.org/charts/shop --version 1.2.3",
            "download shop-1.2.3.tgz")
        .withExample(
            "slipway chart pull shop --repo https://charts.example.org --untar",
            "download the newest version and unpack it into the folder shop")
        .withOptions(List.of(DESTINATION, UNTAR, UNTAR_DIR, PROVENANCE))
        .withOptions(SourceOptions.ALL)
        .withOptions(HelmOptions.STORES);
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    ChartSources sources = new ChartSources(invocation, session);
    sources.refuseVerification();
    Path destination = session.environment().resolve(invocation.get(DESTINATION));
    Path unpackInto = invocation.get(UNTAR) ? destination.resolve(invocation.get(UNTAR_DIR)) : null;
    try (ChartFetcher fetcher = sources.fetcher()) {
      for (String chart : invocation.arguments()) {
        ChartPull.pull(
            new ChartPull.Request(
                sources.request(chart), destination, invocation.get(PROVENANCE), unpackInto),
            fetcher,
            ConsoleMessages.output(session));
      }
    }
    return true;
  }
}
