package dev.slipway.pipeline.rollout;

import dev.slipway.core.SlipwayException;
import dev.slipway.helmfile.release.HookRunner;
import dev.slipway.helmfile.release.ReleaseExecutionSettings;
import dev.slipway.helmfile.state.Release;
import dev.slipway.kube.DeleteOptions;
import dev.slipway.kube.KubeClient;
import dev.slipway.release.apply.ApplyOptions;
import dev.slipway.release.apply.ReleaseEngine;
import dev.slipway.release.apply.ReleaseOutcome;
import dev.slipway.release.apply.ReleaseProgress;
import dev.slipway.release.apply.UninstallOptions;
import dev.slipway.release.plan.PlanKind;
import dev.slipway.release.plan.ReleasePlan;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Does what was planned, in order, as much at once as the order allows, with the helmfiles' hooks
/// around each release. For one use.
public final class RolloutRun {
  private final RolloutOptions options;
  private final Function<KubeClient, ReleaseEngine> engines;
  private final ApplyOptions apply;
  private final RolloutListener listener;
  private final InstantSource clock;
  private final @Nullable Rollout planning;
  private final Map<Planned, RolloutResult> results = new ConcurrentHashMap<>();

  /// @param engines the engine of a cluster
  /// @param apply how plans are carried out, and how the user stops that
  /// @param planning plans those anew that someone else changed since; null to refuse them
  public RolloutRun(
      RolloutOptions options,
      Function<KubeClient, ReleaseEngine> engines,
      ApplyOptions apply,
      RolloutListener listener,
      InstantSource clock,
      @Nullable Rollout planning) {
    this.options = options;
    this.engines = engines;
    this.apply = apply;
    this.listener = listener;
    this.clock = clock;
    this.planning = planning;
  }

  /// Whether there is something to do about a release.
  public static boolean isNeeded(Planned planned, Purpose purpose) {
    return switch (planned) {
      case Planned.Absent _ -> false;
      case Planned.Failed _ -> true;
      case Planned.Ready(Member _, ReleasePlan plan) ->
          !plan.isWithdrawn() && (purpose != Purpose.APPLY || !plan.isEmpty());
    };
  }

  /// Does all of it. A failure of one release keeps those from being begun that come after it, and
  /// no others.
  ///
  /// @return what became of each release, in the order of the plan
  /// @throws SlipwayException if something stands in the way ([Obstacle]) and it is not to be tried
  ///   anyway, or if a `preapply` hook fails: nothing was done then
  public List<RolloutResult> run(List<Planned> planned) {
    if (!apply.tryAnyway()) {
      Obstacle.refuse(Obstacle.of(planned, options.purpose()));
    }
    if (options.purpose() == Purpose.APPLY) {
      planned.stream()
          .filter(one -> isNeeded(one, options.purpose()))
          .forEach(RolloutRun::preapply);
    }
    OrderedRun<Planned> run = new OrderedRun<>(options.width());
    RolloutOrder.of(planned, RolloutRun::isRemoved).forEach(run::add);
    run.run(
        one -> keep(done(one)).isGood(),
        one -> keep(new RolloutResult.Skipped(one)),
        apply.cancellation()::isStopped);
    List<RolloutResult> all = new ArrayList<>();
    for (Planned one : planned) {
      RolloutResult result = results.get(one);
      all.add(result == null ? new RolloutResult.Skipped(one) : result);
    }
    return all;
  }

  private static boolean isRemoved(Planned planned) {
    return switch (planned) {
      case Planned.Absent _ -> true;
      case Planned.Failed _ -> false;
      case Planned.Ready(Member _, ReleasePlan plan) -> plan.kind() == PlanKind.UNINSTALL;
    };
  }

  private static void preapply(Planned one) {
    HookRunner hooks = one.part().hooks();
    if (hooks != null && one instanceof Planned.Ready) {
      hooks.trigger("preapply", one.release());
    }
  }

  private RolloutResult keep(RolloutResult result) {
    results.put(result.release(), result);
    listener.ended(result);
    return result;
  }

  private RolloutResult done(Planned planned) {
    return switch (planned) {
      case Planned.Absent _ -> new RolloutResult.Unchanged(planned);
      case Planned.Failed(Part _, Release _, SlipwayException error) ->
          new RolloutResult.Failed(planned, null, error.diagnostic());
      case Planned.Ready ready -> {
        if (!isNeeded(ready, options.purpose())) {
          cleanUp(ready);
          yield new RolloutResult.Unchanged(ready);
        }
        try {
          yield isOnlyUnsettled(ready) ? settled(ready) : carriedOut(ready);
        } catch (SlipwayException e) {
          yield new RolloutResult.Failed(ready, null, e.diagnostic());
        }
      }
    };
  }

  /// Whether only its records are not in order; a `sync` makes a new revision, which settles them.
  private boolean isOnlyUnsettled(Planned.Ready ready) {
    return options.purpose() == Purpose.APPLY
        && ready.plan().isUnchanged()
        && ready.plan().isUnsettled();
  }

  private RolloutResult settled(Planned.Ready ready) {
    listener.settles(ready);
    engines
        .apply(ready.member().cluster())
        .settle(ready.member().name(), apply, progress(ready))
        .warnings()
        .forEach(listener::warning);
    cleanUp(ready);
    return new RolloutResult.Unchanged(ready);
  }

  private RolloutResult carriedOut(Planned.Ready ready) {
    listener.begins(ready);
    long begun = clock.millis();
    boolean removed = isRemoved(ready);
    before(ready, removed);
    String failure = "it could not be begun";
    AtomicBoolean idle = new AtomicBoolean();
    ReleaseOutcome outcome;
    try {
      outcome = removed ? uninstalled(ready) : applied(ready, idle);
      failure = outcome.problem().map(each -> each.message()).orElse(null);
    } catch (SlipwayException e) {
      failure = e.getMessage();
      throw e;
    } finally {
      after(ready, removed, failure);
    }
    if (idle.get()) {
      return new RolloutResult.Unchanged(ready);
    }
    return outcome
        .problem()
        .<RolloutResult>map(problem -> new RolloutResult.Failed(ready, outcome, problem))
        .orElseGet(() ->
            new RolloutResult.Done(
                ready, outcome, removed, Duration.ofMillis(clock.millis() - begun)));
  }

  /// @param idle set when someone else was quicker, and left nothing to do
  private ReleaseOutcome applied(Planned.Ready ready, AtomicBoolean idle) {
    ReleaseEngine engine = engines.apply(ready.member().cluster());
    Rollout again = planning;
    if (again == null) {
      return engine.apply(ready.plan(), apply, progress(ready));
    }
    Supplier<Optional<ReleasePlan>> anew =
        () -> {
          Optional<ReleasePlan> plan = again.again(ready);
          idle.set(plan.isEmpty());
          return plan;
        };
    return engine.apply(ready.plan(), anew, apply, progress(ready));
  }

  private ReleaseOutcome uninstalled(Planned.Ready ready) {
    ReleaseExecutionSettings settings = ready.member().settings();
    UninstallOptions how =
        new UninstallOptions(
            false,
            settings.deleteWait(),
            settings.hooks(),
            switch (settings.cascade()) {
              case "foreground" -> DeleteOptions.Propagation.FOREGROUND;
              case "orphan" -> DeleteOptions.Propagation.ORPHAN;
              default -> DeleteOptions.Propagation.BACKGROUND;
            },
            settings.deleteTimeout(),
            settings.description());
    return engines
        .apply(ready.member().cluster())
        .uninstall(ready.member().name(), how, apply, progress(ready));
  }

  private ReleaseProgress progress(Planned planned) {
    return event -> listener.happened(planned, event);
  }

  /// As helmfile: `presync` for whatever is done, `preuninstall` before a removal; under `destroy`
  /// the latter only.
  private void before(Planned.Ready ready, boolean removed) {
    HookRunner hooks = ready.part().hooks();
    if (hooks == null) {
      return;
    }
    if (options.purpose() != Purpose.DESTROY) {
      hooks.trigger("presync", ready.release());
    }
    if (removed) {
      hooks.trigger("preuninstall", ready.release());
    }
  }

  private void after(Planned.Ready ready, boolean removed, @Nullable String failure) {
    HookRunner hooks = ready.part().hooks();
    if (hooks == null) {
      return;
    }
    try {
      if (removed) {
        hooks.trigger("postuninstall", ready.release());
      }
      if (options.purpose() != Purpose.DESTROY) {
        hooks.trigger("postsync", ready.release(), failure);
      }
    } catch (SlipwayException e) {
      // What was done is done; the release's own result must not get lost behind its hook's.
      listener.warning(e.diagnostic());
    }
    cleanUp(ready);
  }

  private void cleanUp(Planned.Ready ready) {
    HookRunner hooks = ready.part().hooks();
    if (hooks == null) {
      return;
    }
    try {
      hooks.trigger("cleanup", ready.release());
    } catch (SlipwayException e) {
      listener.warning(e.diagnostic());
    }
  }
}
