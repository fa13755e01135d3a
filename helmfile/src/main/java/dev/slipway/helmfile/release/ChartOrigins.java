package dev.slipway.helmfile.release;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// Where charts come from that are no folders beside a helmfile.
///
/// @param folders local folders of charts by the name of a repository: `wmf-stable/calico` is then
///   the folder `calico` in it, whatever the version
/// @param supply brings all others
/// @param skipRefresh whether indexes of repositories that Helm has are used as they are
public record ChartOrigins(Map<String, Path> folders, ChartSupply supply, boolean skipRefresh) {
  public ChartOrigins {
    folders = Map.copyOf(new TreeMap<>(folders));
  }

  /// A copy with other folders.
  public ChartOrigins withFolders(Map<String, Path> others) {
    return new ChartOrigins(others, supply, skipRefresh);
  }
}
