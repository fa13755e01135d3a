package dev.slipway.cli.command;

import dev.slipway.chart.dependency.ChartDependencies;
import dev.slipway.chart.dependency.DependencySettings;
import dev.slipway.chart.repository.ChartFetcher;
import dev.slipway.chart.repository.ChartRequest;
import dev.slipway.chart.repository.Messages;
import dev.slipway.chart.repository.RepositoryEntry;
import dev.slipway.chart.repository.ServerAccess;
import dev.slipway.cli.option.ArgumentParser;
import dev.slipway.cli.option.Invocation;
import dev.slipway.core.Diagnostic;
import dev.slipway.helmfile.release.ChartSupply;
import dev.slipway.helmfile.release.DeclaredRepositories;
import dev.slipway.helmfile.release.LogLine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Brings charts of helmfiles from repositories and registries, with one client for the whole run:
/// each index is fetched once. Safe for use by several threads at once.
final class HelmfileSupply implements ChartSupply {
  private final Invocation invocation;
  private final Session session;
  private @Nullable ChartFetcher fetcher;

  /// @param invocation flags of [HelmfileOptions]
  HelmfileSupply(Invocation invocation, Session session) {
    this.invocation = invocation;
    this.session = session;
  }

  /// Made when it is needed: most runs need no network, and the client is slow to load.
  private synchronized ChartFetcher fetcher() {
    if (fetcher == null) {
      Invocation noFlags = ArgumentParser.parse(List.of(), List.of());
      fetcher = new ChartSources(noFlags, session).fetcherForHelmfiles();
    }
    return fetcher;
  }

  @Override
  public Path fetch(ChartRequest request) {
    ChartRequest wanted =
        invocation.get(HelmfileOptions.OCI_PLAIN_HTTP)
            ? new ChartRequest(
                request.reference(),
                request.version(),
                request.repositoryUrl(),
                request.access().withPlainHttp(true))
            : request;
    return fetcher().locate(wanted, session.environment().folder(), messages());
  }

  @Override
  public boolean hasIndex(RepositoryEntry repository) {
    return fetcher().hasIndex(repository);
  }

  @Override
  public void build(Path chart, DeclaredRepositories declared) {
    dependencies(chart, declared).build();
  }

  /// Chooses versions of a chart's dependencies anew, fetches them and writes its lock.
  void update(Path chart, DeclaredRepositories declared) {
    dependencies(chart, declared).update();
  }

  private ChartDependencies dependencies(Path chart, DeclaredRepositories declared) {
    Map<String, ServerAccess> registries = new LinkedHashMap<>(declared.registries());
    ServerAccess otherwise = ServerAccess.NONE;
    if (invocation.get(HelmfileOptions.OCI_PLAIN_HTTP)) {
      registries.replaceAll((_, access) -> access.withPlainHttp(true));
      otherwise = otherwise.withPlainHttp(true);
    }
    DependencySettings settings =
        DependencySettings.of(chart)
            .withDeclared(declared.repositories(), registries)
            .withRegistryAccess(otherwise)
            .withSkipRefresh(invocation.get(HelmfileOptions.SKIP_REFRESH));
    return new ChartDependencies(settings, fetcher(), messages());
  }

  @Override
  public void log(LogLine line) {
    if (HelmfileRun.isShown(line, invocation)) {
      session.console().note(line.text());
    }
  }

  private Messages messages() {
    return new Told();
  }

  /// What Helm prints is a part of helmfile's log.
  private final class Told implements Messages {
    @Override
    public void line(String text) {
      log(new LogLine(LogLine.Level.INFO, text));
    }

    @Override
    public void pulled(String text) {
      // helmfile says itself what it pulls, and shows only Helm's output.
      log(new LogLine(LogLine.Level.DEBUG, text));
    }

    @Override
    public void warning(Diagnostic diagnostic) {
      ConsoleMessages.notes(session).warning(diagnostic);
    }
  }
}
