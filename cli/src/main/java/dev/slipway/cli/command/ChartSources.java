package dev.slipway.cli.command;

import dev.slipway.chart.repository.ChartFetcher;
import dev.slipway.chart.repository.ChartRequest;
import dev.slipway.chart.repository.NetworkSettings;
import dev.slipway.chart.repository.ServerAccess;
import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.UsageException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Finds the charts that a command line names, wherever they are.
///
/// @param invocation the flags of [SourceOptions] and [HelmOptions]
/// @param session where it runs
record ChartSources(Invocation invocation, Session session) {
  /// The folder or archive of a chart. What is here is not searched elsewhere, and no client for
  /// the network is made for it.
  Path locate(String reference) {
    refuseVerification();
    if (invocation.get(SourceOptions.REPO).isEmpty()) {
      Path local = local(reference);
      if (local != null) {
        return local;
      }
    }
    try (ChartFetcher fetcher = fetcher()) {
      return fetcher.locate(
          request(reference), session.environment().folder(), ConsoleMessages.notes(session));
    }
  }

  private @Nullable Path local(String reference) {
    try {
      Path path = session.environment().resolve(reference.strip());
      return !reference.isBlank() && Files.exists(path) ? path : null;
    } catch (InvalidPathException _) {
      return null;
    }
  }

  /// The chart of that reference, as the flags describe it.
  ChartRequest request(String reference) {
    String version = invocation.get(SourceOptions.VERSION);
    if (version.isEmpty() && invocation.get(SourceOptions.DEVEL)) {
      version = ">0.0.0-0";
    }
    return new ChartRequest(reference, version, invocation.get(SourceOptions.REPO), access());
  }

  /// A client for repositories and registries; to be closed.
  ChartFetcher fetcher() {
    return fetcher(new NetworkSettings(session.environment().variables(), "slipway"));
  }

  /// The same for charts of helmfiles, which most people use with Helm 3.
  ChartFetcher fetcherForHelmfiles() {
    return fetcher(
        new NetworkSettings(session.environment().variables(), "slipway").withPlainLoopback());
  }

  private ChartFetcher fetcher(NetworkSettings network) {
    return new ChartFetcher(new HelmFolders(invocation, session.environment()).paths(), network);
  }

  /// Refuses `--verify`, which would give a safety that is not there if it were passed over.
  void refuseVerification() {
    if (invocation.get(SourceOptions.VERIFY)) {
      throw new UsageException(
          "--verify is not supported", "check the signature with gpg, or with helm verify");
    }
  }

  /// How the flags say to reach a server.
  ServerAccess access() {
    return new ServerAccess(
        invocation.get(SourceOptions.USERNAME),
        invocation.get(SourceOptions.PASSWORD),
        invocation.get(SourceOptions.PASS_CREDENTIALS),
        invocation.get(SourceOptions.CERT_FILE),
        invocation.get(SourceOptions.KEY_FILE),
        invocation.get(SourceOptions.CA_FILE),
        invocation.get(SourceOptions.INSECURE),
        invocation.get(SourceOptions.PLAIN_HTTP));
  }
}
