package dev.slipway.cli.command;

import static dev.slipway.cli.option.Option.Section.ACCEPTED;
import static dev.slipway.cli.option.Option.Section.APPLY;
import static dev.slipway.cli.option.Option.Section.COMMAND;
import static dev.slipway.cli.option.Option.Section.OUTPUT;
import static dev.slipway.cli.option.Option.Section.PLAN;
import static dev.slipway.cli.option.Option.Section.VALUES;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.UsageException;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.ValueReuse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The flags of commands that change one release: those of `helm install`, `upgrade`, `rollback`.
final class ReleaseFlags {
  static final Option<Boolean> NO_HOOKS =
      Option.flag("no-hooks", "do not run the chart's hooks").in(APPLY);

  static final Option<Boolean> FORCE =
      Option.flag("force", "replace objects that cannot be changed").in(APPLY);

  static final Option<Boolean> CLEANUP =
      Option.flag("cleanup-on-fail", "remove new objects if it fails").in(APPLY);

  static final Option<Boolean> RECREATE_PODS =
      Option.flag("recreate-pods", "restart pods whatever changed").in(APPLY);

  static final Option<Integer> HISTORY_MAX =
      Option.count("history-max", 10, "how many revisions are kept; 0 for all").in(APPLY);

  static final Option<Boolean> INSTALL =
      Option.flag("install", "install the release if it is not there").orShort('i').in(COMMAND);

  static final Option<Boolean> REPLACE =
      Option.flag("replace", "use the name of a release that failed or was uninstalled")
          .in(COMMAND);

  static final Option<Boolean> GENERATE_NAME =
      Option.flag("generate-name", "make up a name, in place of NAME").orShort('g').in(COMMAND);

  static final Option<Boolean> CREATE_NAMESPACE =
      Option.flag("create-namespace", "make the namespace if it is not there").in(APPLY);

  static final Option<Boolean> RESET_VALUES =
      Option.flag("reset-values", "forget the values of the last revision").in(VALUES);

  static final Option<Boolean> REUSE_VALUES =
      Option.flag("reuse-values", "lay the new values over those of the last revision").in(VALUES);

  static final Option<Boolean> RESET_THEN_REUSE_VALUES =
      Option.flag(
              "reset-then-reuse-values",
              "the same, with the new chart's defaults instead of the old one's")
          .in(VALUES);

  static final Option<String> WAIT =
      Option.text("wait", "HOW", "wait until all objects are ready; Helm 4's ways mean the same")
          .orBare("watcher")
          .in(APPLY);

  static final Option<Map<String, String>> LABELS =
      Option.pairs("labels", "labels of the release's record").orShort('l').in(APPLY);

  static final Option<Boolean> HIDE_NOTES =
      Option.flag("hide-notes", "do not print the chart's notes").in(OUTPUT);

  static final Option<Boolean> SUBCHART_NOTES =
      Option.flag("render-subchart-notes", "notes of subcharts too").in(OUTPUT);

  static final Option<String> DRY_RUN =
      Option.text("dry-run", "HOW", "show what would change, and change nothing")
          .orBare("server")
          .in(PLAN);

  /// Whether nothing is to be changed.
  ///
  /// @throws UsageException if [#DRY_RUN] has a value that it does not know
  static boolean isDry(Invocation invocation) {
    String how = invocation.get(DRY_RUN);
    return switch (how) {
      case "", "none", "false" -> false;
      case "server", "client", "true" -> true;
      default ->
          throw new UsageException(
              "invalid dry-run value (\""
                  + how
                  + "\"). Must be \"none\", \"server\", or \"client\"",
              null);
    };
  }

  /// Helm 4's name of `--atomic`.
  static final Option<Boolean> ROLLBACK_ON_FAILURE =
      Option.flag("rollback-on-failure", "the same as --atomic").in(APPLY);

  /// Helm 4's name of `--force`.
  static final Option<Boolean> FORCE_REPLACE =
      Option.flag("force-replace", "the same as --force").in(APPLY);

  /// Objects are always applied by the server.
  static final Option<String> SERVER_SIDE =
      Option.text("server-side", "VALUE", "").orBare("true").in(ACCEPTED);

  /// How an upgrade or installation goes.
  static final List<Option<?>> CHANGE =
      List.of(
          CREATE_NAMESPACE,
          WAIT,
          RolloutFlags.WAIT_FOR_JOBS,
          RolloutFlags.TIMEOUT,
          RolloutFlags.ATOMIC,
          ROLLBACK_ON_FAILURE,
          RolloutFlags.SKIP_CRDS,
          RolloutFlags.TAKE_OWNERSHIP,
          RolloutFlags.TRY_ANYWAY,
          NO_HOOKS,
          FORCE,
          FORCE_REPLACE,
          LABELS,
          RolloutFlags.DESCRIPTION,
          RolloutFlags.TAKE_OVER,
          RolloutFlags.WAIT_LOCK);

  /// What the chart is rendered with.
  static final List<Option<?>> RENDERING =
      List.of(
          HelmOptions.HELM_VERSION,
          TemplateOptions.SKIP_SCHEMA,
          TemplateOptions.ENABLE_DNS,
          TemplateOptions.DEPENDENCY_UPDATE,
          TemplateOptions.POST_RENDERER,
          TemplateOptions.POST_RENDERER_ARGS);

  /// What an upgrade does with values that the release has.
  static final List<Option<?>> REUSE = List.of(RESET_VALUES, REUSE_VALUES, RESET_THEN_REUSE_VALUES);

  private ReleaseFlags() {}

  /// What helm takes and has no effect here.
  static List<Option<?>> accepted() {
    List<Option<?>> options = new ArrayList<>();
    options.add(HelmOptions.ignoredFlag("disable-openapi-validation"));
    options.add(HelmOptions.ignoredFlag("hide-secret"));
    options.add(SERVER_SIDE);
    return options;
  }

  /// What becomes of the values that the release has, by Helm's order of precedence.
  static ValueReuse reuse(Invocation invocation) {
    return invocation.get(RESET_VALUES)
        ? ValueReuse.NONE
        : invocation.get(REUSE_VALUES)
            ? ValueReuse.ALL
            : invocation.get(RESET_THEN_REUSE_VALUES)
                ? ValueReuse.OVER_NEW_DEFAULTS
                : ValueReuse.UNLESS_GIVEN;
  }

  /// How the release is brought to its cluster.
  static ReleaseSettings settings(Invocation invocation) {
    boolean atomic = invocation.get(RolloutFlags.ATOMIC) || invocation.get(ROLLBACK_ON_FAILURE);
    return new ReleaseSettings(
        invocation.get(CREATE_NAMESPACE),
        atomic || waits(invocation),
        invocation.get(RolloutFlags.WAIT_FOR_JOBS),
        ReleaseRun.timeout(invocation),
        atomic,
        invocation.get(CLEANUP),
        invocation.get(FORCE) || invocation.get(FORCE_REPLACE),
        false,
        !invocation.get(NO_HOOKS),
        !invocation.get(RolloutFlags.SKIP_CRDS),
        invocation.get(RolloutFlags.TAKE_OWNERSHIP),
        invocation.get(HISTORY_MAX),
        invocation.get(RolloutFlags.DESCRIPTION),
        invocation.get(LABELS));
  }

  private static boolean waits(Invocation invocation) {
    String how = invocation.get(WAIT);
    return switch (how) {
      case "", "false", "hookOnly" -> false;
      case "true", "watcher", "legacy" -> true;
      default ->
          throw new UsageException(
              "invalid wait input \""
                  + how
                  + "\". Valid inputs are true, false, watcher, legacy"
                  + " and hookOnly",
              null);
    };
  }
}
