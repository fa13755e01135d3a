package dev.slipway.pipeline.settings;

import dev.slipway.helmfile.HelmfileRules;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `slipway.yaml` says.
///
/// @param helmfile whose rules helmfiles are read by; null to find out for each
/// @param clusters the clusters in the order of rollout
/// @param sources where the helmfiles of all clusters are
/// @param paths absolute paths of the deployment servers and where in the repository they are; may
///   hold `{cluster}`, `{environment}` and `{service}` on the right
/// @param charts names of chart repositories and the folders in the repository that hold their
///   charts
/// @param fixtures values that stand in for files of the deployment servers
/// @param variables environment variables that helmfiles find set
/// @param crds files, folders and patterns of files with definitions of custom resources; may hold
///   `{cluster}`
public record Settings(
    @Nullable HelmfileRules helmfile,
    List<Cluster> clusters,
    List<HelmfileSource> sources,
    Map<String, String> paths,
    Map<String, String> charts,
    List<Fixture> fixtures,
    Map<String, String> variables,
    List<String> crds) {
  /// The file's name.
  public static final String FILE = "slipway.yaml";

  public Settings {
    clusters = List.copyOf(clusters);
    sources = List.copyOf(sources);
    paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
    charts = Collections.unmodifiableMap(new LinkedHashMap<>(charts));
    fixtures = List.copyOf(fixtures);
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    crds = List.copyOf(crds);
  }
}
