package dev.slipway.cli.command;

import static dev.slipway.cli.command.HelmOptions.ignored;
import static dev.slipway.cli.command.HelmOptions.ignoredFlag;
import static dev.slipway.cli.option.Option.Section.ACCEPTED;
import static dev.slipway.cli.option.Option.Section.OUTPUT;
import static dev.slipway.cli.option.Option.Section.RENDER;

import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The flags of `slipway template` that no other command has.
final class TemplateOptions {
  static final Option<Boolean> GENERATE_NAME =
      Option.flag("generate-name", "refuse a NAME, as helm does").orShort('g').in(RENDER);

  static final Option<String> NAME_TEMPLATE =
      Option.text("name-template", "TEMPLATE", "the release's name, as a template").in(RENDER);

  static final Option<String> KUBE_VERSION =
      Option.text("kube-version", "VERSION", "the cluster's version under .Capabilities")
          .in(RENDER);

  static final Option<List<String>> API_VERSIONS =
      Option.records(
              "api-versions", "VERSION", "API versions under .Capabilities besides Helm's own")
          .orShort('a')
          .in(RENDER);

  static final Option<Boolean> IS_UPGRADE =
      Option.flag("is-upgrade", "set .Release.IsUpgrade instead of .IsInstall").in(RENDER);

  static final Option<Boolean> SKIP_SCHEMA =
      Option.flag("skip-schema-validation", "do not check values.schema.json").in(RENDER);

  static final Option<Boolean> STRICT_VALUES =
      Option.flag("strict-values", "fail if no template reads one of your values").in(RENDER);

  static final Option<Boolean> ENABLE_DNS =
      Option.flag("enable-dns", "let getHostByName ask the network").in(RENDER);

  static final Option<Boolean> DEPENDENCY_UPDATE =
      Option.flag("dependency-update", "fetch missing dependencies first").in(RENDER);

  static final Option<List<String>> SHOW_ONLY =
      Option.texts("show-only", "TEMPLATE", "print only what these templates rendered")
          .orShort('s')
          .suggesting(new Suggestions.Templates())
          .in(OUTPUT);

  static final Option<Boolean> INCLUDE_CRDS =
      Option.flag("include-crds", "print the files under crds/ too").in(OUTPUT);

  static final Option<Boolean> SKIP_CRDS =
      Option.flag("skip-crds", "leave the files under crds/ out, as without --include-crds")
          .in(ACCEPTED);

  static final Option<Boolean> NO_HOOKS = Option.flag("no-hooks", "leave out hooks").in(OUTPUT);

  static final Option<Boolean> SKIP_TESTS =
      Option.flag("skip-tests", "leave out hooks that are tests").in(OUTPUT);

  static final Option<String> OUTPUT_DIR =
      Option.text("output-dir", "DIR", "write files there instead of printing")
          .suggesting(new Suggestions.Folders())
          .in(OUTPUT);

  static final Option<Boolean> RELEASE_NAME =
      Option.flag("release-name", "put the release's name into the path under --output-dir")
          .in(OUTPUT);

  static final Option<String> POST_RENDERER =
      Option.text("post-renderer", "PROGRAM", "a program through which the manifests go")
          .suggesting(new Suggestions.Files(List.of()))
          .in(OUTPUT);

  static final Option<List<String>> POST_RENDERER_ARGS =
      Option.texts("post-renderer-args", "TEXT", "an argument of the post-renderer").in(OUTPUT);

  static final Option<Boolean> TRACE =
      Option.flag("trace", "show which line of which template made each line").in(OUTPUT);

  static final Option<Boolean> VALIDATE =
      Option.flag("validate", "ask a cluster; the same as --dry-run=server").in(ACCEPTED);

  static final Option<String> DRY_RUN =
      Option.text("dry-run", "client", "").orBare("client").in(ACCEPTED);

  private static final Option<Map<String, String>> LABELS =
      Option.pairs("labels", "").orShort('l').in(ACCEPTED);

  /// What helm takes from its `install` command although `template` does nothing with it.
  private static final List<Option<?>> OF_INSTALL =
      List.of(
          LABELS,
          ignoredFlag("atomic"),
          ignoredFlag("create-namespace"),
          ignored("description"),
          ignoredFlag("disable-openapi-validation"),
          ignoredFlag("force"),
          ignoredFlag("force-conflicts"),
          ignoredFlag("force-replace"),
          ignoredFlag("hide-notes"),
          ignoredFlag("render-subchart-notes"),
          ignoredFlag("replace"),
          ignoredFlag("rollback-on-failure"),
          ignoredFlag("server-side"),
          ignoredFlag("take-ownership"),
          ignored("timeout"),
          ignored("wait").orBare("watcher"),
          ignoredFlag("wait-for-jobs"));

  static final List<Option<?>> RENDERING =
      List.of(
          KUBE_VERSION,
          API_VERSIONS,
          IS_UPGRADE,
          NAME_TEMPLATE,
          GENERATE_NAME,
          SKIP_SCHEMA,
          STRICT_VALUES,
          ENABLE_DNS,
          DEPENDENCY_UPDATE);

  static final List<Option<?>> PRINTING =
      List.of(
          SHOW_ONLY,
          INCLUDE_CRDS,
          NO_HOOKS,
          SKIP_TESTS,
          TRACE,
          OUTPUT_DIR,
          RELEASE_NAME,
          POST_RENDERER,
          POST_RENDERER_ARGS);

  private TemplateOptions() {}

  /// What has no effect.
  static List<Option<?>> accepted() {
    List<Option<?>> options = new ArrayList<>(List.of(SKIP_CRDS, VALIDATE, DRY_RUN));
    options.addAll(OF_INSTALL);
    return options;
  }
}
