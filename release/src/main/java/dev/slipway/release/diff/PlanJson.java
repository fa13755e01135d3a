package dev.slipway.release.diff;

import dev.slipway.object.ObjectKey;
import dev.slipway.release.fields.FieldChange;
import dev.slipway.release.plan.AddedField;
import dev.slipway.release.plan.DecidedConflict;
import dev.slipway.release.plan.Finding;
import dev.slipway.release.plan.HookChange;
import dev.slipway.release.plan.ObjectChange;
import dev.slipway.release.plan.ReleasePlan;
import dev.slipway.yaml.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Plans as JSON for programs: each object that is not left alone with its action and fields.
public final class PlanJson {
  private final PlanDiff diff;
  private final DiffOptions options;

  public PlanJson(DiffOptions options) {
    this.options = options;
    this.diff = new PlanDiff(options, Styling.NONE);
  }

  /// The JSON text, with a line end.
  public String text(List<ReleasePlan> plans) {
    return Json.writePretty(tree(plans)) + "\n";
  }

  /// The same as a tree: `releases` and `summary`.
  public Map<String, @Nullable Object> tree(List<ReleasePlan> plans) {
    List<Object> releases = new ArrayList<>();
    plans.forEach(plan -> releases.add(release(plan)));
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("releases", releases);
    tree.put("summary", summary(DiffSummary.of(plans)));
    return tree;
  }

  private Map<String, @Nullable Object> release(ReleasePlan plan) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("cluster", plan.cluster());
    tree.put("namespace", plan.name().namespace());
    tree.put("name", plan.name().name());
    tree.put("kind", word(plan.kind()));
    tree.put("revision", plan.revision());
    List<Object> objects = new ArrayList<>();
    plan.crds().forEach(change -> add(objects, change));
    plan.changes().forEach(change -> add(objects, change));
    tree.put("objects", objects);
    List<Object> hooks = new ArrayList<>();
    plan.hooks().forEach(hook -> hooks.add(hook(hook)));
    tree.put("hooks", hooks);
    List<Object> findings = new ArrayList<>();
    plan.findings().forEach(finding -> findings.add(finding(finding)));
    tree.put("findings", findings);
    return tree;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private void add(List<Object> objects, ObjectChange change) {
    if (!change.action().writes() && !change.restarts() && change.reason().isEmpty()) {
      return;
    }
    Map<String, @Nullable Object> tree = key(change.key());
    tree.put("action", word(change.action()));
    if (!change.reason().isEmpty()) {
      tree.put("reason", change.reason());
    }
    tree.put("restarts", change.restarts());
    tree.put("drift", change.drift());
    tree.put("kept", change.kept());
    List<Object> conflicts = new ArrayList<>();
    for (DecidedConflict conflict : change.conflicts()) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("field", conflict.field());
      one.put("owner", conflict.owner());
      one.put("rule", word(conflict.rule()));
      conflicts.add(one);
    }
    tree.put("conflicts", conflicts);
    List<Object> added = new ArrayList<>();
    for (AddedField field : AddedField.of(change)) {
      added.add(Map.of("path", field.path(), "manager", field.owner().name()));
    }
    tree.put("addedByHand", added);
    List<Object> fields = new ArrayList<>();
    if (!options.suppressed().contains(change.key().type().kind())) {
      diff.changes(change).forEach(field -> fields.add(field(field)));
    }
    tree.put("fields", fields);
    objects.add(tree);
  }

  private static Map<String, @Nullable Object> key(ObjectKey key) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", key.type().apiVersion());
    tree.put("kind", key.type().kind());
    tree.put("namespace", key.namespace());
    tree.put("name", key.name());
    return tree;
  }

  private static Map<String, @Nullable Object> field(FieldChange field) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("path", field.path().toString());
    if (field.before() != null) {
      tree.put("before", field.before());
    }
    if (field.after() != null) {
      tree.put("after", field.after());
    }
    return tree;
  }

  private static Map<String, @Nullable Object> hook(HookChange hook) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("kind", hook.kind());
    tree.put("name", hook.name());
    tree.put(
        "action",
        hook.before().isEmpty() ? "create" : hook.after().isEmpty() ? "delete" : "change");
    return tree;
  }

  private static Map<String, @Nullable Object> finding(Finding finding) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("weight", word(finding.weight()));
    tree.put("topic", word(finding.topic()));
    ObjectKey object = finding.object();
    if (object != null) {
      tree.put("object", key(object));
    }
    tree.put("message", finding.message());
    if (!finding.hint().isEmpty()) {
      tree.put("hint", finding.hint());
    }
    return tree;
  }

  private static Map<String, @Nullable Object> summary(DiffSummary summary) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("add", summary.added() + summary.later());
    tree.put("change", summary.changed());
    tree.put("replace", summary.replaced());
    tree.put("delete", summary.deleted());
    tree.put("keep", summary.kept());
    tree.put("drifted", summary.drifted());
    tree.put("hooks", summary.hooks());
    tree.put("restarts", summary.restarts());
    tree.put("failures", summary.failures());
    tree.put("text", summary.text());
    return tree;
  }
}
