package dev.slipway.pipeline.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One entry of `helmfiles:`: which files, and for which environments.
///
/// @param files a pattern of paths in the repository, which may hold `{cluster}`
/// @param except patterns of paths to leave out
/// @param environments the environments that are stated; may hold `{cluster}`; null when the entry
///   states none
/// @param environmentPerFile a pattern of files whose names, without extension, are the
///   environments; null when not stated
/// @param service the service's name; null for the name of the helmfile's folder
/// @param clusters the only clusters this entry is for; empty for all
/// @param line where it stands in slipway.yaml
public record HelmfileSource(
    String files,
    List<String> except,
    @Nullable List<String> environments,
    @Nullable String environmentPerFile,
    @Nullable String service,
    List<String> clusters,
    int line) {
  /// What stands for the cluster's name.
  public static final String CLUSTER = "{cluster}";

  public HelmfileSource {
    except = List.copyOf(except);
    environments = environments == null ? null : List.copyOf(environments);
    clusters = List.copyOf(clusters);
  }

  /// Whether the entry is for that cluster.
  boolean isFor(Cluster cluster) {
    return clusters.isEmpty() || clusters.contains(cluster.name());
  }
}
