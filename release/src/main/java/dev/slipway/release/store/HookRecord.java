package dev.slipway.release.store;

import dev.slipway.chart.manifest.Hook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A hook as a record holds it.
final class HookRecord {
  private HookRecord() {}

  static Map<String, @Nullable Object> write(StoredHook stored) {
    Hook hook = stored.hook();
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("name", hook.name());
    tree.put("kind", hook.kind());
    tree.put("path", hook.path());
    tree.put("manifest", hook.content());
    tree.put("events", new ArrayList<>(hook.events()));
    tree.put("last_run", run(stored.lastRun()));
    if (hook.weight() != 0) {
      tree.put("weight", hook.weight());
    }
    putList(tree, "delete_policies", hook.deletePolicies());
    putList(tree, "output_log_policies", hook.outputLogPolicies());
    return tree;
  }

  private static void putList(Map<String, @Nullable Object> tree, String key, List<String> texts) {
    if (!texts.isEmpty()) {
      tree.put(key, new ArrayList<>(texts));
    }
  }

  static Map<String, @Nullable Object> run(HookRun run) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    Instant started = run.startedAt();
    if (started != null) {
      tree.put("started_at", started.toString());
    }
    Instant completed = run.completedAt();
    if (completed != null) {
      tree.put("completed_at", completed.toString());
    }
    tree.put("phase", run.phase().text());
    return tree;
  }

  static StoredHook read(Map<String, @Nullable Object> tree) {
    Hook hook =
        new Hook(
            Trees.text(tree, "name"),
            Trees.text(tree, "kind"),
            Trees.text(tree, "path"),
            Trees.text(tree, "manifest"),
            Trees.texts(tree.get("events")),
            Trees.number(tree, "weight"),
            Trees.texts(tree.get("delete_policies")),
            Trees.texts(tree.get("output_log_policies")));
    Map<String, @Nullable Object> run = Trees.map(tree.get("last_run"));
    return new StoredHook(
        hook,
        new HookRun(
            Trees.instant(run, "started_at"),
            Trees.instant(run, "completed_at"),
            HookRun.Phase.of(Trees.text(run, "phase"))));
  }
}
