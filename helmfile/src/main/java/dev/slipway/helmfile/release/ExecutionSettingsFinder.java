package dev.slipway.helmfile.release;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.time.GoDuration;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.HelmDefaults;
import dev.slipway.helmfile.state.Release;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Works out how the releases of one helmfile are brought to their clusters (helmfile,
/// `flagsForUpgrade` and `appendDeleteWaitFlags` in pkg/state/state.go, pkg/state/helmx.go). Safe
/// for use by several threads at once.
public final class ExecutionSettingsFinder {
  /// Labels of a revision's record that Helm keeps for itself.
  private static final Set<String> HELMS_LABELS =
      Set.of("name", "owner", "status", "version", "createdAt", "modifiedAt");

  private static final int DEFAULT_HISTORY = 10;

  private final DesiredState state;
  private final HelmDefaults defaults;
  private final SyncFlags flags;
  private final HelmArguments extra;

  /// For one helmfile and one command line.
  ///
  /// @throws HelmfileException if helm upgrade has not one of the flags in the arguments for Helm
  public ExecutionSettingsFinder(DesiredState state, SyncFlags flags) {
    this.state = state;
    this.defaults = state.helmDefaults();
    this.flags = flags;
    this.extra = arguments(state, flags);
  }

  /// What `helm upgrade` is told besides by the helmfile and the command line.
  static HelmArguments arguments(DesiredState state, SyncFlags flags) {
    HelmDefaults defaults = state.helmDefaults();
    List<String> all =
        new ArrayList<>(flags.syncArgs().isEmpty() ? defaults.syncArgs() : flags.syncArgs());
    all.addAll(flags.args());
    all.addAll(defaults.args());
    return HelmArguments.forUpgrade(state.file(), all);
  }

  /// How a release is brought to its cluster.
  ///
  /// @throws HelmfileException if it asks for two things that exclude each other
  public ReleaseExecutionSettings of(Release release) {
    boolean force = argument("force", argument("force-replace", either(release, "force")));
    boolean conflicts = argument("force-conflicts", either(release, "forceConflicts"));
    if (force && conflicts) {
      throw contradiction(release, "force", "forceConflicts");
    }
    if (either(release, "atomic") && either(release, "rollbackOnFailure")) {
      throw contradiction(release, "atomic", "rollbackOnFailure");
    }
    boolean atomic =
        argument(
            "atomic",
            argument(
                "rollback-on-failure",
                either(release, "atomic") || either(release, "rollbackOnFailure")));
    return new ReleaseExecutionSettings(
        kubeContext(release),
        extra.last("kubeconfig"),
        firstStated(extra.last("namespace"), release.namespace()),
        argument("create-namespace", optional(release, "createNamespace").orElse(true)),
        waits(release) || atomic,
        argument("wait-for-jobs", waitsForJobs(release)),
        timeout(release),
        atomic,
        argument("cleanup-on-fail", either(release, "cleanupOnFail")),
        force,
        conflicts,
        argument("recreate-pods", either(release, "recreatePods")),
        release.text("updateStrategy").equals("reinstallIfForbidden"),
        !extra.flag("no-hooks"),
        !argument("skip-crds", defaults.skipCrds() || flags.skipCrds()),
        argument("take-ownership", takesOwnership(release)),
        !flags.resetValues() && (flags.reuseValues() || either(release, "reuseValues")),
        either(release, "disableValidation"),
        release.flag("disableValidationOnInstall"),
        argument("disable-openapi-validation", either(release, "disableOpenAPIValidation")),
        release.flag("suppressDiff"),
        historyMax(release),
        firstStated(
            extra.last("server-side"),
            release.text("serverSide"),
            flags.serverSide(),
            defaults.text("serverSide")),
        firstStated(extra.last("description"), flags.description(), release.description()),
        labels(release),
        either(release, "deleteWait"),
        seconds(number(release, "deleteTimeout")),
        firstStated(
            release.text("cascade"), flags.cascade(), defaults.text("cascade"), "background"));
  }

  /// A switch that the arguments for Helm turn on or off; they come last, so they win.
  private boolean argument(String name, boolean otherwise) {
    return extra.all(name).isEmpty() ? otherwise : extra.flag(name);
  }

  private int number(Release release, String key) {
    return release.optionalNumber(key).orElse(defaults.optionalNumber(key).orElse(0));
  }

  private String kubeContext(Release release) {
    return firstStated(
        extra.last("kube-context"),
        release.kubeContext(),
        state.environment().kubeContext(),
        defaults.kubeContext());
  }

  private Optional<Boolean> optional(Release release, String key) {
    return release.optionalFlag(key).or(() -> defaults.optionalFlag(key));
  }

  private boolean either(Release release, String key) {
    return optional(release, key).orElse(false);
  }

  private boolean waits(Release release) {
    String argument = extra.last("wait");
    if (!argument.isEmpty()) {
      return !argument.equals("false") && !argument.equals("hookOnly");
    }
    return release.waits().orElse(defaults.flag("wait")) || flags.waits() || tracked(release);
  }

  /// Whether helmfile follows the objects by itself until they are ready.
  private boolean tracked(Release release) {
    return firstStated(release.text("trackMode"), defaults.text("trackMode")).equals("kubedog");
  }

  private boolean waitsForJobs(Release release) {
    return release.waitForJobs().orElse(defaults.flag("waitForJobs")) || flags.waitForJobs();
  }

  private Duration timeout(Release release) {
    String argument = extra.last("timeout");
    if (argument.isEmpty()) {
      int stated = flags.timeout().orElse(0);
      return seconds(stated > 0 ? stated : number(release, "timeout"));
    }
    try {
      return Duration.ofNanos(GoDuration.parse(argument).nanoseconds());
    } catch (FunctionException e) {
      throw HelmfileException.in(
          HelmfileErrorCode.INVALID_STATE,
          state.file(),
          "invalid argument \""
              + argument
              + "\" for \"--timeout\" flag: "
              + e.getMessage()
              + " in the arguments for helm",
          "write it with a unit, such as 600s");
    }
  }

  private static Duration seconds(int stated) {
    return stated == 0 ? ReleaseExecutionSettings.HELM_TIMEOUT : Duration.ofSeconds(stated);
  }

  /// helmfile passes `adopt` to a Helm that has it; what it asks for is Helm's `--take-ownership`.
  private boolean takesOwnership(Release release) {
    return release.flag("takeOwnership")
        || flags.takeOwnership()
        || defaults.flag("takeOwnership")
        || !release.adopt().isEmpty();
  }

  private int historyMax(Release release) {
    String argument = extra.last("history-max");
    if (!argument.isEmpty() && argument.chars().allMatch(Character::isDigit)) {
      return Integer.parseInt(argument);
    }
    return release
        .historyMax()
        .orElse(defaults.optionalNumber("historyMax").orElse(DEFAULT_HISTORY));
  }

  private Map<String, String> labels(Release release) {
    Map<String, String> all = new TreeMap<>();
    if (release.flag("syncReleaseLabels")
        || flags.syncReleaseLabels()
        || defaults.flag("syncReleaseLabels")) {
      release
          .labels()
          .forEach((name, value) -> {
            if (!name.isEmpty() && !HELMS_LABELS.contains(name)) {
              all.put(name, value);
            }
          });
    }
    for (String pairs : extra.all("labels")) {
      for (String pair : pairs.split(",", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          all.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
      }
    }
    return all;
  }

  private static String firstStated(String... texts) {
    for (String text : texts) {
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  private HelmfileException contradiction(Release release, String one, String other) {
    return HelmfileException.in(
        HelmfileErrorCode.INVALID_RELEASE,
        state.file(),
        "release \""
            + release.name()
            + "\": "
            + one
            + " and "
            + other
            + " are mutually exclusive (check both releases[]."
            + one
            + "/"
            + other
            + " and helmDefaults."
            + one
            + "/"
            + other
            + ")",
        null);
  }
}
