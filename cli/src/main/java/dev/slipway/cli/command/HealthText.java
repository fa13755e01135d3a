package dev.slipway.cli.command;

import dev.slipway.cli.terminal.Console;
import dev.slipway.cli.terminal.Style;
import dev.slipway.core.TextTable;
import dev.slipway.release.apply.ReleaseHealth;
import dev.slipway.release.diff.Drift;
import dev.slipway.release.store.HookRun;
import dev.slipway.release.store.StoredHook;
import dev.slipway.release.store.StoredRelease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the status of a release is printed as.
final class HealthText {
  private HealthText() {}

  /// Prints it as `helm status` does, and its objects.
  ///
  /// @param notes whether the chart's notes are printed
  static void print(ReleaseHealth health, Console console, boolean notes) {
    print(health, null, console, notes);
  }

  /// The same with the drift, unless that is null.
  static void print(ReleaseHealth health, @Nullable Drift drift, Console console, boolean notes) {
    StoredRelease release = health.release();
    console.println("NAME: " + release.name().name());
    release
        .lastDeployed()
        .ifPresent(moment -> console.println("LAST DEPLOYED: " + HistoryCommand.ansic(moment)));
    console.println("NAMESPACE: " + release.name().namespace());
    console.println("STATUS: " + release.status().text());
    console.println("REVISION: " + release.revision());
    console.println("CHART: " + HistoryCommand.chart(release));
    console.println("DESCRIPTION: " + release.description());
    if (health.atWork() != null) {
      console.println("AT WORK: " + health.atWork());
    }
    if (!release.evidence().isEmpty()) {
      console.println("EVIDENCE:");
      release.evidence().forEach(line -> console.println("  " + line));
    }
    objects(health, console);
    if (drift != null) {
      DriftText.print(drift, console);
    }
    tests(release, console);
    if (notes && !release.notes().isEmpty()) {
      console.println("NOTES:\n" + release.notes().strip());
    }
  }

  private static void objects(ReleaseHealth health, Console console) {
    if (health.objects().isEmpty()) {
      return;
    }
    console.println("OBJECTS:");
    List<List<String>> rows = new ArrayList<>();
    for (ReleaseHealth.ObjectHealth object : health.objects()) {
      rows.add(List.of("  " + object.object().label(), state(object), object.message()));
    }
    List<String> lines = TextTable.lines(rows, 0);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replace('\t', ' ').stripTrailing();
      console.println(
          switch (health.objects().get(i).state()) {
            case READY -> line;
            case PROGRESSING, UNKNOWN -> console.styledOutput(Style.WARNING, line);
            case FAILED, MISSING -> console.styledOutput(Style.ERROR, line);
          });
    }
  }

  private static String state(ReleaseHealth.ObjectHealth object) {
    return object.state().name().toLowerCase(Locale.ROOT);
  }

  private static void tests(StoredRelease release, Console console) {
    boolean none = true;
    for (StoredHook hook : release.hooks()) {
      HookRun run = hook.lastRun();
      if (hook.hook().isTest() && run.startedAt() != null) {
        none = false;
        console.println("TEST SUITE:     " + hook.hook().name());
        console.println("Last Started:   " + HistoryCommand.ansic(run.startedAt()));
        Instant completed = run.completedAt();
        if (completed != null) {
          console.println("Last Completed: " + HistoryCommand.ansic(completed));
        }
        console.println("Phase:          " + run.phase().text());
      }
    }
    if (none) {
      console.println("TEST SUITE: None");
    }
  }

  /// The same for programs.
  static Map<String, @Nullable Object> entry(ReleaseHealth health) {
    return entry(health, null);
  }

  /// The same with the drift, unless that is null.
  static Map<String, @Nullable Object> entry(ReleaseHealth health, @Nullable Drift drift) {
    StoredRelease release = health.release();
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("name", release.name().name());
    entry.put("namespace", release.name().namespace());
    entry.put("revision", release.revision());
    entry.put("status", release.status().text());
    entry.put("chart", HistoryCommand.chart(release));
    release.lastDeployed().ifPresent(moment -> entry.put("updated", moment.toString()));
    entry.put("description", release.description());
    if (!release.evidence().isEmpty()) {
      entry.put("evidence", release.evidence());
    }
    entry.put("ready", health.ready());
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    for (ReleaseHealth.ObjectHealth object : health.objects()) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("apiVersion", object.object().type().apiVersion());
      one.put("kind", object.object().type().kind());
      one.put("namespace", object.object().namespace());
      one.put("name", object.object().name());
      one.put("state", state(object));
      one.put("message", object.message());
      objects.add(one);
    }
    entry.put("objects", objects);
    if (drift != null) {
      entry.put("drift", DriftText.entry(drift));
      entry.put("addedByHand", DriftText.added(drift));
    }
    return entry;
  }
}
