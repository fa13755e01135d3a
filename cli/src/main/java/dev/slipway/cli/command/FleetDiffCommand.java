package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.cli.terminal.Console;
import dev.slipway.cli.terminal.EndedException;
import dev.slipway.cli.terminal.Style;
import dev.slipway.pipeline.fleet.Failure;
import dev.slipway.pipeline.fleet.FleetChanges;
import dev.slipway.pipeline.fleet.FleetDiff;
import dev.slipway.release.diff.SecretData;
import dev.slipway.release.diff.UnifiedDiff;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/// `slipway diff --against REV`: what a change alters in the manifests of the whole fleet.
final class FleetDiffCommand implements Command {
  private static final int CHANGED = 2;

  @Override
  public Usage usage() {
    return Usage.of(
            "Show what the working tree alters in the manifests of all clusters, compared with a"
                + " Git revision. No cluster is asked. Only what the changed files can affect is"
                + " rendered. PATH is a folder or CLUSTER/SERVICE; in a folder below slipway.yaml it"
                + " is that folder.")
        .withExample("slipway diff", "what is not committed yet")
        .withExample("slipway diff --against main", "what this branch alters")
        .withExample(
            "slipway diff --against origin/main --summary --detailed-exitcode", "in a pipeline")
        .withArguments("[PATH…]", 0, Integer.MAX_VALUE, new Suggestions.Folders())
        .withOptions(FleetOptions.all())
        .withOptions(
            List.of(
                FleetOptions.AGAINST,
                RolloutFlags.CONTEXT,
                FleetOptions.SUMMARY,
                RolloutFlags.DETAILED_EXIT_CODE));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    FleetRun run = new FleetRun(invocation, session);
    String against = invocation.get(FleetOptions.AGAINST);
    String revision = against.isEmpty() ? "HEAD" : against;
    UnaryOperator<String> hiding = hiding(invocation, run);
    FleetChanges changes =
        new FleetDiff(run.fleet(), invocation.get(RolloutFlags.CONTEXT), hiding)
            .against(revision, run.narrowing());
    new Report(session.console(), changes).print(!invocation.get(FleetOptions.SUMMARY), revision);
    boolean done = run.end(changes.failures());
    if (done && invocation.get(RolloutFlags.DETAILED_EXIT_CODE) && !changes.changes().isEmpty()) {
      throw new EndedException(CHANGED);
    }
    return done;
  }

  private static UnaryOperator<String> hiding(Invocation invocation, FleetRun run) {
    if (invocation.get(HelmfileOptions.SHOW_SECRETS)) {
      return text -> text;
    }
    SecretData data = new SecretData();
    UnaryOperator<String> mask = run.hiding();
    return text -> data.hide(mask.apply(text));
  }

  private record Report(Console console, FleetChanges changes) {
    void print(boolean lines, String revision) {
      for (FleetChanges.Change change : changes.changes()) {
        if (lines) {
          print(change);
        }
      }
      for (Failure failure : changes.earlierFailures()) {
        console.note(
            "not compared: "
                + failure.label()
                + " could not be rendered at "
                + revision
                + ": "
                + failure.error().getMessage());
      }
      if (changes.changes().isEmpty()) {
        console.note("Nothing changes" + looked());
        return;
      }
      table();
    }

    private String looked() {
      return " ("
          + changes.releases()
          + (changes.releases() == 1 ? " release, " : " releases, ")
          + changes.rendered()
          + " that the changed files can affect)";
    }

    private void print(FleetChanges.Change change) {
      UnifiedDiff diff = change.diff();
      String heading =
          change.release().label()
              + " "
              + change.kind().name().toLowerCase(Locale.ROOT)
              + ", +"
              + diff.added()
              + " -"
              + diff.removed();
      console.println(console.styledOutput(Style.STRONG, heading));
      for (UnifiedDiff.Line line : diff.lines()) {
        console.println(
            switch (line.mark()) {
              case HUNK -> console.styledOutput(Style.PLACE, line.text());
              case ADDED -> console.styledOutput(Style.ADDED, line.text());
              case REMOVED -> console.styledOutput(Style.REMOVED, line.text());
              case CONTEXT -> line.text();
            });
      }
      console.println("");
    }

    /// How much changes on each cluster.
    private void table() {
      Map<String, int[]> rows = new LinkedHashMap<>();
      int width = "all".length();
      int[] all = new int[5];
      for (FleetChanges.Change change : changes.changes()) {
        String cluster = change.release().target().cluster().name();
        width = Math.max(width, cluster.length());
        int[] row = rows.computeIfAbsent(cluster, _ -> new int[5]);
        for (int[] counts : List.of(row, all)) {
          counts[
              switch (change.kind()) {
                case CHANGED -> 0;
                case ADDED -> 1;
                case REMOVED -> 2;
              }]++;
          counts[3] += change.diff().added();
          counts[4] += change.diff().removed();
        }
      }
      width = Math.max(width, "CLUSTER".length());
      String heading = pad("CLUSTER", width) + "  CHANGED  ADDED  REMOVED  LINES";
      console.println(console.styledOutput(Style.STRONG, heading));
      for (Map.Entry<String, int[]> row : rows.entrySet()) {
        row(row.getKey(), width, row.getValue());
      }
      if (rows.size() > 1) {
        row("all", width, all);
      }
      console.note(
          changes.changes().size()
              + " of "
              + changes.releases()
              + " releases change, "
              + changes.rendered()
              + " were rendered");
    }

    private void row(String name, int width, int[] counts) {
      console.println(
          pad(name, width)
              + "  "
              + pad(Integer.toString(counts[0]), 7)
              + "  "
              + pad(Integer.toString(counts[1]), 5)
              + "  "
              + pad(Integer.toString(counts[2]), 7)
              + "  +"
              + counts[3]
              + " -"
              + counts[4]);
    }

    private static String pad(String text, int width) {
      return text + " ".repeat(Math.max(0, width - text.length()));
    }
  }
}
