package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.terminal.EndedException;
import dev.slipway.core.SlipwayException;
import dev.slipway.core.Spelling;
import dev.slipway.kube.client.HttpKubeClient;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.apply.ApplyOptions;
import dev.slipway.release.apply.Cancellation;
import dev.slipway.release.apply.ReleaseEngine;
import dev.slipway.release.apply.ReleaseOutcome;
import dev.slipway.release.apply.ReleaseProgress;
import dev.slipway.release.apply.TestOptions;
import dev.slipway.release.apply.TestReport;
import dev.slipway.release.plan.ConflictChoice;
import dev.slipway.release.store.ReleaseHistory;
import dev.slipway.release.store.ReleaseStore;
import dev.slipway.release.store.StoredRelease;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What all commands on one release of a cluster do alike: reach the cluster, find the release.
final class ReleaseRun implements AutoCloseable {
  private final Invocation invocation;
  private final Session session;
  private final MachineClusters clusters;
  private final HttpKubeClient cluster;
  private final ReleaseStore store;
  private final ReleaseName name;
  private @Nullable ConflictChoice conflicts;

  /// @param release the release's name
  ReleaseRun(Invocation invocation, Session session, String release) {
    this(
        invocation,
        session,
        release,
        new MachineClusters(session, ClusterOptions.overrides(invocation, session.environment())));
  }

  /// One that only reads records.
  static ReleaseRun ofRecords(Invocation invocation, Session session, String release) {
    return new ReleaseRun(
        invocation,
        session,
        release,
        MachineClusters.oneAtATime(
            session, ClusterOptions.overrides(invocation, session.environment())));
  }

  private ReleaseRun(
      Invocation invocation, Session session, String release, MachineClusters clusters) {
    this.invocation = invocation;
    this.session = session;
    this.clusters = clusters;
    Environment environment = session.environment();
    this.cluster = clusters.open(ClusterOptions.address(invocation, environment));
    this.store = new ReleaseStore(cluster, Clock.system(ZoneId.systemDefault()));
    this.name =
        new ReleaseName(ClusterOptions.namespace(invocation, environment, clusters), release);
  }

  /// The cluster.
  HttpKubeClient cluster() {
    return cluster;
  }

  /// The records of its releases.
  ReleaseStore store() {
    return store;
  }

  /// The release.
  ReleaseName name() {
    return name;
  }

  /// From now on, until it is closed, Ctrl-C ends the program with the word that nothing was
  /// changed.
  Interrupts untouched() {
    return Interrupts.endingWith(() -> session.console().message("Stopped. Nothing was changed."));
  }

  /// Its revisions, of which there is one at least.
  ///
  /// @throws ReleaseException if there is no such release
  ReleaseHistory history() {
    ReleaseHistory history = store.history(name);
    if (history.revisions().isEmpty()) {
      throw notFound();
    }
    return history;
  }

  /// A revision.
  ///
  /// @param number its number; 0 for the newest
  /// @throws ReleaseException if there is no such revision
  StoredRelease revision(int number) {
    ReleaseHistory history = history();
    if (number == 0) {
      return history.revisions().getLast();
    }
    return history
        .find(number)
        .orElseThrow(() ->
            ReleaseException.of(
                ReleaseErrorCode.NOT_FOUND,
                "release " + name + " has no revision " + number,
                "it has "
                    + String.join(
                        ", ",
                        history.revisions().stream()
                            .map(each -> Integer.toString(each.revision()))
                            .toList())));
  }

  private ReleaseException notFound() {
    List<String> names =
        store.list(name.namespace()).stream().map(each -> each.name().name()).toList();
    String hint =
        Spelling.nearest(name.name(), names)
            .map(near -> "did you mean " + near + "?")
            .orElse(
                names.isEmpty()
                    ? "there is no release in namespace "
                        + name.namespace()
                        + " of "
                        + cluster.name()
                        + "; -n names another, --kube-context another cluster"
                    : "there are " + String.join(", ", names));
    return ReleaseException.of(
        ReleaseErrorCode.NOT_FOUND,
        "release: not found: " + name.name() + " in namespace " + name.namespace(),
        hint);
  }

  /// What changes the releases of the cluster.
  ReleaseEngine engine() {
    return clusters.engine(cluster);
  }

  /// Says what becomes of fields that others own, in place of what the flags say.
  void decide(ConflictChoice choice) {
    conflicts = choice;
  }

  /// Changes the release, shows how that goes, and reports a failure.
  ///
  /// @param doing what is done, in a word or two
  ReleaseOutcome watched(
      String doing, BiFunction<ApplyOptions, ReleaseProgress, ReleaseOutcome> change) {
    ReleaseProgressView view = new ReleaseProgressView(session);
    view.begins(name.toString(), doing);
    Cancellation cancellation = new Cancellation();
    ApplyOptions options =
        RolloutFlags.besideOthers(ApplyOptions.defaults(), invocation)
            .tryingAnyway(invocation.get(RolloutFlags.TRY_ANYWAY))
            .withConflicts(conflicts == null ? RolloutFlags.conflicts(invocation) : conflicts)
            .stoppedBy(cancellation);
    return stoppable(
        cancellation,
        view,
        () -> {
          ReleaseOutcome outcome =
              change.apply(options, event -> view.happened(name.toString(), event));
          view.clear();
          view.kept(name.toString(), outcome.kept());
          outcome.problem().ifPresent(problem -> view.failed(name.toString(), problem, outcome));
          return outcome;
        });
  }

  /// @throws EndedException with the signal's code if the user stopped it before its end
  private <T> T stoppable(Cancellation cancellation, ReleaseProgressView view, Supplier<T> change) {
    try (Interrupts interrupts = Interrupts.to(cancellation, view::tell)) {
      T result = change.get();
      if (!cancellation.isStopped()) {
        return result;
      }
      if (result instanceof ReleaseOutcome outcome && outcome.succeeded()) {
        view.say(name.toString(), "done");
      }
      throw new EndedException(interrupts.exitCode());
    } catch (SlipwayException e) {
      if (!cancellation.isStopped()) {
        throw e;
      }
      view.failed(name.toString(), e.diagnostic(), null);
      throw new EndedException(EndedException.INTERRUPTED);
    } finally {
      view.clear();
    }
  }

  /// Runs the release's tests, and shows how that goes.
  TestReport tested(TestOptions tests) {
    ReleaseProgressView view = new ReleaseProgressView(session);
    view.begins(name.toString(), "testing");
    Cancellation cancellation = new Cancellation();
    return stoppable(
        cancellation,
        view,
        () ->
            engine()
                .test(
                    name,
                    tests,
                    ApplyOptions.defaults().stoppedBy(cancellation),
                    ReleaseTestCommand.progress(name.toString(), view)));
  }

  /// How long hooks and waiting may take, each.
  static Duration timeout(Invocation invocation) {
    return RolloutFlags.timeout(invocation).orElse(ReleaseSettings.DEFAULTS.timeout());
  }

  @Override
  public void close() {
    clusters.close();
  }
}
