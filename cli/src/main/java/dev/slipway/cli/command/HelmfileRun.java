package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.terminal.EndedException;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.release.HookRunner;
import dev.slipway.helmfile.release.LogLine;
import dev.slipway.helmfile.select.NeedsFlags;
import dev.slipway.helmfile.select.ReleaseSelection;
import dev.slipway.helmfile.select.Selector;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.HelmfileLoader;
import dev.slipway.helmfile.state.LoadOptions;
import dev.slipway.helmfile.state.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What all commands on a helmfile do alike: load it, select releases, run hooks around the work,
/// and end as helmfile does when no release matches.
final class HelmfileRun {
  private final Invocation invocation;
  private final Session session;
  private final String command;
  private final HelmfileHosting hosting;

  /// @param command helmfile's name of the command, which hooks see
  HelmfileRun(Invocation invocation, Session session, String command) {
    this.invocation = invocation;
    this.session = session;
    this.command = command;
    this.hosting =
        new HelmfileHosting(
            invocation, session, RepositoryDefaults.around(folder(), environment()));
  }

  /// What helmfiles reach on this machine.
  HelmfileHosting hosting() {
    return hosting;
  }

  /// Does the work for each helmfile; `work` says whether any release matched. The helmfile's own
  /// hooks run before and after it.
  ///
  /// @throws EndedException if none matched in any
  void forEach(Predicate<DesiredState> work) {
    boolean matched = false;
    for (DesiredState state : load()) {
      if (ReleaseSelection.excludes(state, invocation.get(HelmfileOptions.SELECTOR))) {
        continue;
      }
      state.warnings().forEach(session.console()::note);
      HookRunner hooks = hooks(state);
      if (hooks == null) {
        matched |= work.test(state);
        continue;
      }
      hooks.trigger("prepare");
      try {
        matched |= work.test(state);
      } catch (SlipwayException e) {
        cleanUp(hooks);
        throw e;
      }
      hooks.trigger("cleanup");
    }
    if (!matched) {
      throw nothingSelected();
    }
  }

  /// Does the work for all helmfiles at once; `work` says whether any release matched. The
  /// helmfiles' own hooks run before and after it.
  ///
  /// @throws EndedException if none matched in any
  void around(Predicate<List<DesiredState>> work) {
    List<DesiredState> states = new ArrayList<>();
    for (DesiredState state : load()) {
      if (!ReleaseSelection.excludes(state, invocation.get(HelmfileOptions.SELECTOR))) {
        state.warnings().forEach(session.console()::note);
        states.add(state);
      }
    }
    List<HookRunner> begun = new ArrayList<>();
    boolean matched;
    try {
      for (DesiredState state : states) {
        HookRunner hooks = hooks(state);
        if (hooks != null) {
          begun.add(hooks);
          hooks.trigger("prepare");
        }
      }
      matched = work.test(states);
    } finally {
      begun.forEach(this::cleanUp);
    }
    if (!matched) {
      throw nothingSelected();
    }
  }

  private EndedException nothingSelected() {
    return noMatch(Diagnostic.error(HelmfileErrorCode.NO_MATCHING_RELEASE, nothingFound()));
  }

  private String nothingFound() {
    return "err: no releases found that matches specified selector("
        + String.join(", ", invocation.get(HelmfileOptions.SELECTOR))
        + ") and environment("
        + environment()
        + "), in any helmfile";
  }

  private void cleanUp(HookRunner hooks) {
    try {
      hooks.trigger("cleanup");
    } catch (SlipwayException e) {
      session.errors().warning(e.diagnostic());
    }
  }

  private List<DesiredState> load() {
    Selector.parseAll(invocation.get(HelmfileOptions.SELECTOR));
    try {
      return new HelmfileLoader(hosting.host()).load(options());
    } catch (HelmfileException e) {
      if (e.code() == HelmfileErrorCode.UNDEFINED_ENVIRONMENT) {
        throw noMatch(e.diagnostic().prefixed(nothingFound() + ": "));
      }
      throw e;
    }
  }

  private EndedException noMatch(Diagnostic diagnostic) {
    session.errors().error(diagnostic);
    boolean allowed = invocation.get(HelmfileOptions.ALLOW_NO_MATCH);
    return new EndedException(allowed ? 0 : EndedException.NO_MATCHING_RELEASE);
  }

  private LoadOptions options() {
    String file = file();
    return LoadOptions.defaults()
        .withFile(file.isEmpty() ? null : file)
        .withEnvironment(environment())
        .withStateValuesFiles(invocation.get(HelmfileOptions.STATE_FILE))
        .withStateValuesSet(invocation.get(HelmfileOptions.STATE_SET))
        .withStateValuesSetString(invocation.get(HelmfileOptions.STATE_SET_STRING))
        .withNamespace(given(invocation.get(HelmfileOptions.NAMESPACE), "HELMFILE_NAMESPACE", ""))
        .withKubeContext(
            given(invocation.get(HelmfileOptions.KUBE_CONTEXT), "HELMFILE_KUBE_CONTEXT", ""))
        .withChart(invocation.get(HelmfileOptions.CHART_OPTION))
        .withHelmBinary(
            given(invocation.get(HelmfileOptions.HELM_BINARY), "HELMFILE_HELM_BINARY", ""))
        .withRules(hosting.rules())
        .withSecretFiles(hosting.secrets().files())
        .withSecretReferences(hosting.secrets().references());
  }

  private String file() {
    return given(invocation.get(HelmfileOptions.FILE), "HELMFILE_FILE_PATH", "");
  }

  /// The folder that the helmfile is in.
  private Path folder() {
    Path path = session.environment().resolve(file()).toAbsolutePath().normalize();
    Path parent = path.getParent();
    return Files.isDirectory(path) || parent == null ? path : parent;
  }

  private String environment() {
    return given(
        invocation.get(HelmfileOptions.ENVIRONMENT),
        "HELMFILE_ENVIRONMENT",
        LoadOptions.DEFAULT_ENVIRONMENT);
  }

  private String given(String flag, String variable, String otherwise) {
    return flag.isEmpty() ? session.environment().variable(variable).orElse(otherwise) : flag;
  }

  /// The releases of a helmfile that the flags select.
  ReleaseSelection selection(DesiredState state) {
    return ReleaseSelection.of(state, invocation.get(HelmfileOptions.SELECTOR));
  }

  /// What the flags of [HelmfileOptions#NEEDS] say.
  NeedsFlags needs() {
    return needs(invocation);
  }

  /// The same, of any command line.
  static NeedsFlags needs(Invocation invocation) {
    boolean transitive = invocation.get(HelmfileOptions.INCLUDE_TRANSITIVE_NEEDS);
    boolean include = invocation.get(HelmfileOptions.INCLUDE_NEEDS) || transitive;
    return new NeedsFlags(
        !include && invocation.get(HelmfileOptions.SKIP_NEEDS), include, transitive);
  }

  /// The same releases, none of which needs one that is not to be installed if the flag asks for
  /// that.
  static List<Release> enforced(
      ReleaseSelection selection, List<Release> releases, Invocation invocation) {
    if (invocation.get(HelmfileOptions.ENFORCE_NEEDS)) {
      selection.requireInstalledNeeds(releases);
    }
    return releases;
  }

  /// Runs the hooks that releases have before their charts are used.
  void prepare(DesiredState state, List<Release> releases) {
    HookRunner hooks = hooks(state);
    if (hooks != null) {
      for (Release release : releases) {
        if (release.installed()) {
          hooks.trigger("prepare", release);
        }
      }
    }
  }

  /// Runs the hooks that a release has after the command is done with it; a failure is only a
  /// warning.
  void cleanUp(DesiredState state, Release release) {
    HookRunner hooks = hooks(state);
    if (hooks != null) {
      try {
        hooks.trigger("cleanup", release);
      } catch (SlipwayException e) {
        session.errors().warning(e.diagnostic());
      }
    }
  }

  /// What runs the hooks of a helmfile; null when they are left out.
  @Nullable HookRunner hooks(DesiredState state) {
    return hooks(state, invocation, command, this::log);
  }

  /// The same, of any command line.
  static @Nullable HookRunner hooks(
      DesiredState state, Invocation invocation, String command, Consumer<LogLine> log) {
    if (invocation.get(HelmfileOptions.SKIP_HOOKS)) {
      return null;
    }
    Duration limit = Duration.ofSeconds(invocation.get(HelmfileOptions.HOOK_TIMEOUT));
    return new HookRunner(state, command, limit, log);
  }

  /// Shows a line of helmfile's log, if such lines are wanted.
  void log(LogLine line) {
    if (isShown(line, invocation)) {
      session.console().note(line.text());
    }
  }

  /// Whether a line of helmfile's log is wanted.
  static boolean isShown(LogLine line, Invocation invocation) {
    String wanted = invocation.get(HelmfileOptions.LOG_LEVEL);
    boolean debug = wanted.equals("debug") || invocation.get(GeneralOptions.DEBUG);
    return switch (line.level()) {
      case DEBUG -> debug;
      case INFO -> debug || wanted.isEmpty() || wanted.equals("info");
      case WARN -> !wanted.equals("error");
    };
  }

  /// Shows what goes on.
  void info(String text) {
    log(new LogLine(LogLine.Level.INFO, text));
  }
}
