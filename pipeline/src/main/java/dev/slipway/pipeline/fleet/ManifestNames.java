package dev.slipway.pipeline.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where each release's manifests go: CLUSTER/SERVICE/RELEASE.yaml. Releases of one name in a
/// service have their namespaces before it, and their environments when that is not enough.
final class ManifestNames {
  private ManifestNames() {}

  /// The relative paths by [FleetRelease#identity].
  static Map<String, String> of(List<FleetRelease> releases) {
    Map<String, Integer> plain = new HashMap<>();
    Map<String, Integer> spaced = new HashMap<>();
    for (FleetRelease release : releases) {
      plain.merge(path(release, release.name()), 1, Integer::sum);
      spaced.merge(path(release, spaced(release)), 1, Integer::sum);
    }
    Map<String, String> names = new HashMap<>();
    for (FleetRelease release : releases) {
      String name = release.name();
      if (plain.getOrDefault(path(release, name), 0) > 1) {
        name = spaced(release);
        if (spaced.getOrDefault(path(release, name), 0) > 1) {
          name = release.target().environment() + "." + name;
        }
      }
      names.put(release.identity(), path(release, name));
    }
    return names;
  }

  private static String spaced(FleetRelease release) {
    return release.namespace().isEmpty()
        ? release.name()
        : release.namespace() + "." + release.name();
  }

  private static String path(FleetRelease release, String name) {
    return folder(release) + "/" + name.replace('/', '_') + ".yaml";
  }

  /// The folder of a release's service.
  static String folder(FleetRelease release) {
    return release.target().cluster().name() + "/" + release.target().service();
  }
}
