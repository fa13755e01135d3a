package dev.slipway.cli.command;

import static dev.slipway.cli.option.Option.Section.ACCEPTED;
import static dev.slipway.cli.option.Option.Section.CHART;
import static dev.slipway.cli.option.Option.Section.RENDER;

import dev.slipway.chart.HelmVersion;
import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import java.util.List;

/// The flags that helm has on every command.
final class HelmOptions {
  static final Option<String> NAMESPACE =
      Option.text("namespace", "NAME", "the namespace under .Release.Namespace")
          .orShort('n')
          .in(RENDER);

  static final Option<String> HELM_VERSION =
      Option.choice("helm-version", "do as this Helm does", List.of("3.17", "3.19", "4"))
          .startingAs("4")
          .in(RENDER);

  static final Option<String> REGISTRY_CONFIG =
      file("registry-config", "the file with the registries' passwords");

  static final Option<String> REPOSITORY_CONFIG =
      file("repository-config", "the file with the names of chart repositories");

  static final Option<String> REPOSITORY_CACHE =
      folder("repository-cache", "the folder of cached repository indexes");

  static final Option<String> CONTENT_CACHE =
      folder("content-cache", "the folder of cached charts");

  /// Where helm keeps what it knows about repositories.
  static final List<Option<?>> STORES =
      List.of(REGISTRY_CONFIG, REPOSITORY_CONFIG, REPOSITORY_CACHE, CONTENT_CACHE);

  /// Of a kubeconfig, only the namespace of its context matters here.
  static final Option<String> KUBECONFIG = ignored("kubeconfig");

  static final Option<String> KUBE_CONTEXT = ignored("kube-context");

  /// How helm reaches a cluster; commands that work on charts never do.
  static final List<Option<?>> CLUSTER =
      List.of(
          KUBECONFIG,
          KUBE_CONTEXT,
          ignored("kube-token"),
          ignored("kube-as-user"),
          ignored("kube-as-group"),
          ignored("kube-apiserver"),
          ignored("kube-ca-file"),
          ignored("kube-tls-server-name"),
          ignoredFlag("kube-insecure-skip-tls-verify"),
          ignored("burst-limit"),
          ignored("qps"));

  private HelmOptions() {}

  /// The Helm to follow.
  static HelmVersion version(Invocation invocation) {
    return HelmVersion.of(invocation.get(HELM_VERSION)).orElse(HelmVersion.DEFAULT);
  }

  static Option<String> ignored(String name) {
    return Option.text(name, "VALUE", "").in(ACCEPTED);
  }

  static Option<Boolean> ignoredFlag(String name) {
    return Option.flag(name, "").in(ACCEPTED);
  }

  private static Option<String> file(String name, String description) {
    return Option.text(name, "FILE", description)
        .suggesting(new Suggestions.Files(List.of()))
        .in(CHART);
  }

  private static Option<String> folder(String name, String description) {
    return Option.text(name, "DIR", description).suggesting(new Suggestions.Folders()).in(CHART);
  }
}
