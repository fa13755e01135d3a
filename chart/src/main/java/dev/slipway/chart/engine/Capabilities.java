package dev.slipway.chart.engine;

import dev.slipway.chart.HelmVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What templates know of the cluster when there is none to ask: `.Capabilities`. Immutable.
///
/// The lists of API versions that each Helm has built in (those of its client-go) are recorded in
/// resource files, one for each [HelmVersion].
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
    String resource = "capabilities-" + version.label() + ".txt";
    try (InputStream in = Capabilities.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      String[] numbers = lines.getFirst().substring(1).split("\\.", -1);
      return new Capabilities(
          version,
          KubeVersion.of(lines.getFirst(), numbers[0], numbers[1]),
          lines.subList(1, lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + resource, e);
    }
  }
}
