package dev.slipway.cli.command;

import static dev.slipway.cli.command.HelmOptions.ignored;
import static dev.slipway.cli.command.HelmOptions.ignoredFlag;
import static dev.slipway.cli.option.Option.Section.ACCEPTED;
import static dev.slipway.cli.option.Option.Section.CHART;
import static dev.slipway.cli.option.Option.Section.RENDER;
import static dev.slipway.cli.option.Option.Section.STATE;

import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import java.util.List;
import java.util.Map;

/// The flags that helmfile has on every command. They may stand before the command's name, too.
final class HelmfileOptions {
  static final Option<String> FILE =
      Option.text("file", "FILE", "the helmfile, or a folder of them; helmfile.yaml without it")
          .orShort('f')
          .suggesting(new Suggestions.Files(List.of(".yaml", ".yml", ".gotmpl")))
          .in(STATE);

  static final Option<String> ENVIRONMENT =
      Option.text("environment", "NAME", "the environment; 'default' without it")
          .orShort('e')
          .in(STATE);

  static final Option<List<String>> SELECTOR =
      Option.texts(
              "selector",
              "LABELS",
              "only releases with these labels: a=x,b!=y means both, several -l mean either;"
                  + " name, namespace and chart are labels too")
          .orShort('l')
          .in(STATE);

  static final Option<List<String>> STATE_SET =
      Option.texts("state-values-set", "KEY=VALUE", "override .Values within the helmfile")
          .in(STATE);

  static final Option<List<String>> STATE_SET_STRING =
      Option.texts("state-values-set-string", "KEY=VALUE", "the same, but always a string")
          .in(STATE);

  static final Option<List<String>> STATE_FILE =
      Option.texts("state-values-file", "FILE", "a YAML file that overrides .Values")
          .suggesting(new Suggestions.Files(List.of(".yaml", ".yml")))
          .in(STATE);

  static final Option<String> NAMESPACE =
      Option.text("namespace", "NAME", "the namespace of all releases").orShort('n').in(STATE);

  static final Option<String> KUBE_CONTEXT =
      Option.text("kube-context", "NAME", "the context of all releases").in(STATE);

  static final Option<String> KUBECONFIG =
      Option.text("kubeconfig", "FILE", "where the namespace of a release without one is looked up")
          .suggesting(new Suggestions.Files(List.of()))
          .in(STATE);

  static final Option<String> CHART_OPTION =
      Option.text("chart", "CHART", "the chart of all releases").orShort('c').in(STATE);

  static final Option<Boolean> ALLOW_NO_MATCH =
      Option.flag("allow-no-matching-release", "do not fail when no release matches").in(STATE);

  static final Option<String> HELM_BINARY =
      Option.text("helm-binary", "HELM", "the Helm to follow, by its name, such as helm3.17")
          .orShort('b')
          .in(STATE);

  static final Option<String> RULES =
      Option.choice(
              "helmfile-version",
              "the helmfile to follow: 0 (0.171) or 1; found out without it",
              List.of("0", "1"))
          .in(STATE);

  static final Option<Boolean> SKIP_DEPS =
      Option.flag("skip-deps", "use repositories and charts' dependencies as they are here")
          .in(CHART);

  static final Option<Boolean> SKIP_REFRESH =
      Option.flag("skip-refresh", "use indexes of repositories that Helm has as they are")
          .in(CHART);

  static final Option<Boolean> OCI_PLAIN_HTTP =
      Option.flag("oci-plain-http", "reach OCI registries without TLS").in(CHART);

  static final Option<Map<String, String>> CHARTS =
      Option.pairs("charts", "render REPOSITORY/CHART from a local folder: wmf-stable=./charts")
          .in(CHART);

  static final Option<Map<String, String>> PATHS =
      Option.pairs("paths", "read absolute paths elsewhere: /etc/helmfile-defaults=./fixtures")
          .in(STATE);

  static final Option<String> ARGS =
      Option.text("args", "TEXT", "arguments for helm, as helmfile passes them on").in(RENDER);

  static final Option<Boolean> SKIP_HOOKS =
      Option.flag("skip-hooks", "do not run the helmfile's hooks").in(STATE);

  static final Option<Integer> HOOK_TIMEOUT =
      Option.count("hook-timeout", 600, "seconds that one hook may take").in(STATE);

  static final Option<Integer> CONCURRENCY =
      Option.count("concurrency", 0, "how many releases at once; 0 for one per processor")
          .in(STATE);

  static final Option<Boolean> INTERACTIVE =
      Option.flag("interactive", "ask before a cluster is changed").orShort('i').in(STATE);

  static final Option<String> LOG_LEVEL =
      Option.choice(
              "log-level",
              "how much is told on the side",
              List.of("debug", "info", "warn", "error"))
          .in(STATE);

  /// Those of every command.
  static final Option<Boolean> SHOW_SECRETS =
      Option.flag("show-secrets", "show the values of secrets").in(Option.Section.OUTPUT);

  static final List<Option<?>> GLOBAL =
      List.of(
          FILE,
          ENVIRONMENT,
          SELECTOR,
          STATE_SET,
          STATE_SET_STRING,
          STATE_FILE,
          NAMESPACE,
          KUBE_CONTEXT,
          KUBECONFIG,
          CHART_OPTION,
          ALLOW_NO_MATCH,
          HELM_BINARY,
          RULES,
          PATHS,
          SKIP_HOOKS,
          HOOK_TIMEOUT,
          LOG_LEVEL,
          SKIP_DEPS,
          CHARTS,
          SHOW_SECRETS,
          SKIP_REFRESH,
          ignored("kustomize-binary").orShort('k'),
          ignoredFlag("strip-args-values-on-exit-error"),
          ignoredFlag("disable-force-update"),
          ignoredFlag("enforce-plugin-verification"),
          OCI_PLAIN_HTTP,
          ignored("repo-retries"),
          INTERACTIVE,
          ignoredFlag("enable-live-output"),
          ignoredFlag("sequential-helmfiles"));

  static final Option<Boolean> SKIP_NEEDS =
      Option.flag("skip-needs", "leave out what selected releases need; on unless included")
          .startingAs(true)
          .in(STATE);

  static final Option<Boolean> INCLUDE_NEEDS =
      Option.flag("include-needs", "also take what selected releases need").in(STATE);

  static final Option<Boolean> INCLUDE_TRANSITIVE_NEEDS =
      Option.flag("include-transitive-needs", "also what those need in turn").in(STATE);

  static final Option<Boolean> ENFORCE_NEEDS =
      Option.flag(
              "enforce-needs-are-installed",
              "fail if a release needs one that is 'installed: false'")
          .in(STATE);

  /// Those of commands that work on releases in order.
  static final List<Option<?>> NEEDS =
      List.of(SKIP_NEEDS, INCLUDE_NEEDS, INCLUDE_TRANSITIVE_NEEDS, ENFORCE_NEEDS);

  static final Option<List<String>> VALUES =
      Option.texts("values", "FILE", "a values file for every release, after all others")
          .suggesting(new Suggestions.Files(List.of(".yaml", ".yml")))
          .in(RENDER);

  static final Option<Boolean> SKIP_CLEANUP = Option.flag("skip-cleanup", "").in(ACCEPTED);

  private HelmfileOptions() {}
}
