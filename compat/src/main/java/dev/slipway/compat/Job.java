package dev.slipway.compat;

import java.util.List;

/// One call of the template command. The batch renderers of Helm read the same JSON.
///
/// @param id a readable name, unique in its collection
/// @param chart the chart's folder
/// @param values the values files, in order
/// @param set the `--set` arguments
/// @param name the release's name; empty for Helm's default
/// @param namespace the namespace; empty for Helm's default
/// @param kubeVersion the `--kube-version`; empty for the built-in one
/// @param apiVersions additional API versions
/// @param includeCrds whether `crds/` is printed
/// @param isUpgrade whether `.Release.IsUpgrade` holds
record Job(
    String id,
    String chart,
    List<String> values,
    List<String> set,
    String name,
    String namespace,
    String kubeVersion,
    List<String> apiVersions,
    boolean includeCrds,
    boolean isUpgrade) {

  Job {
    values = List.copyOf(values);
    set = List.copyOf(set);
    apiVersions = List.copyOf(apiVersions);
  }

  static Job of(String id, String chart, List<String> values, String kubeVersion) {
    return new Job(id, chart, values, List.of(), "", "", kubeVersion, List.of(), false, false);
  }

  /// The same job with those `--set` arguments.
  Job with(String newId, List<String> arguments) {
    return new Job(
        newId,
        chart,
        values,
        arguments,
        name,
        namespace,
        kubeVersion,
        apiVersions,
        includeCrds,
        isUpgrade);
  }

  /// The same job with other names, a cluster that serves more, and `crds/`: for the branches that
  /// defaults never reach.
  Job turned(String newId, boolean upgrade) {
    List<String> served =
        List.of(
            "monitoring.coreos.com/v1",
            "cert-manager.io/v1",
            "autoscaling.k8s.io/v1",
            "gateway.networking.k8s.io/v1",
            "route.openshift.io/v1");
    return new Job(
        newId, chart, values, set, "turned", "elsewhere", "1.33.4", served, true, upgrade);
  }
}
