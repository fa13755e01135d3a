package dev.slipway.release.plan;

import dev.slipway.chart.manifest.Hook;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compares the hooks of two revisions. Immutable.
///
/// @param changes those that differ
record HookComparison(List<HookChange> changes) {
  HookComparison {
    changes = List.copyOf(changes);
  }

  static HookComparison between(List<Hook> before, List<Hook> after) {
    Map<String, Hook> old = new LinkedHashMap<>();
    before.forEach(hook -> old.put(key(hook), hook));
    List<HookChange> changes = new ArrayList<>();
    for (Hook hook : after) {
      Hook was = old.remove(key(hook));
      String text = was == null ? "" : was.content();
      if (!text.strip().equals(hook.content().strip())) {
        changes.add(new HookChange(hook.kind(), hook.name(), hook.path(), text, hook.content()));
      }
    }
    for (Hook hook : old.values()) {
      changes.add(new HookChange(hook.kind(), hook.name(), hook.path(), hook.content(), ""));
    }
    return new HookComparison(changes);
  }

  boolean differ() {
    return !changes.isEmpty();
  }

  private static String key(Hook hook) {
    return hook.kind() + "/" + hook.name() + " " + hook.path();
  }

  /// Without those that differ between two renderings of the same revision.
  HookComparison without(List<Hook> one, List<Hook> other) {
    Set<String> unstable = new HashSet<>();
    for (HookChange change : between(one, other).changes()) {
      unstable.add(change.kind() + "/" + change.name());
    }
    List<HookChange> stable = new ArrayList<>();
    for (HookChange change : changes) {
      if (!unstable.contains(change.kind() + "/" + change.name())) {
        stable.add(change);
      }
    }
    return new HookComparison(stable);
  }
}
