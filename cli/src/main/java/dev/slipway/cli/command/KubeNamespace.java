package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.kube.config.KubeConfig;
import dev.slipway.kube.config.MachineHost;

/// The namespace of commands that reach no cluster, as helm takes it.
final class KubeNamespace {
  private KubeNamespace() {}

  /// The namespace that the command line or the surroundings say.
  static String of(Invocation invocation, Environment environment) {
    String named = invocation.get(HelmOptions.NAMESPACE);
    if (!named.isEmpty()) {
      return named;
    }
    return of(
        environment,
        invocation.get(HelmOptions.KUBECONFIG),
        invocation.has(HelmOptions.KUBE_CONTEXT) ? invocation.get(HelmOptions.KUBE_CONTEXT) : "");
  }

  /// The namespace of a kubeconfig (empty for the machine's own) and a context of it (empty for its
  /// current one), unless the surroundings say another.
  static String of(Environment environment, String kubeconfig, String context) {
    return environment
        .variable("HELM_NAMESPACE")
        .orElseGet(() ->
            KubeConfig.namespaceOrDefault(
                new MachineHost(environment.variables(), environment.resolve(""), false),
                kubeconfig,
                context.isEmpty() ? environment.variable("HELM_KUBECONTEXT").orElse("") : context));
  }
}
