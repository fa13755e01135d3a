package dev.slipway.release.plan;

import dev.slipway.chart.manifest.Hook;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.plan.Finding.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The hooks that run when a plan is carried out, in their order. Immutable.
///
/// @param hooks those that can be read
/// @param findings what is wrong with the others
record PlannedHooks(List<PlannedHook> hooks, List<Finding> findings) {
  PlannedHooks {
    hooks = List.copyOf(hooks);
    findings = List.copyOf(findings);
  }

  /// Those of a plan; none where hooks are left out.
  ///
  /// @param reader reads hooks of the release's namespace
  static PlannedHooks of(ReleasePlan plan, ManifestReader reader) {
    List<PlannedHook> hooks = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    if (!plan.settings().hooks()) {
      return new PlannedHooks(hooks, findings);
    }
    for (String event : events(plan.kind())) {
      List<Hook> due = new ArrayList<>();
      for (Hook hook : plan.rendered().hooks()) {
        if (hook.events().contains(event)) {
          due.add(hook);
        }
      }
      due.sort(Comparator.comparingInt(Hook::weight).thenComparing(Hook::name));
      due.forEach(hook -> add(hook, event, reader, hooks, findings));
    }
    return new PlannedHooks(hooks, findings);
  }

  private static void add(
      Hook hook,
      String event,
      ManifestReader reader,
      List<PlannedHook> hooks,
      List<Finding> findings) {
    List<ReleaseObject> objects;
    try {
      objects = reader.read(hook.content());
    } catch (ReleaseException e) {
      findings.add(
          Finding.fails(
              Topic.RENDERING, null, event + " hook " + hook.path() + ": " + e.getMessage(), ""));
      return;
    }
    if (!objects.isEmpty()) {
      hooks.add(new PlannedHook(hook, event, objects.getFirst().object()));
    }
  }

  private static List<String> events(PlanKind kind) {
    return switch (kind) {
      case INSTALL -> List.of("pre-install", "post-install");
      case UPGRADE -> List.of("pre-upgrade", "post-upgrade");
      case ROLLBACK -> List.of("pre-rollback", "post-rollback");
      case UNINSTALL -> List.of("pre-delete", "post-delete");
    };
  }
}
