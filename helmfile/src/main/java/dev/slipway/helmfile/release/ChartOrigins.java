package dev.slipway.helmfile.release;

import dev.slipway.chart.repository.ChartRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// Where charts come from that are no folders beside a helmfile.
///
/// @param folders local folders of charts by the name of a repository: `wmf-stable/calico` is then
///   the folder `calico` in it, whatever the version
/// @param fetch fetches a chart from a repository or registry into a cache and tells where it is
/// @param build brings the dependencies that a chart's lock names into the chart's folder
public record ChartOrigins(
    Map<String, Path> folders, Function<ChartRequest, Path> fetch, Consumer<Path> build) {
  public ChartOrigins {
    folders = Map.copyOf(new TreeMap<>(folders));
  }
}
