package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.cli.terminal.Style;
import dev.slipway.core.SlipwayException;
import dev.slipway.core.TextTable;
import dev.slipway.helmfile.select.ReleaseSelection;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import dev.slipway.kube.client.Parallel;
import dev.slipway.pipeline.fleet.Failure;
import dev.slipway.pipeline.fleet.FleetPart;
import dev.slipway.pipeline.rollout.Member;
import dev.slipway.pipeline.rollout.Part;
import dev.slipway.pipeline.rollout.Rollout;
import dev.slipway.release.apply.ReleaseHealth;
import dev.slipway.release.diff.Drift;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `slipway status` at the root of a fleet: all releases on their clusters, a line each.
final class FleetStatusCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of(
            "Show the releases of the fleet as they are on their clusters now: revision, state,"
                + " drift, and what is not ready. PATH is a folder or CLUSTER/SERVICE.")
        .withExample("slipway status", "everything")
        .withExample("slipway status -e staging", "one cluster")
        .withExample("slipway status staging/formulas --output json", "one service, for scripts")
        .withArguments("[PATH…]", 0, Integer.MAX_VALUE, new Suggestions.Folders())
        .withOptions(FleetOptions.all())
        .withOptions(List.of(DriftText.NO_DRIFT, OutputFormat.OPTION));
  }

  private record Row(
      String label,
      @Nullable ReleaseHealth health,
      @Nullable Drift drift,
      @Nullable SlipwayException error) {}

  @Override
  public boolean run(Invocation invocation, Session session) {
    FleetRun run = new FleetRun(invocation, session);
    List<Failure> failures = new ArrayList<>();
    List<FleetPart> parts = run.fleet().parts(run.narrowing(), failures);
    List<Row> rows;
    try (MachineClusters clusters = new MachineClusters(session)) {
      rows = rows(parts, new FleetAddresses(invocation, run, clusters), invocation, clusters);
    }
    if (OutputFormat.isWanted(invocation)) {
      List<Object> entries = new ArrayList<>();
      for (Row row : rows) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("release", row.label);
        if (row.health != null) {
          entry.putAll(HealthText.entry(row.health, row.drift));
        } else if (row.error != null) {
          entry.put("error", row.error.getMessage());
        }
        entries.add(entry);
      }
      session.console().print(OutputFormat.text(invocation, entries));
    } else {
      print(rows, session);
    }
    return run.end(failures) && rows.stream().allMatch(row -> row.error == null);
  }

  private static List<Row> rows(
      List<FleetPart> parts,
      FleetAddresses addresses,
      Invocation invocation,
      MachineClusters clusters) {
    Rollout rollout =
        new Rollout(
            clusters, HelmfileStatusCommand.options(), Clock.system(ZoneId.systemDefault()));
    List<Supplier<Row>> questions = new ArrayList<>();
    for (FleetPart found : parts) {
      for (DesiredState state : found.states()) {
        List<Release> releases =
            ReleaseSelection.of(state, invocation.get(HelmfileOptions.SELECTOR)).distinctSelected();
        Part part =
            new Part(addresses.place(found.target(), 0), state, releases, found.renderer(), null);
        for (Release release : releases) {
          if (release.installed()) {
            questions.add(
                row(rollout, part, release, clusters, !invocation.get(DriftText.NO_DRIFT)));
          }
        }
      }
    }
    return Parallel.map(questions, Supplier::get);
  }

  private static Supplier<Row> row(
      Rollout rollout, Part part, Release release, MachineClusters clusters, boolean drift) {
    String label = part.place().cluster() + "/" + part.place().service() + "/" + release.name();
    return () -> {
      try {
        Member member = rollout.member(part, release);
        ReleaseHealth health = clusters.engine(member.cluster()).status(member.name(), 0);
        return new Row(label, health, drift ? rollout.drift(member) : null, null);
      } catch (SlipwayException e) {
        return new Row(label, null, null, e);
      }
    };
  }

  private static void print(List<Row> rows, Session session) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("RELEASE", "REVISION", "STATUS", "CHART", "DRIFT", "OBJECTS"));
    for (Row row : rows) {
      ReleaseHealth health = row.health;
      if (health == null) {
        SlipwayException error = row.error;
        cells.add(
            List.of(
                row.label,
                "",
                "",
                "",
                "",
                error == null ? "" : String.valueOf(error.getMessage())));
        continue;
      }
      cells.add(
          List.of(
              row.label,
              Integer.toString(health.release().revision()),
              health.release().status().text(),
              HistoryCommand.chart(health.release()),
              drift(row.drift),
              objects(health)));
    }
    List<String> lines = TextTable.lines(cells, 0);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replace('\t', ' ').stripTrailing();
      boolean good = i == 0 || isGood(rows.get(i - 1));
      session.console().println(good ? line : session.console().styledOutput(Style.ERROR, line));
    }
  }

  private static boolean isGood(Row row) {
    return row.health != null
        && row.health.ready()
        && (row.drift == null || row.drift.objects().isEmpty());
  }

  /// Which objects differ, the first by name.
  private static String drift(@Nullable Drift drift) {
    if (drift == null || drift.objects().isEmpty()) {
      return drift == null ? "" : "none";
    }
    int more = drift.objects().size() - 1;
    return drift.objects().getFirst().key().label() + (more == 0 ? "" : " +" + more);
  }

  /// How many are ready, and what is the matter with the first that is not.
  private static String objects(ReleaseHealth health) {
    long ready =
        health.objects().stream()
            .filter(object -> object.state() == ReleaseHealth.State.READY)
            .count();
    String counts = ready + "/" + health.objects().size();
    return health.objects().stream()
        .filter(object -> object.state() != ReleaseHealth.State.READY)
        .findFirst()
        .map(object -> counts + "  " + object.object().label() + ": " + object.message())
        .orElse(counts);
  }
}
