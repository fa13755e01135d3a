package dev.slipway.helmfile.release;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.ProcessResult;
import dev.slipway.core.SlipwayException;
import dev.slipway.core.SourceLocation;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.host.ProcessRequest;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Hook;
import dev.slipway.helmfile.state.Release;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs the programs that a helmfile wants at certain events (helmfile, pkg/event/bus.go): its own
/// at `prepare` and `cleanup` of a command, those of releases at events of theirs. Command and
/// arguments are templates, rendered when the event comes.
///
/// The events of a release: `prepare` before its chart is read, with the command that runs;
/// `preapply` before anything is changed, with `apply`; `presync` before and `postsync` after it is
/// installed, upgraded or removed, whether that succeeds or not, with `sync` under `apply` too;
/// `preuninstall` and `postuninstall` around its removal, with `sync`, or `delete` under `destroy`,
/// where there are no other events; `cleanup` at last, with `sync`, or the command that runs where
/// nothing was to be done. `cleanup` that fails is a warning.
public final class HookRunner {
  /// How long a hook may take unless something else is said.
  public static final Duration DEFAULT_LIMIT = Duration.ofMinutes(10);

  private final DesiredState state;
  private final String command;
  private final Duration limit;
  private final Consumer<LogLine> log;

  /// A runner for one command on one helmfile.
  ///
  /// @param command helmfile's command, such as `template`: what `.HelmfileCommand` says
  /// @param limit how long one hook may take
  /// @param log receives what helmfile would write to its log
  public HookRunner(DesiredState state, String command, Duration limit, Consumer<LogLine> log) {
    this.state = state;
    this.command = command;
    this.limit = limit;
    this.log = log;
  }

  /// Runs the helmfile's own hooks for an event.
  ///
  /// @throws SlipwayException if one cannot be run, fails or takes too long
  public void trigger(String event) {
    trigger(event, null, state.hooks(), null);
  }

  /// Runs the helmfile's own hooks for an event that tells of a failure.
  ///
  /// @param error what `.Event.Error` says; null without a failure
  /// @throws SlipwayException if one cannot be run, fails or takes too long
  public void trigger(String event, @Nullable String error) {
    trigger(event, null, state.hooks(), error);
  }

  /// Runs a release's hooks for an event.
  ///
  /// @throws SlipwayException if one cannot be run, fails or takes too long
  public void trigger(String event, Release release) {
    trigger(event, release, null);
  }

  /// Runs a release's hooks for an event that tells of a failure: `postsync`.
  ///
  /// @param error what `.Event.Error` says; null without a failure
  /// @throws SlipwayException if one cannot be run, fails or takes too long
  public void trigger(String event, Release release, @Nullable String error) {
    trigger(event, ReleaseLayers.labelled(state, release), release.hooks(), error);
  }

  private void trigger(
      String event, @Nullable Release release, List<Hook> hooks, @Nullable String error) {
    if (!hooks.isEmpty() && state.host().isOn("HELMFILE_DISABLE_HOOKS")) {
      throw located(
          release,
          null,
          "HELMFILE_DISABLE_HOOKS is active, hooks are disabled",
          List.of(),
          null,
          null);
    }
    for (Hook hook : hooks) {
      if (hook.events().contains(event)) {
        run(event, release, hook, error);
      }
    }
  }

  private void run(String event, @Nullable Release release, Hook hook, @Nullable String error) {
    String name = name(hook);
    String program;
    List<String> arguments = new ArrayList<>();
    try {
      boolean kubectl = !hook.kubectlApply().isEmpty();
      program =
          kubectl
              ? "kubectl"
              : state.templates().hook(release, hook.command(), event, command, error);
      for (String argument : kubectl ? kubectlArguments(release, hook) : hook.arguments()) {
        arguments.add(state.templates().hook(release, argument, event, command, error));
      }
    } catch (SlipwayException e) {
      throw HelmfileException.prefixed("hook[" + name + "]: ", e);
    }
    ProcessResult result = result(release, hook, program, arguments);
    String output = result.output();
    log.accept(LogLine.debug("hook[" + name + "]: " + output));
    if (hook.showLogs()) {
      String prefix = "\nhook[" + event + "] logs | ";
      log.accept(LogLine.info(prefix + output.replace("\n", prefix)));
    }
    if (result.exitCode() != 0) {
      throw failed(release, hook, program, "exit status " + result.exitCode(), result, null);
    }
  }

  private static String name(Hook hook) {
    if (!hook.name().isEmpty()) {
      return hook.name();
    }
    return hook.kubectlApply().isEmpty() ? hook.command() : "kubectlApply";
  }

  private List<String> kubectlArguments(@Nullable Release release, Hook hook) {
    String file = hook.kubectlApply().get("filename");
    String folder = hook.kubectlApply().get("kustomize");
    if (file != null && folder != null) {
      throw located(
          release,
          hook,
          "hook[" + name(hook) + "]: kustomize & filename cannot be used together",
          List.of(),
          null,
          null);
    }
    if (file != null) {
      return List.of("apply", "-f", file);
    }
    if (folder != null) {
      return List.of("apply", "-k", folder);
    }
    throw located(
        release,
        hook,
        "hook[" + name(hook) + "]: either kustomize or filename must be given",
        List.of(),
        null,
        null);
  }

  private ProcessResult result(
      @Nullable Release release, Hook hook, String program, List<String> arguments) {
    ProcessRequest request =
        new ProcessRequest(program, arguments, state.directory(), Map.of(), "");
    FutureTask<ProcessResult> task = new FutureTask<>(() -> state.host().run(request));
    Thread thread = Thread.ofVirtual().name("hook-" + name(hook)).start(task);
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      throw failed(
          release,
          hook,
          program,
          "still running after " + limit.toSeconds() + " s, so it was ended",
          null,
          e);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw failed(release, hook, program, "interrupted", null, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException problem) {
        throw failed(release, hook, program, String.valueOf(problem.getMessage()), null, problem);
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private HelmfileException failed(
      @Nullable Release release,
      Hook hook,
      String program,
      String problem,
      @Nullable ProcessResult result,
      @Nullable Exception cause) {
    List<String> notes = new ArrayList<>();
    if (result != null) {
      (result.output() + result.errors())
          .lines()
          .filter(line -> !line.isBlank())
          .forEach(line -> notes.add(program + ": " + line));
    }
    int shown = Math.min(notes.size(), 20);
    return located(
        release,
        hook,
        "hook[" + name(hook) + "]: command `" + program + "` failed: " + problem,
        notes.subList(notes.size() - shown, notes.size()),
        "run the command by hand in "
            + state.directory()
            + ", or leave hooks out with --skip-hooks",
        cause);
  }

  private HelmfileException located(
      @Nullable Release release,
      @Nullable Hook hook,
      String message,
      List<String> notes,
      @Nullable String hint,
      @Nullable Exception cause) {
    SourceLocation file = SourceLocation.of(state.file());
    SourceLocation begin = release == null ? file : release.location().orElse(file);
    SourceLocation place = hook == null ? begin : hook.location().orElse(begin);
    String whose = release == null ? "" : "release \"" + release.name() + "\": ";
    return new HelmfileException(
        Diagnostic.error(HelmfileErrorCode.HOOK, whose + message)
            .at(place, null)
            .withNotes(notes)
            .withHint(hint),
        cause);
  }
}
