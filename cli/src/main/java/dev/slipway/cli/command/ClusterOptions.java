package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.kube.config.ContextOverrides;
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

  private static final Option<String> SERVER =
      text("kube-apiserver", "URL", "the address of the API, in place of the kubeconfig's");

  private static final Option<String> TOKEN =
      text("kube-token", "TOKEN", "the token to show, in place of the kubeconfig's credentials");

  private static final Option<String> CA_FILE =
      text("kube-ca-file", "FILE", "the certificates of those that vouch for the server")
          .suggesting(new Suggestions.Files(List.of()));

  private static final Option<String> SERVER_NAME =
      text("kube-tls-server-name", "NAME", "the name in the server's certificate");

  private static final Option<Boolean> INSECURE =
      Option.flag("kube-insecure-skip-tls-verify", "accept any server certificate")
          .in(Option.Section.CLUSTER);

  private static final Option<String> AS_USER =
      text("kube-as-user", "NAME", "act as that user, whom you must be allowed to impersonate");

  private static final Option<List<String>> AS_GROUP =
      Option.texts("kube-as-group", "NAME", "act as a member of that group")
          .in(Option.Section.CLUSTER);

  /// All of them.
  static final List<Option<?>> ALL =
      List.of(
          NAMESPACE,
          KUBECONFIG,
          KUBE_CONTEXT,
          SERVER,
          TOKEN,
          CA_FILE,
          SERVER_NAME,
          INSECURE,
          AS_USER,
          AS_GROUP,
          HelmOptions.ignored("burst-limit"),
          HelmOptions.ignored("qps"));

  private ClusterOptions() {}

  /// The cluster that is meant; helm's `HELM_KUBECONTEXT` counts where no flag names a context.
  static ClusterAddress address(Invocation invocation, Environment environment) {
    String context = invocation.get(KUBE_CONTEXT);
    return new ClusterAddress(
        invocation.get(KUBECONFIG),
        context.isEmpty() ? environment.variable("HELM_KUBECONTEXT").orElse("") : context);
  }

  /// What the flags, and helm's environment variables for them, say beyond the kubeconfig.
  static ContextOverrides overrides(Invocation invocation, Environment environment) {
    List<String> groups = invocation.get(AS_GROUP);
    return new ContextOverrides(
        text(invocation, SERVER, environment, "HELM_KUBEAPISERVER"),
        text(invocation, CA_FILE, environment, "HELM_KUBECAFILE"),
        text(invocation, SERVER_NAME, environment, "HELM_KUBETLS_SERVER_NAME"),
        invocation.get(INSECURE)
            || environment.variable("HELM_KUBEINSECURE_SKIP_TLS_VERIFY").orElse("").equals("true"),
        text(invocation, TOKEN, environment, "HELM_KUBETOKEN"),
        text(invocation, AS_USER, environment, "HELM_KUBEASUSER"),
        groups.isEmpty()
            ? environment
                .variable("HELM_KUBEASGROUPS")
                .map(list -> List.of(list.split(",")))
                .orElse(List.of())
            : groups);
  }

  private static Option<String> text(String name, String value, String description) {
    return Option.text(name, value, description).in(Option.Section.CLUSTER);
  }

  private static String text(
      Invocation invocation, Option<String> option, Environment environment, String variable) {
    String text = invocation.get(option);
    return text.isEmpty() ? environment.variable(variable).orElse("") : text;
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
