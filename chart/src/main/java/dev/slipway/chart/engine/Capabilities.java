package dev.slipway.chart.engine;

import dev.slipway.chart.HelmVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What templates know of the cluster when there is none to ask: `.Capabilities`. Immutable.
///
/// @param helm whose Helm it is
/// @param kubeVersion the cluster's version
/// @param apiVersions the API versions that the cluster serves, also as `group/version/Kind`
public record Capabilities(HelmVersion helm, KubeVersion kubeVersion, List<String> apiVersions) {
  private static final Map<HelmVersion, Capabilities> DEFAULTS = new ConcurrentHashMap<>();

  public Capabilities {
    apiVersions = List.copyOf(apiVersions);
  }

  /// What is built into that Helm.
  public static Capabilities defaults(HelmVersion version) {
    return DEFAULTS.computeIfAbsent(version, Capabilities::load);
  }

  /// A copy for a cluster of that version (null for the same), with further API versions.
  public Capabilities with(@Nullable KubeVersion version, List<String> moreApiVersions) {
    if (version == null && moreApiVersions.isEmpty()) {
      return this;
    }
    List<String> all = new ArrayList<>(apiVersions);
    all.addAll(moreApiVersions);
    return new Capabilities(helm, version == null ? kubeVersion : version, all);
  }

  private static Capabilities load(HelmVersion version) {
    List<String> lines = BuiltInVersions.text(version).lines().toList();
    String[] numbers = lines.getFirst().substring(1).split("\\.", -1);
    return new Capabilities(
        version,
        KubeVersion.of(lines.getFirst(), numbers[0], numbers[1]),
        lines.subList(1, lines.size()));
  }
}
