package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.pipeline.rollout.ClusterAddress;
import java.util.List;

/// The flags that say which cluster, as helm and kubectl have them.
final class ClusterOptions {
  static final Option<String> KUBECONFIG =
      Option.text("kubeconfig", "FILE", "the kubeconfig; $KUBECONFIG or ~/.kube/config without it")
          .suggesting(new Suggestions.Files(List.of()))
          .in(Option.Section.CLUSTER);

  static final Option<String> KUBE_CONTEXT =
      Option.text("kube-context", "NAME", "the context; the kubeconfig's current one without it")
          .in(Option.Section.CLUSTER);

  static final Option<String> NAMESPACE =
      Option.text("namespace", "NAME", "the namespace; that of the context without it")
          .orShort('n')
          .in(Option.Section.CLUSTER);

  /// All of them.
  static final List<Option<?>> ALL = List.of(NAMESPACE, KUBECONFIG, KUBE_CONTEXT);

  private ClusterOptions() {}

  /// The cluster that is meant; helm's `HELM_KUBECONTEXT` counts where no flag names a context.
  static ClusterAddress address(Invocation invocation, Environment environment) {
    String context = invocation.get(KUBE_CONTEXT);
    return new ClusterAddress(
        invocation.get(KUBECONFIG),
        context.isEmpty() ? environment.variable("HELM_KUBECONTEXT").orElse("") : context);
  }

  /// The namespace that is meant: the flag's, `HELM_NAMESPACE`, or that of the context.
  static String namespace(
      Invocation invocation, Environment environment, MachineClusters clusters) {
    String namespace = invocation.get(NAMESPACE);
    return namespace.isEmpty()
        ? environment
            .variable("HELM_NAMESPACE")
            .filter(name -> !name.isEmpty())
            .orElseGet(() -> clusters.namespace(address(invocation, environment)))
        : namespace;
  }
}
