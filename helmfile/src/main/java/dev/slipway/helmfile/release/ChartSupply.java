package dev.slipway.helmfile.release;

import dev.slipway.chart.repository.ChartRequest;
import dev.slipway.chart.repository.RepositoryEntry;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import java.nio.file.Path;

/// Brings charts from repositories and registries to this machine. Implementations are safe for use
/// by several threads at once.
public interface ChartSupply {
  /// Fetches a chart into a cache.
  ///
  /// @return where it is then
  /// @throws dev.slipway.core.SlipwayException if it cannot be had
  Path fetch(ChartRequest request);

  /// Whether Helm knows a repository of that name and address and has its index, so that nothing
  /// has to be asked for it.
  boolean hasIndex(RepositoryEntry repository);

  /// Brings the dependencies that a chart's lock names into the chart's folder.
  ///
  /// @param declared the repositories of the helmfile, of which Helm need not know
  /// @throws dev.slipway.core.SlipwayException if one cannot be had
  void build(Path chart, DeclaredRepositories declared);

  /// Is told what goes on.
  void log(LogLine line);

  /// Has nothing.
  static ChartSupply none() {
    return new ChartSupply() {
      @Override
      public Path fetch(ChartRequest request) {
        throw new HelmfileException(
            HelmfileErrorCode.CHART, "no chart is fetched here: " + request.reference());
      }

      @Override
      public boolean hasIndex(RepositoryEntry repository) {
        return false;
      }

      @Override
      public void build(Path chart, DeclaredRepositories declared) {}

      @Override
      public void log(LogLine line) {}
    };
  }
}
