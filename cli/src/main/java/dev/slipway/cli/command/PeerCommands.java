package dev.slipway.cli.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Commands of helm, helmfile and kubectl that are not here: what to do instead.
final class PeerCommands {
  private PeerCommands() {}

  /// What to do instead of an unknown command.
  ///
  /// @param path the command so far
  static Optional<String> instead(String path, String name) {
    return path.equals("slipway") ? Optional.ofNullable(instead(name)) : Optional.empty();
  }

  private static @Nullable String instead(String name) {
    return switch (name) {
      case "repo" ->
          "repositories are not set up: give --repo URL or oci://…, or let a helmfile name them;"
              + " those that 'helm repo add' has stored are read";
      case "repos" ->
          "leave it out: repositories that a helmfile names are reached when a release needs them";
      case "registry" ->
          "give --username and --password, or log in with 'docker login' or 'helm registry login':"
              + " the files of both are read";
      case "search" -> "'slipway show chart NAME --repo URL' tells the newest version of a chart";
      case "push" -> "'slipway package' makes the archive; helm or oras pushes it";
      case "verify" -> "signatures are not checked here; helm does it";
      case "plugin" -> "there are no plugins; diff, secrets (SOPS) and vals (ref+…) are built in";
      case "env" -> "the variables of helm that count are listed in docs/coming-from-helm.md";
      case "init" -> "leave it out: no helm and no plugins are needed";
      case "cache" -> "rm -r ~/.cache/slipway forgets everything that is kept between runs";
      case "charts" -> "it is 'apply' or 'sync', as in helmfile 1.x";
      case "exec", "describe", "events", "top" ->
          "kubectl does that; 'slipway status' and 'slipway logs' tell of a release's objects";
      case "rollout" -> "it is 'slipway status RELEASE', 'slipway rollback RELEASE'";
      default -> null;
    };
  }
}
