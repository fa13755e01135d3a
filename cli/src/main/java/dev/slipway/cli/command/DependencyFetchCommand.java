package dev.slipway.cli.command;

import dev.slipway.chart.dependency.ChartDependencies;
import dev.slipway.chart.dependency.DependencySettings;
import dev.slipway.chart.repository.ChartFetcher;
import dev.slipway.chart.repository.Messages;
import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import java.nio.file.Path;
import java.util.List;

/// `slipway chart dependency update|build [CHART]`: brings dependencies into a chart's `charts/`.
///
/// @param fromLock whether Chart.lock says which versions; otherwise Chart.yaml, and the lock is
///   written
record DependencyFetchCommand(boolean fromLock) implements Command {
  private static final Option<Boolean> SKIP_REFRESH =
      Option.flag("skip-refresh", "use the cached indexes of repositories as they are");

  @Override
  public Usage usage() {
    String name = fromLock ? "build" : "update";
    return Usage.of(
            fromLock
                ? "Bring the charts that Chart.lock names into a chart's charts/ folder; without a"
                    + " lock, do what 'update' does."
                : "Choose versions for the dependencies in Chart.yaml, bring them into the chart's"
                    + " charts/ folder, and write Chart.lock.")
        .withArguments("[CHART]", 0, 1, new Suggestions.Folders())
        .withExample("slipway chart dependency " + name + " ./charts/shop", "for that chart")
        .withOptions(List.of(SKIP_REFRESH, HelmOptions.HELM_VERSION))
        .withOptions(SourceOptions.ACCESS)
        .withOptions(List.of(SourceOptions.VERIFY, SourceOptions.KEYRING))
        .withOptions(HelmOptions.STORES);
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    String chart = invocation.arguments().isEmpty() ? "." : invocation.arguments().getFirst();
    ChartSources sources = new ChartSources(invocation, session);
    sources.refuseVerification();
    try (ChartFetcher fetcher = sources.fetcher()) {
      ChartDependencies dependencies =
          dependencies(
              session.environment().resolve(chart),
              invocation,
              session,
              fetcher,
              ConsoleMessages.output(session));
      if (fromLock) {
        dependencies.build();
      } else {
        dependencies.update();
      }
    }
    return true;
  }

  /// Fetches a chart's dependencies on the way to something else.
  static void update(Path chart, Invocation invocation, Session session) {
    try (ChartFetcher fetcher = new ChartSources(invocation, session).fetcher()) {
      dependencies(chart, invocation, session, fetcher, ConsoleMessages.notes(session)).update();
    }
  }

  private static ChartDependencies dependencies(
      Path chart, Invocation invocation, Session session, ChartFetcher fetcher, Messages messages) {
    DependencySettings settings =
        DependencySettings.of(chart)
            .withSkipRefresh(invocation.get(SKIP_REFRESH))
            .withRegistryAccess(new ChartSources(invocation, session).access())
            .withHelmVersion(HelmOptions.version(invocation));
    return new ChartDependencies(
        session.environment().sourceDate().map(settings::withArchiveTime).orElse(settings),
        fetcher,
        messages);
  }
}
