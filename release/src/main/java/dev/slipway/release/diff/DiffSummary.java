package dev.slipway.release.diff;

import dev.slipway.release.plan.Action;
import dev.slipway.release.plan.Finding;
import dev.slipway.release.plan.ObjectChange;
import dev.slipway.release.plan.ReleasePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Counts what plans do.
///
/// @param added how many objects are made
/// @param changed how many are changed
/// @param replaced how many are deleted and made anew
/// @param deleted how many are deleted
/// @param later how many are made when their kind or namespace is there
/// @param kept how many leave their release and stay
/// @param drifted how many are not what their deployed revision says
/// @param hooks how many hooks are others
/// @param restarts how many workloads restart, by kind
/// @param failures how many findings say that something will fail
public record DiffSummary(
    int added,
    int changed,
    int replaced,
    int deleted,
    int later,
    int kept,
    int drifted,
    int hooks,
    Map<String, Integer> restarts,
    int failures) {
  public DiffSummary {
    restarts = new TreeMap<>(restarts);
  }

  /// What one plan does.
  public static DiffSummary of(ReleasePlan plan) {
    return of(List.of(plan));
  }

  /// What plans do together.
  public static DiffSummary of(List<ReleasePlan> plans) {
    List<ObjectChange> changes = new ArrayList<>();
    int hooks = 0;
    int failures = 0;
    for (ReleasePlan plan : plans) {
      changes.addAll(plan.crds());
      changes.addAll(plan.changes());
      hooks += plan.hooks().size();
      for (Finding finding : plan.findings()) {
        failures += finding.weight() == Finding.Weight.FAILS ? 1 : 0;
      }
    }
    Map<String, Integer> restarts = new TreeMap<>();
    int drifted = 0;
    for (ObjectChange change : changes) {
      drifted += change.drifted() ? 1 : 0;
      if (change.restarts()) {
        restarts.merge(change.key().type().kind().toLowerCase(Locale.ROOT), 1, Integer::sum);
      }
    }
    return new DiffSummary(
        count(changes, Action.CREATE),
        count(changes, Action.CHANGE),
        count(changes, Action.REPLACE),
        count(changes, Action.DELETE),
        count(changes, Action.LATER),
        count(changes, Action.KEEP),
        drifted,
        hooks,
        restarts,
        failures);
  }

  private static int count(List<ObjectChange> changes, Action action) {
    int count = 0;
    for (ObjectChange change : changes) {
      count += change.action() == action ? 1 : 0;
    }
    return count;
  }

  /// Whether anything is done: to objects or to hooks.
  public boolean differs() {
    return added + changed + replaced + deleted + later + hooks > 0;
  }

  /// As [#text], without what there is none of, for the cell of a table: `3 to add`.
  public String brief() {
    return line(false);
  }

  /// One line: `3 to add, 1 to change, 0 to delete; 2 deployments restart`.
  public String text() {
    return line(true);
  }

  private String line(boolean zeros) {
    List<String> counts = new ArrayList<>();
    count(counts, added + later, " to add", zeros);
    count(counts, changed, " to change", zeros);
    count(counts, replaced, " to replace", false);
    count(counts, deleted, " to delete", zeros);
    List<String> parts = new ArrayList<>();
    if (!counts.isEmpty()) {
      parts.add(String.join(", ", counts));
    }
    List<String> workloads = new ArrayList<>();
    restarts.forEach((kind, number) -> workloads.add(plural(number, kind)));
    if (!workloads.isEmpty()) {
      int number = restarts.values().stream().mapToInt(Integer::intValue).sum();
      parts.add(String.join(", ", workloads) + (number == 1 ? " restarts" : " restart"));
    }
    if (hooks > 0) {
      parts.add(plural(hooks, "hook") + (hooks == 1 ? " changes" : " change"));
    }
    count(parts, drifted, " drifted", false);
    count(parts, kept, " kept", false);
    count(parts, failures, " will fail", false);
    return String.join("; ", parts);
  }

  private static void count(List<String> parts, int count, String what, boolean zeros) {
    if (zeros || count > 0) {
      parts.add(count + what);
    }
  }

  private static String plural(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
