package dev.slipway.cli.command;

import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
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
}
