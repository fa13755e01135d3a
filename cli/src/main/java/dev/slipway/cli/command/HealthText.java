package dev.slipway.cli.command;

import dev.slipway.cli.terminal.Console;
import dev.slipway.cli.terminal.Style;
import dev.slipway.core.TextTable;
import dev.slipway.release.apply.ReleaseHealth;
import dev.slipway.release.apply.ReleaseHealth.State;
import dev.slipway.release.diff.Drift;
import dev.slipway.release.diff.SecretData;
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
  /// A release of more objects is summed up: what is ready is counted.
  private static final int SHOWN = 60;

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
      console.println("AT WORK: " + health.atWork() + " since " + health.atWork().since());
    }
    if (!release.evidence().isEmpty()) {
      console.println("EVIDENCE:");
      release.evidence().forEach(line -> console.println("  " + line));
    }
    objects(health, console);
    if (drift != null) {
      DriftText.print(drift, console);
    }
    tests(release).forEach(console::println);
    if (notes && !release.notes().isEmpty()) {
      console.println("NOTES:\n" + release.notes().strip());
    }
  }

  private static void objects(ReleaseHealth health, Console console) {
    if (health.objects().isEmpty()) {
      return;
    }
    console.println("OBJECTS:");
    List<ReleaseHealth.ObjectHealth> shown = new ArrayList<>(health.objects());
    boolean isLong = shown.size() > SHOWN;
    if (isLong) {
      shown.removeIf(object -> object.state() == State.READY);
    }
    int more = shown.size() - SHOWN;
    if (more > 0) {
      shown.subList(SHOWN, shown.size()).clear();
    }
    List<List<String>> rows = new ArrayList<>();
    for (ReleaseHealth.ObjectHealth object : shown) {
      rows.add(List.of("  " + object.object().label(), state(object), object.message()));
    }
    List<String> lines = rows.isEmpty() ? List.of() : TextTable.lines(rows, 0);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replace('\t', ' ').stripTrailing();
      console.println(
          switch (shown.get(i).state()) {
            case READY -> line;
            case PROGRESSING, UNKNOWN -> console.styledOutput(Style.WARNING, line);
            case FAILED, MISSING -> console.styledOutput(Style.ERROR, line);
          });
    }
    if (more > 0) {
      console.println("  and " + more + " more that are not ready");
    }
    if (isLong) {
      console.println("  " + ready(health.objects()) + "; 'slipway status -o json' lists them all");
    }
  }

  /// Such as `1000 of 1002 are ready: 2 Service, 998 ConfigMap`.
  private static String ready(List<ReleaseHealth.ObjectHealth> objects) {
    Map<String, Integer> kinds = new LinkedHashMap<>();
    int count = 0;
    for (ReleaseHealth.ObjectHealth object : objects) {
      if (object.state() == State.READY) {
        count++;
        kinds.merge(object.object().type().kind(), 1, Integer::sum);
      }
    }
    List<String> parts = new ArrayList<>();
    kinds.forEach((kind, number) -> parts.add(number + " " + kind));
    return count
        + " of "
        + objects.size()
        + " are ready"
        + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
  }

  private static String state(ReleaseHealth.ObjectHealth object) {
    return object.state().name().toLowerCase(Locale.ROOT);
  }

  /// What is known of the runs of its tests; nothing of those that have not run.
  static List<String> tests(StoredRelease release) {
    List<String> lines = new ArrayList<>();
    boolean none = true;
    for (StoredHook hook : release.hooks()) {
      HookRun run = hook.lastRun();
      none &= !hook.hook().isTest();
      if (hook.hook().isTest() && run.startedAt() != null) {
        lines.add("TEST SUITE:     " + hook.hook().name());
        lines.add("Last Started:   " + HistoryCommand.ansic(run.startedAt()));
        Instant completed = run.completedAt();
        if (completed != null) {
          lines.add("Last Completed: " + HistoryCommand.ansic(completed));
        }
        lines.add("Phase:          " + run.phase().text());
      }
    }
    return none ? List.of("TEST SUITE: None") : lines;
  }

  /// The same for programs that know helm's: Helm's record, and beside it what is found here.
  static Map<String, @Nullable Object> entryWithRecord(
      ReleaseHealth health, @Nullable Drift drift) {
    Map<String, @Nullable Object> entry = new RecordText(health.release(), new SecretData()).tree();
    entry.putAll(entry(health, drift));
    return entry;
  }

  /// The same for programs, with the drift, unless that is null.
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
