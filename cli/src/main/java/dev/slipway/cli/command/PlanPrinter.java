package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.terminal.Console;
import dev.slipway.cli.terminal.EndedException;
import dev.slipway.cli.terminal.Style;
import dev.slipway.release.diff.DiffOptions;
import dev.slipway.release.diff.DiffSummary;
import dev.slipway.release.diff.PlanDiff;
import dev.slipway.release.diff.PlanJson;
import dev.slipway.release.diff.Styling;
import dev.slipway.release.plan.PlanKind;
import dev.slipway.release.plan.ReleasePlan;
import dev.slipway.yaml.Json;
import java.util.LinkedHashSet;
import java.util.List;

/// Prints plans as the flags want them: changes as text or field by field, or all for programs.
final class PlanPrinter {
  private static final int CHANGED = 2;

  private final Invocation invocation;
  private final Console console;
  private final DiffOptions options;
  private final PlanDiff diff;

  PlanPrinter(Invocation invocation, Console console) {
    this.invocation = invocation;
    this.console = console;
    this.options =
        new DiffOptions(
            invocation.get(RolloutFlags.CONTEXT),
            new LinkedHashSet<>(invocation.get(RolloutFlags.SUPPRESS)),
            invocation.get(HelmfileOptions.SHOW_SECRETS));
    this.diff = new PlanDiff(options, this::paint);
  }

  /// Shows the plan of one release, as its command was asked to do nothing else.
  static boolean shown(ReleasePlan plan, Invocation invocation, Session session) {
    PlanPrinter printer = new PlanPrinter(invocation, session.console());
    if (printer.isForPrograms()) {
      printer.json(List.of(plan));
    } else if (plan.isEmpty()) {
      session.console().note("Nothing differs.");
    } else {
      printer.print(plan.name().toString(), plan);
    }
    if (!plan.isEmpty() && invocation.get(RolloutFlags.DETAILED_EXIT_CODE)) {
      throw new EndedException(CHANGED);
    }
    return true;
  }

  /// Whether programs read it.
  boolean isForPrograms() {
    return invocation.get(RolloutFlags.OUTPUT).equals("json");
  }

  /// Prints plans for programs.
  void json(List<ReleasePlan> plans) {
    console.println(Json.writePretty(new PlanJson(options).tree(plans)));
  }

  /// Prints what a plan changes, under a line that says so in short.
  ///
  /// @param label what the release is called
  void print(String label, ReleasePlan plan) {
    console.println(
        console.styledOutput(Style.STRONG, label + " " + what(plan) + ": " + counts(plan)));
    // Of a release that goes, which objects go is what counts, and thousands of lines would hide
    // it.
    boolean isShort =
        invocation.get(RolloutFlags.OUTPUT).equals("fields") || plan.kind() == PlanKind.UNINSTALL;
    console.print(isShort ? diff.fields(plan) : diff.text(plan));
  }

  /// How much changes: `3 to add, 1 to change, 0 to delete`.
  static String counts(ReleasePlan plan) {
    return DiffSummary.of(plan).text();
  }

  /// What will be done with a release.
  static String what(ReleasePlan plan) {
    return switch (plan.kind()) {
      case INSTALL -> "will be installed";
      case UPGRADE -> "will be changed";
      case ROLLBACK -> "will be rolled back";
      case UNINSTALL -> "will be removed";
    };
  }

  private String paint(Styling.Tone tone, String text) {
    return console.styledOutput(
        switch (tone) {
          case ADDED -> Style.ADDED;
          case REMOVED -> Style.REMOVED;
          case CHANGED -> Style.STRONG;
          case QUIET -> Style.FAINT;
          case HUNK -> Style.PLACE;
          case FAILURE -> Style.ERROR;
          case WARNING -> Style.WARNING;
        },
        text);
  }
}
