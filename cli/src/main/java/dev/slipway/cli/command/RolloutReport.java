package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.terminal.Console;
import dev.slipway.cli.terminal.Style;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import dev.slipway.core.TextTable;
import dev.slipway.pipeline.PipelineErrorCode;
import dev.slipway.pipeline.rollout.Obstacle;
import dev.slipway.pipeline.rollout.Planned;
import dev.slipway.pipeline.rollout.Purpose;
import dev.slipway.pipeline.rollout.RolloutRun;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.diff.DiffSummary;
import dev.slipway.release.plan.Finding;
import dev.slipway.release.plan.ReleasePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Prints what a run would do.
final class RolloutReport {
  /// How many releases are named before the rest is counted.
  private static final int NAMED = 3;

  private final Invocation invocation;
  private final Session session;
  private final Console console;
  private final PlanPrinter printer;

  RolloutReport(Invocation invocation, Session session) {
    this.invocation = invocation;
    this.session = session;
    this.console = session.console();
    this.printer = new PlanPrinter(invocation, console);
  }

  private boolean isSummary() {
    return invocation.get(RolloutFlags.SUMMARY) || invocation.get(RolloutFlags.SUPPRESS_DIFF);
  }

  /// Prints what changes, as the flags want it.
  void show(List<Planned> planned) {
    List<Planned.Ready> changing = new ArrayList<>();
    for (Planned one : planned) {
      if (one instanceof Planned.Ready ready && RolloutRun.isNeeded(ready, Purpose.APPLY)) {
        changing.add(ready);
      }
    }
    if (printer.isForPrograms()) {
      json(planned);
      return;
    }
    if (isSummary()) {
      table(changing);
    } else {
      for (Planned.Ready ready : changing) {
        printer.print(ready.label(), ready.plan());
        console.println("");
      }
    }
    total(planned, changing);
  }

  private void json(List<Planned> planned) {
    List<ReleasePlan> plans = new ArrayList<>();
    for (Planned one : planned) {
      if (one instanceof Planned.Ready ready) {
        plans.add(ready.plan());
      }
    }
    printer.json(plans);
  }

  private void table(List<Planned.Ready> changing) {
    if (changing.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (Planned.Ready ready : changing) {
      rows.add(
          List.of(
              ready.label(), PlanPrinter.what(ready.plan()), DiffSummary.of(ready.plan()).brief()));
    }
    TextTable.lines(rows, 0)
        .forEach(line -> console.println(line.replace('\t', ' ').stripTrailing()));
  }

  private void total(List<Planned> planned, List<Planned.Ready> changing) {
    int releases = 0;
    for (Planned one : planned) {
      releases += one instanceof Planned.Absent ? 0 : 1;
    }
    boolean complete =
        planned.stream().noneMatch(Planned.Failed.class::isInstance)
            && movedLines(planned).isEmpty();
    if (changing.isEmpty() && !complete) {
      return;
    }
    if (changing.isEmpty()) {
      console.note("Nothing differs (" + releases + (releases == 1 ? " release)" : " releases)"));
      return;
    }
    DiffSummary all = DiffSummary.of(changing.stream().map(Planned.Ready::plan).toList());
    console.println(
        console.styledOutput(
            Style.STRONG,
            changing.size()
                + " of "
                + releases
                + (releases == 1 ? " release differs: " : " releases differ: ")
                + all.text()));
  }

  /// Reports what could not be planned.
  ///
  /// @param everything whether what could not be planned is reported too; a run reports it itself
  /// @return whether nothing was
  boolean failures(List<Planned> planned, boolean everything) {
    Map<String, List<Planned.Failed>> failures = new LinkedHashMap<>();
    for (Planned one : planned) {
      switch (one) {
        case Planned.Absent _ -> {}
        case Planned.Failed failed ->
            failures.computeIfAbsent(message(failed), _ -> new ArrayList<>()).add(failed);
        case Planned.Ready _ -> {}
      }
    }
    if (everything) {
      failures.values().forEach(this::report);
    }
    return failures.isEmpty();
  }

  private static String message(Planned.Failed failed) {
    String told = failed.error().diagnostic().message();
    String release = "release \"" + failed.release().name() + "\": ";
    return told.startsWith(release) ? told.substring(release.length()) : told;
  }

  /// Reports what went wrong with the first release, and names the others with which the same did.
  private void report(List<Planned.Failed> same) {
    Planned.Failed failed = same.getFirst();
    SlipwayException error = failed.error();
    Diagnostic told = error.diagnostic();
    List<String> notes = new ArrayList<>(told.notes());
    if (same.size() > 1) {
      notes.add(
          "the same with " + named(same.stream().skip(1).map(Planned.Failed::label).toList()));
    }
    session
        .errors()
        .error(
            new Diagnostic(
                told.code(),
                told.severity(),
                failed.label() + ": " + message(failed),
                told.location(),
                told.snippet(),
                notes,
                told.hint()));
    session.errors().trace(error);
  }

  /// Reports what stands in the way of a run; the same trouble of many releases once.
  ///
  /// @return whether there is any
  boolean obstacles(List<Obstacle> obstacles) {
    List<String> lines = lines(obstacles);
    if (!lines.isEmpty()) {
      StringBuilder text = new StringBuilder("this would fail, so nothing was changed:");
      lines.forEach(line -> text.append("\n  ").append(line));
      session
          .errors()
          .error(
              Diagnostic.error(PipelineErrorCode.WILL_FAIL, text.toString())
                  .withHint("--try-anyway begins it nevertheless"));
    } else if (!obstacles.isEmpty()) {
      console.message("Nothing was changed.");
    }
    return !obstacles.isEmpty();
  }

  /// Reports which objects of a saved plan are left alone, because they moved since it was made.
  ///
  /// @return whether there are any
  boolean moved(List<Planned> planned) {
    List<String> lines = movedLines(planned);
    if (!lines.isEmpty()) {
      String text = "not all of the plan was carried out:\n  " + String.join("\n  ", lines);
      session
          .errors()
          .error(
              Diagnostic.error(ReleaseErrorCode.PLAN_FILE, text)
                  .withHint("save a plan anew, and look at it: this much stayed as it was"));
    }
    return !lines.isEmpty();
  }

  private static List<String> movedLines(List<Planned> planned) {
    List<String> lines = new ArrayList<>();
    for (Planned one : planned) {
      if (one instanceof Planned.Ready ready) {
        for (Finding finding : ready.plan().findings()) {
          if (finding.topic() == Finding.Topic.MOVED) {
            lines.add(ready.label() + ": " + finding.text());
          }
        }
      }
    }
    return lines;
  }

  private static String named(List<String> labels) {
    int more = labels.size() - NAMED;
    return String.join(", ", labels.subList(0, Math.min(NAMED, labels.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }

  /// Warns of what will fail, where the diff does not say it: in a table.
  void warnings(List<Planned> planned) {
    if (isSummary()) {
      lines(Obstacle.foreseen(planned)).forEach(line -> console.warn("will fail: " + line));
    }
  }

  /// One line for each reason, with the releases that it is about; of one object alone with that.
  private static List<String> lines(List<Obstacle> obstacles) {
    Map<String, List<Obstacle>> reasons = new LinkedHashMap<>();
    for (Obstacle obstacle : obstacles) {
      if (obstacle.release() instanceof Planned.Ready) {
        reasons.computeIfAbsent(obstacle.reason(), _ -> new ArrayList<>()).add(obstacle);
      }
    }
    List<String> lines = new ArrayList<>();
    reasons.forEach((reason, same) -> {
      Set<String> labels = new LinkedHashSet<>();
      same.forEach(obstacle -> labels.add(obstacle.release().label()));
      lines.add(
          named(List.copyOf(labels)) + ": " + (same.size() == 1 ? same.getFirst().text() : reason));
    });
    return lines;
  }
}
