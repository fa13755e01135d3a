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
    String text = text();
    StringBuilder brief = new StringBuilder();
    int end = text.indexOf(';');
    for (String count : text.substring(0, end < 0 ? text.length() : end).split(", ")) {
      if (!count.startsWith("0 ")) {
        brief.append(brief.isEmpty() ? "" : ", ").append(count);
      }
    }
    String more = end < 0 ? "" : text.substring(end);
    return brief.isEmpty() && !more.isEmpty() ? more.substring(2) : brief + more;
  }

  /// One line: `3 to add, 1 to change, 0 to delete; 2 deployments restart`.
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(added + later).append(" to add, ").append(changed).append(" to change, ");
    if (replaced > 0) {
      text.append(replaced).append(" to replace, ");
    }
    text.append(deleted).append(" to delete");
    List<String> more = new ArrayList<>();
    restarts.forEach((kind, count) -> more.add(plural(count, kind)));
    if (!more.isEmpty()) {
      int workloads = restarts.values().stream().mapToInt(Integer::intValue).sum();
      text.append("; ").append(String.join(", ", more));
      text.append(workloads == 1 ? " restarts" : " restart");
    }
    if (hooks > 0) {
      text.append("; ").append(plural(hooks, "hook")).append(hooks == 1 ? " changes" : " change");
    }
    if (drifted > 0) {
      text.append("; ").append(drifted).append(" drifted");
    }
    if (kept > 0) {
      text.append("; ").append(kept).append(" kept");
    }
    if (failures > 0) {
      text.append("; ").append(failures).append(" will fail");
    }
    return text.toString();
  }

  private static String plural(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
