package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.terminal.Console;
import dev.slipway.cli.terminal.EndedException;
import dev.slipway.cli.terminal.Style;
import dev.slipway.helmfile.release.TemplateFlags;
import dev.slipway.pipeline.rollout.Obstacle;
import dev.slipway.pipeline.rollout.Part;
import dev.slipway.pipeline.rollout.Planned;
import dev.slipway.pipeline.rollout.Rollout;
import dev.slipway.pipeline.rollout.RolloutOptions;
import dev.slipway.pipeline.rollout.RolloutResult;
import dev.slipway.pipeline.rollout.RolloutRun;
import dev.slipway.release.apply.ApplyOptions;
import dev.slipway.release.apply.Cancellation;
import dev.slipway.release.plan.ConflictChoice;
import dev.slipway.release.plan.PlanFile;
import dev.slipway.release.plan.ReleasePlan;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What `diff`, `apply`, `sync` and `destroy` do alike once it is known which releases they are
/// about: plan, show, ask, carry out, and say what became of it.
final class RolloutWork implements AutoCloseable {
  private static final int CHANGED = 2;

  private final RolloutVerb verb;
  private final Invocation invocation;
  private final Session session;
  private final MachineClusters clusters;
  private RolloutOptions options;
  private final Cancellation cancellation = new Cancellation();
  private final @Nullable Interrupts unbegun;
  private volatile boolean begun;
  private boolean changed;

  RolloutWork(RolloutVerb verb, Invocation invocation, Session session) {
    this.verb = verb;
    this.invocation = invocation;
    this.session = session;
    this.clusters = new MachineClusters(session);
    this.options =
        new RolloutOptions(
            verb.purpose(),
            RolloutFlags.plan(invocation),
            template(),
            RolloutFlags.sync(invocation),
            invocation.get(RolloutFlags.ATOMIC),
            invocation.has(RolloutFlags.PLAN) ? PlanFile.read(file(RolloutFlags.PLAN)) : null,
            invocation.get(HelmfileOptions.CONCURRENCY));
    this.unbegun = verb.changes() ? Interrupts.endingWith(this::sayUnbegun) : null;
  }

  private void sayUnbegun() {
    if (!begun) {
      session.console().message("Stopped. Nothing was changed.");
    }
  }

  private Path file(Option<String> option) {
    return session.environment().resolve(invocation.get(option));
  }

  private TemplateFlags template() {
    return TemplateFlags.NONE
        .withSkipDeps(invocation.get(HelmfileOptions.SKIP_DEPS))
        .withValues(invocation.get(HelmfileOptions.VALUES))
        .withSkipSchemaValidation(invocation.get(TemplateOptions.SKIP_SCHEMA))
        .withSet(invocation.get(ValueOptions.SET))
        .withConcurrency(invocation.get(HelmfileOptions.CONCURRENCY));
  }

  /// The clusters that can be reached.
  MachineClusters clusters() {
    return clusters;
  }

  /// Does it for these parts.
  ///
  /// @return whether nothing failed
  boolean run(List<Part> parts) {
    Rollout rollout = new Rollout(clusters, options, Clock.system(ZoneId.systemDefault()));
    List<Planned> planned = rollout.plan(parts);
    RolloutReport report = new RolloutReport(invocation, session);
    changed |= planned.stream().anyMatch(one -> RolloutRun.isNeeded(one, options.purpose()));
    if (verb.compares()) {
      report.show(planned);
    }
    boolean anyway = verb.changes() && invocation.get(RolloutFlags.TRY_ANYWAY);
    boolean plannable = report.failures(planned, !anyway);
    if (anyway || !verb.changes()) {
      report.warnings(planned);
    }
    if (invocation.has(RolloutFlags.SAVE_PLAN)) {
      save(planned);
    }
    if (!verb.changes() || !changed) {
      return !report.moved(planned) && plannable;
    }
    if (options.saved() == null && verb != RolloutVerb.DESTROY) {
      ConflictDialogue dialogue = dialogue(planned);
      if (dialogue.isWanted()) {
        Optional<ConflictChoice> choice = dialogue.ask(options.plan().conflicts());
        if (choice.isEmpty()) {
          session.console().message("Nothing was changed.");
          changed = false;
          return false;
        }
        options = options.withPlan(options.plan().withConflicts(choice.get()));
        rollout = new Rollout(clusters, options, Clock.system(ZoneId.systemDefault()));
        planned = rollout.plan(parts);
      }
    }
    if (!anyway && report.obstacles(Obstacle.of(planned, options.purpose()))) {
      changed = false;
      return false;
    }
    if (invocation.get(HelmfileOptions.INTERACTIVE) && !isWanted(planned)) {
      session.console().note("Nothing was changed.");
      changed = false;
      return plannable;
    }
    boolean done = carryOut(planned, rollout);
    return !report.moved(planned) && done;
  }

  private ConflictDialogue dialogue(List<Planned> planned) {
    ConflictDialogue dialogue = new ConflictDialogue(session.console());
    for (Planned one : planned) {
      if (one instanceof Planned.Ready ready) {
        dialogue.add(ready.label(), ready.plan());
      }
    }
    return dialogue;
  }

  private void save(List<Planned> planned) {
    List<ReleasePlan> plans = new ArrayList<>();
    for (Planned one : planned) {
      if (one instanceof Planned.Ready ready && RolloutRun.isNeeded(ready, options.purpose())) {
        plans.add(ready.plan());
      }
    }
    Path file = file(RolloutFlags.SAVE_PLAN);
    PlanFile.write(file, plans, Map.of("by", session.environment().variable("USER").orElse("")));
    session
        .console()
        .note("The plan is in " + file + "; 'slipway apply --plan " + file + "' carries it out.");
  }

  private boolean carryOut(List<Planned> planned, Rollout rollout) {
    // What was confirmed or saved is done as it is, or not at all.
    boolean fixed = options.saved() != null || invocation.get(HelmfileOptions.INTERACTIVE);
    ApplyOptions apply =
        RolloutFlags.besideOthers(ApplyOptions.defaults(), invocation)
            .tryingAnyway(invocation.get(RolloutFlags.TRY_ANYWAY))
            .withConflicts(options.plan().conflicts())
            .stoppedBy(cancellation);
    RolloutProgress progress = new RolloutProgress(session);
    List<RolloutResult> results;
    begun = true;
    try (Interrupts interrupts = Interrupts.to(cancellation, progress::say)) {
      results =
          new RolloutRun(
                  options,
                  clusters::engine,
                  apply,
                  progress,
                  Clock.systemUTC(),
                  RolloutFlags.waitLock(invocation).isZero() || fixed ? null : rollout)
              .run(planned);
      progress.summary(cancellation.isStopped());
      if (cancellation.isStopped()) {
        throw new EndedException(interrupts.exitCode());
      }
    } finally {
      progress.clear();
    }
    return results.stream().allMatch(RolloutResult::isGood);
  }

  /// Asks as helmfile does.
  private boolean isWanted(List<Planned> planned) {
    List<String> labels =
        planned.stream()
            .filter(one -> RolloutRun.isNeeded(one, options.purpose()))
            .map(Planned::label)
            .toList();
    Console console = session.console();
    String answer =
        console.ask(
            console.styled(Style.STRONG, "Do you really want to " + verb.commandName() + "?")
                + "\n  "
                + labels.size()
                + (labels.size() == 1 ? " release" : " releases")
                + (verb.compares() ? " as shown above" : "")
                + " will be "
                + (verb == RolloutVerb.DESTROY ? "removed" : "changed")
                + (verb.compares() ? "" : ": " + String.join(", ", labels))
                + ". [y/n]: ");
    return answer != null
        && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
  }

  /// Ends the command.
  ///
  /// @param done whether nothing failed
  /// @throws EndedException with code 2 when something changes and that was asked for
  boolean end(boolean done) {
    if (done && changed && invocation.get(RolloutFlags.DETAILED_EXIT_CODE)) {
      throw new EndedException(CHANGED);
    }
    return done;
  }

  @Override
  public void close() {
    if (unbegun != null) {
      unbegun.close();
    }
    clusters.close();
  }
}
