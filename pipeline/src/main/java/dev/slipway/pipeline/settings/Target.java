package dev.slipway.pipeline.settings;

/// One helmfile in one environment on one cluster.
///
/// @param cluster the cluster
/// @param stage the place of its entry in `helmfiles:`; those of a later stage are rolled out after
///   those of an earlier one
/// @param file the helmfile, relative to the repository's root
/// @param environment the environment; `default` when the helmfile needs none
/// @param stated whether slipway.yaml names the environment: a helmfile that lacks it is then an
///   error, and otherwise not meant for the cluster
/// @param service the service's name, unique for a file within its cluster
public record Target(
    Cluster cluster, int stage, String file, String environment, boolean stated, String service) {
  /// How errors and reports name it.
  public String label() {
    return cluster.name()
        + "/"
        + service
        + (environment.equals(cluster.name()) || environment.equals("default")
            ? ""
            : " (" + environment + ")");
  }

  /// The helmfile's folder, relative to the repository's root; empty for the root.
  public String folder() {
    int slash = file.lastIndexOf('/');
    return slash < 0 ? "" : file.substring(0, slash);
  }
}
