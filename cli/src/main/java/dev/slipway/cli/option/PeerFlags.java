package dev.slipway.cli.option;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Flags of helm, helmfile and kubectl that people type from habit and that are not here, or not on
/// every command: what to do instead.
final class PeerFlags {
  private PeerFlags() {}

  /// What to do instead of a flag that a command does not know.
  static Optional<String> instead(String name) {
    return Optional.ofNullable(hint(name));
  }

  private static @Nullable String hint(String name) {
    return switch (name) {
      case "diff-args" ->
          "it is for the plugin helm-diff; --context, --suppress, --output and --show-secrets are"
              + " flags of this command";
      case "suppress-output-line-regex" -> "--suppress KIND hides the changes of a kind";
      case "template-args" -> "--args passes arguments on for each rendering";
      case "post-renderer", "post-renderer-args" ->
          "state it in the helmfile: 'postRenderer' and 'postRendererArgs' of a release or of"
              + " helmDefaults";
      case "deleteWait", "deleteTimeout" ->
          "state it in the helmfile: '" + name + "' of a release or of helmDefaults";
      case "three-way-merge", "install-force", "normalize-manifests" ->
          "leave it out: the cluster itself works out the difference";
      case "allow-unreleased" -> "leave it out: a release that is not there yet is shown as new";
      case "template" -> "'--output json' prints it for programs such as jq";
      case "context" -> "--kube-context names the context of the kubeconfig";
      case "cluster" -> "-e names a cluster of the fleet; --kube-context a context";
      case "atomic", "rollback-on-failure" ->
          "only commands that bring a release to a chart go back by themselves";
      case "purge" -> "'slipway uninstall' removes the history too";
      case "tiller-namespace", "tls" -> "it is a flag of Helm 2";
      case "all-namespaces" -> "'slipway releases -A' lists the releases of all namespaces";
      case "allow-failed-releases" ->
          "leave it out: a failure keeps only those from being begun that need the release";
      case "otel-tracing" -> "there is no tracing";
      default -> null;
    };
  }
}
