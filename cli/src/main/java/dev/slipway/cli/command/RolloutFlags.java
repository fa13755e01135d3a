package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.cli.option.UsageException;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.time.GoDuration;
import dev.slipway.helmfile.release.SyncFlags;
import dev.slipway.release.apply.ApplyOptions;
import dev.slipway.release.plan.ConflictChoice;
import dev.slipway.release.plan.ConflictRule;
import dev.slipway.release.plan.PlanOptions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The flags of `diff`, `apply`, `sync` and `destroy`, on one helmfile and on the fleet.
final class RolloutFlags {
  static final Option<Integer> CONTEXT =
      Option.count("context", 3, "how many lines to show around each change")
          .in(Option.Section.OUTPUT);

  static final Option<Boolean> DETAILED_EXIT_CODE =
      Option.flag("detailed-exitcode", "end with exit code 2 when something changes")
          .in(Option.Section.OUTPUT);

  static final Option<List<String>> SUPPRESS =
      Option.records("suppress", "KIND", "kinds of objects whose changes are not shown")
          .in(Option.Section.OUTPUT);

  static final Option<String> OUTPUT =
      Option.choice(
              "output",
              "how to print changes: as text (diff), field by field, or for programs",
              List.of("diff", "fields", "json"))
          .in(Option.Section.OUTPUT);

  static final Option<Boolean> SUMMARY =
      Option.flag("summary", "print one line for each release, and no changes")
          .in(Option.Section.OUTPUT);

  static final Option<Boolean> AGAINST_RELEASE =
      Option.flag(
              "against-release",
              "compare with what was deployed last, as helm-diff does; not with the live objects")
          .in(Option.Section.PLAN);

  static final Option<Boolean> REGENERATE =
      Option.flag(
              "regenerate",
              "replace values that rendering makes anew each time, such as random passwords")
          .in(Option.Section.PLAN);

  static final Option<Boolean> TAKE_CONFLICTS =
      Option.flag("take-conflicts", "take fields that others own").in(Option.Section.PLAN);

  /// Helm 4's and kubectl's name of it.
  static final Option<Boolean> FORCE_CONFLICTS =
      Option.flag("force-conflicts", "the same as --take-conflicts").in(Option.Section.PLAN);

  static final Option<Boolean> KEEP_CONFLICTS =
      Option.flag("keep-conflicts", "leave fields that others own to them").in(Option.Section.PLAN);

  static final Option<List<String>> TAKE_FIELD =
      Option.texts(
              "take-field",
              "[KIND[/NAME]:]PATH",
              "take that field though another owns it, such as .spec.replicas")
          .in(Option.Section.PLAN);

  static final Option<List<String>> KEEP_FIELD =
      Option.texts(
              "keep-field",
              "[KIND[/NAME]:]PATH",
              "leave that field to its owner, even if the rest is taken")
          .in(Option.Section.PLAN);

  /// Those that say what becomes of fields that others own.
  static final List<Option<?>> CONFLICTS =
      List.of(TAKE_CONFLICTS, FORCE_CONFLICTS, KEEP_CONFLICTS, TAKE_FIELD, KEEP_FIELD);

  static final Option<String> SAVE_PLAN =
      Option.text("save-plan", "FILE", "write the plan to a file, to be applied as it is")
          .suggesting(new Suggestions.Files(List.of()))
          .in(Option.Section.PLAN);

  static final Option<String> PLAN =
      Option.text("plan", "FILE", "apply the plan of that file; refuse what has moved since")
          .suggesting(new Suggestions.Files(List.of()))
          .in(Option.Section.PLAN);

  static final Option<Boolean> WAIT =
      Option.flag("wait", "wait until all objects are ready").in(Option.Section.APPLY);

  static final Option<Boolean> WAIT_FOR_JOBS =
      Option.flag("wait-for-jobs", "with --wait, for jobs too").in(Option.Section.APPLY);

  static final Option<String> TIMEOUT =
      Option.text(
              "timeout", "DURATION", "for hooks and waiting, each: 10m, or seconds; 5m without it")
          .in(Option.Section.APPLY);

  static final Option<Boolean> ATOMIC =
      Option.flag("atomic", "undo a change that fails; waits, as --wait does")
          .in(Option.Section.APPLY);

  static final Option<Boolean> SKIP_CRDS =
      Option.flag("skip-crds", "leave CRDs of charts alone").in(Option.Section.APPLY);

  static final Option<Boolean> TAKE_OWNERSHIP =
      Option.flag("take-ownership", "take over objects that belong to no release or another")
          .in(Option.Section.APPLY);

  static final Option<String> DESCRIPTION =
      Option.text("description", "TEXT", "the description of the revision")
          .in(Option.Section.APPLY);

  static final Option<Boolean> RESET_VALUES = HelmOptions.ignoredFlag("reset-values");

  static final Option<Boolean> SYNC_RELEASE_LABELS =
      Option.flag("sync-release-labels", "put the helmfile's labels of a release on its record")
          .in(Option.Section.APPLY);

  static final Option<Boolean> SUPPRESS_DIFF =
      Option.flag("suppress-diff", "helmfile's name of --summary").in(Option.Section.OUTPUT);

  static final Option<String> SYNC_ARGS =
      Option.text("sync-args", "TEXT", "arguments for helm upgrade, as helmfile passes them on")
          .in(Option.Section.APPLY);

  static final Option<String> CASCADE =
      Option.choice(
              "cascade",
              "how what removed objects own is deleted",
              List.of("background", "foreground", "orphan"))
          .in(Option.Section.APPLY);

  static final Option<String> WAIT_LOCK =
      Option.text(
              "wait-lock",
              "DURATION",
              "how long to wait in line when someone else changes the release, such as 10m")
          .in(Option.Section.APPLY);

  static final Option<Boolean> TAKE_OVER =
      Option.flag(
              "take-over",
              "go on at once from a revision that helm left pending; only when no helm is at work"
                  + " on it any more")
          .in(Option.Section.APPLY);

  static final Option<Boolean> TRY_ANYWAY =
      Option.flag("try-anyway", "begin though the plan says that something will fail")
          .in(Option.Section.APPLY);

  /// Those that say how changes are found and shown.
  static final List<Option<?>> DIFF =
      List.of(
          AGAINST_RELEASE,
          REGENERATE,
          TAKE_CONFLICTS,
          FORCE_CONFLICTS,
          KEEP_CONFLICTS,
          TAKE_FIELD,
          KEEP_FIELD,
          OUTPUT,
          SUMMARY,
          CONTEXT,
          SUPPRESS,
          DETAILED_EXIT_CODE);

  /// Those that say how releases are brought to clusters.
  static final List<Option<?>> APPLY =
      List.of(
          WAIT,
          WAIT_FOR_JOBS,
          TIMEOUT,
          ATOMIC,
          SKIP_CRDS,
          TAKE_OWNERSHIP,
          DESCRIPTION,
          SYNC_ARGS,
          RESET_VALUES,
          ReleaseFlags.REUSE_VALUES,
          SYNC_RELEASE_LABELS,
          TemplateOptions.SKIP_SCHEMA,
          TRY_ANYWAY,
          TAKE_OVER,
          WAIT_LOCK);

  /// What helmfile takes to tell helm, helm-diff or its own display what is so here anyway.
  static List<Option<?>> accepted() {
    List<Option<?>> options = new ArrayList<>();
    for (String flag :
        List.of(
            "include-tests",
            "no-hooks",
            "skip-diff-on-install",
            "skip-diff-validation-on-install",
            "strip-trailing-cr",
            "suppress-secrets",
            "validate",
            "hide-notes",
            "track-logs",
            "track-fail-on-error",
            "track-failed-logs")) {
      options.add(HelmOptions.ignoredFlag(flag));
    }
    for (String text : List.of("helm-stuck-grace", "track-mode", "track-timeout")) {
      options.add(HelmOptions.ignored(text));
    }
    options.add(ReleaseFlags.SERVER_SIDE);
    return options;
  }

  private RolloutFlags() {}

  /// How plans are made: with a secret seed for each run, from which templates' random values come.
  static PlanOptions plan(Invocation invocation) {
    PlanOptions options =
        PlanOptions.DEFAULTS
            .withConflicts(conflicts(invocation))
            .withSeed(new SecureRandom().nextLong());
    if (invocation.get(REGENERATE)) {
      options = options.regenerating();
    }
    return invocation.get(AGAINST_RELEASE) ? options.comparedWithRelease() : options;
  }

  private static boolean takes(Invocation invocation) {
    return invocation.get(TAKE_CONFLICTS) || invocation.get(FORCE_CONFLICTS);
  }

  /// What becomes of fields that others own.
  static ConflictChoice conflicts(Invocation invocation) {
    if (takes(invocation) && invocation.get(KEEP_CONFLICTS)) {
      throw new UsageException(
          "--take-conflicts and --keep-conflicts exclude each other",
          "one is for all fields; --take-field and --keep-field name single ones");
    }
    ConflictChoice choice =
        ConflictChoice.of(
            takes(invocation)
                ? ConflictRule.TAKE
                : invocation.get(KEEP_CONFLICTS) ? ConflictRule.KEEP : ConflictRule.STOP);
    for (String field : invocation.get(TAKE_FIELD)) {
      choice = choice.with(field, ConflictRule.TAKE);
    }
    for (String field : invocation.get(KEEP_FIELD)) {
      if (choice.named().get(field) == ConflictRule.TAKE) {
        throw new UsageException("the field " + field + " cannot be both taken and kept", null);
      }
      choice = choice.with(field, ConflictRule.KEEP);
    }
    return choice;
  }

  /// The options of a run with what the flags say of those who are at work already.
  static ApplyOptions besideOthers(ApplyOptions options, Invocation invocation) {
    ApplyOptions waiting = options.waitingInLine(waitLock(invocation));
    return invocation.get(TAKE_OVER) ? waiting.withStrangerPatience(Duration.ZERO) : waiting;
  }

  /// What the command line says beyond the helmfiles.
  static SyncFlags sync(Invocation invocation) {
    Optional<Duration> timeout = timeout(invocation);
    String syncArgs = invocation.get(SYNC_ARGS);
    String args = invocation.get(HelmfileOptions.ARGS);
    return new SyncFlags(
        invocation.get(WAIT) || invocation.get(ATOMIC),
        invocation.get(WAIT_FOR_JOBS),
        timeout.isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of((int) Math.max(1, timeout.get().toSeconds())),
        invocation.get(SKIP_CRDS),
        invocation.get(TAKE_OWNERSHIP),
        invocation.get(SYNC_RELEASE_LABELS),
        invocation.get(ReleaseFlags.REUSE_VALUES),
        invocation.get(RESET_VALUES),
        invocation.get(DESCRIPTION),
        "",
        invocation.get(CASCADE),
        syncArgs.isEmpty() ? List.of() : List.of(syncArgs),
        args.isEmpty() ? List.of() : List.of(args));
  }

  /// How long to wait in line.
  static Duration waitLock(Invocation invocation) {
    String text = invocation.get(WAIT_LOCK);
    return text.isEmpty() ? Duration.ZERO : duration(WAIT_LOCK, text);
  }

  /// How long hooks and waiting may take, each: as helm writes it, or in seconds as helmfile does.
  static Optional<Duration> timeout(Invocation invocation) {
    String text = invocation.get(TIMEOUT);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    boolean seconds = text.chars().allMatch(each -> each >= '0' && each <= '9');
    return Optional.of(duration(TIMEOUT, seconds ? text + "s" : text));
  }

  /// A duration as Go writes it.
  static Duration duration(Option<String> option, String text) {
    try {
      return Duration.ofNanos(GoDuration.parse(text).nanoseconds());
    } catch (FunctionException e) {
      throw new UsageException(
          "invalid argument \"" + text + "\" for --" + option.name() + ": " + e.getMessage(),
          "write it with a unit, such as 30s or 10m");
    }
  }
}
