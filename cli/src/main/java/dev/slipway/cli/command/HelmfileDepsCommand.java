package dev.slipway.cli.command;

import dev.slipway.chart.dependency.ChartDependencies;
import dev.slipway.chart.dependency.DependencySettings;
import dev.slipway.chart.repository.ChartFetcher;
import dev.slipway.cli.option.ArgumentParser;
import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.helmfile.release.LockUpdate;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// `slipway deps`: chooses versions of charts and locks them.
final class HelmfileDepsCommand implements Command {
  private static final Option<Boolean> SKIP_REPOS = HelmOptions.ignoredFlag("skip-repos");

  @Override
  public Usage usage() {
    return Usage.of(
            "Bring the dependencies of local charts up to date, choose for each chart of the"
                + " helmfile's repositories the newest version that its release allows, and write"
                + " them to helmfile.lock, as 'helmfile deps' does.")
        .withExample("slipway deps", "then 'template' uses the locked versions")
        .withOptions(HelmfileOptions.GLOBAL)
        .withOptions(List.of(HelmfileOptions.ARGS, HelmfileOptions.CONCURRENCY, SKIP_REPOS));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    HelmfileRun run = new HelmfileRun(invocation, session, "deps");
    Invocation noFlags = ArgumentParser.parse(List.of(), List.of());
    try (ChartFetcher fetcher = new ChartSources(noFlags, session).fetcher()) {
      run.forEach(state -> {
        List<Release> releases = run.selection(state).filtered();
        for (Path chart : localCharts(run, state, releases)) {
          run.info("Updating dependency " + chart);
          update(chart, session, fetcher);
        }
        LockUpdate.run(state, releases, chart -> update(chart, session, fetcher)).forEach(run::log);
        return !releases.isEmpty();
      });
    }
    return true;
  }

  private static void update(Path chart, Session session, ChartFetcher fetcher) {
    new ChartDependencies(DependencySettings.of(chart), fetcher, ConsoleMessages.notes(session))
        .update();
  }

  private static Set<Path> localCharts(
      HelmfileRun run, DesiredState state, List<Release> releases) {
    Set<Path> charts = new LinkedHashSet<>();
    for (Release release : releases) {
      if (release.installed() && !release.chart().contains("://")) {
        Path folder = run.hosting().place(state, release.chart());
        if (Files.isRegularFile(folder.resolve("Chart.yaml"))) {
          charts.add(folder);
        }
      }
    }
    return charts;
  }
}
