package dev.slipway.cli.command;

import dev.slipway.chart.repository.RepositoryEntry;
import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.UsageException;
import dev.slipway.helmfile.release.DeclaredRepositories;
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
  public Command forArguments(List<String> arguments, Environment environment) {
    if (FleetFolder.isMeant(arguments, environment)) {
      throw new UsageException(
          "deps is about one helmfile, and this is the root of a fleet of them",
          "name one: slipway -f services/web/helmfile.yaml deps");
    }
    return this;
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    HelmfileRun run = new HelmfileRun(invocation, session, "deps");
    HelmfileSupply supply = run.hosting().supply();
    run.forEach(state -> {
      List<Release> releases = run.selection(state).filtered();
      DeclaredRepositories declared = DeclaredRepositories.of(state);
      for (RepositoryEntry repository : declared.repositories()) {
        if (releases.stream().anyMatch(each -> each.chart().startsWith(repository.name() + "/"))) {
          run.info(DeclaredRepositories.announcement(repository));
        }
      }
      for (Path chart : localCharts(run, state, releases)) {
        run.info("Updating dependency " + chart);
        supply.update(chart, declared);
      }
      LockUpdate.run(state, releases, chart -> supply.update(chart, declared)).forEach(run::log);
      return !releases.isEmpty();
    });
    return true;
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
