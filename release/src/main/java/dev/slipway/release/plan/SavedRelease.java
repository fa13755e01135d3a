package dev.slipway.release.plan;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.RenderSituation;
import dev.slipway.release.plan.Finding.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a saved plan says of one release on one cluster. Immutable.
///
/// To carry it out, the release is planned again with the same seed ([#options]), and what comes of
/// that is cut down to what was saved ([#restrict]).
public final class SavedRelease {
  private final String cluster;
  private final ReleaseName name;
  private final PlanKind kind;
  private final int revision;
  private final int lastRevision;
  private final int rollbackTo;
  private final long seed;
  private final String hooks;
  private final Map<ObjectKey, SavedChange> changes;
  private final PlanDigest digest;

  private SavedRelease(
      String cluster,
      ReleaseName name,
      PlanKind kind,
      int revision,
      int lastRevision,
      int rollbackTo,
      long seed,
      String hooks,
      List<SavedChange> changes,
      PlanDigest digest) {
    this.cluster = cluster;
    this.name = name;
    this.kind = kind;
    this.revision = revision;
    this.lastRevision = lastRevision;
    this.rollbackTo = rollbackTo;
    this.seed = seed;
    this.hooks = hooks;
    this.changes = new LinkedHashMap<>();
    changes.forEach(change -> this.changes.put(change.key(), change));
    this.digest = digest;
  }

  static SavedRelease of(ReleasePlan plan, PlanDigest digest) {
    List<SavedChange> changes = new ArrayList<>();
    plan.crds().forEach(change -> changes.add(SavedChange.of(change, digest)));
    plan.changes().forEach(change -> changes.add(SavedChange.of(change, digest)));
    RenderSituation situation = plan.situation();
    return new SavedRelease(
        plan.cluster(),
        plan.name(),
        plan.kind(),
        plan.revision(),
        plan.lastRevision(),
        plan.rollbackTo(),
        situation == null ? 0 : situation.seed(),
        hooks(plan, digest),
        changes,
        digest);
  }

  private static String hooks(ReleasePlan plan, PlanDigest digest) {
    return digest.of(plan.rendered().hooks().toString());
  }

  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("cluster", cluster);
    tree.put("namespace", name.namespace());
    tree.put("name", name.name());
    tree.put("kind", kind.name());
    tree.put("revision", revision);
    tree.put("lastRevision", lastRevision);
    tree.put("rollbackTo", rollbackTo);
    tree.put("seed", Long.toString(seed));
    tree.put("hooks", hooks);
    List<Object> trees = new ArrayList<>();
    changes.values().forEach(change -> trees.add(change.tree()));
    tree.put("changes", trees);
    return tree;
  }

  /// @throws IllegalArgumentException if a word or number in it is none
  static SavedRelease read(KubeObject tree, PlanDigest digest) {
    List<SavedChange> changes = new ArrayList<>();
    for (Map<String, @Nullable Object> change : tree.maps("changes")) {
      changes.add(SavedChange.read(KubeObject.of(change)));
    }
    return new SavedRelease(
        tree.text("cluster"),
        new ReleaseName(tree.text("namespace"), tree.text("name")),
        PlanKind.valueOf(tree.text("kind")),
        (int) tree.number(0, "revision"),
        (int) tree.number(0, "lastRevision"),
        (int) tree.number(0, "rollbackTo"),
        Long.parseLong(tree.text("seed")),
        tree.text("hooks"),
        changes,
        digest);
  }

  /// The cluster, as [ReleasePlan#cluster] names it.
  public String cluster() {
    return cluster;
  }

  /// Which release.
  public ReleaseName name() {
    return name;
  }

  /// What for.
  public PlanKind kind() {
    return kind;
  }

  /// The revision that comes back; 0 unless this is a rollback.
  public int rollbackTo() {
    return rollbackTo;
  }

  /// The options to plan it again with: rendering gives the same values as when it was saved.
  public PlanOptions options(PlanOptions options) {
    return options.withSeed(seed);
  }

  /// What of a plan that was made now may be carried out: what was saved. Objects that moved since
  /// stay as they are, each with a finding that says why; all do when the release itself moved.
  /// What is as it is to be already, as after the plan was carried out, has not moved.
  public ReleasePlan restrict(ReleasePlan now) {
    if (now.isEmpty()) {
      return now;
    }
    List<Finding> findings = new ArrayList<>(now.findings());
    String moved = moved(now);
    if (moved != null) {
      findings.add(Finding.fails(Topic.MOVED, null, moved, "make the plan anew"));
      return now.with(refused(now.crds(), moved), refused(now.changes(), moved), findings);
    }
    Map<ObjectKey, String> refusals = new HashMap<>();
    List<ObjectChange> crds = restrict(now.crds(), refusals, findings);
    List<ObjectChange> objects = restrict(now.changes(), refusals, findings);
    return now.with(crds, objects, findings);
  }

  private @Nullable String moved(ReleasePlan now) {
    if (now.kind() != kind || now.lastRevision() != lastRevision) {
      return "the release is at revision "
          + now.lastRevision()
          + ", and the plan was made at "
          + lastRevision;
    }
    return hooks.equals(hooks(now, digest))
        ? null
        : "the hooks are not those of the plan: chart or values changed";
  }

  private static List<ObjectChange> refused(List<ObjectChange> changes, String reason) {
    List<ObjectChange> refused = new ArrayList<>();
    for (ObjectChange change : changes) {
      refused.add(change.action().writes() ? change.withAction(Action.NONE, reason) : change);
    }
    return refused;
  }

  private List<ObjectChange> restrict(
      List<ObjectChange> changes, Map<ObjectKey, String> refusals, List<Finding> findings) {
    List<ObjectChange> out = new ArrayList<>();
    for (ObjectChange change : changes) {
      String objection = change.action().writes() ? objection(change) : null;
      if (objection == null) {
        out.add(change);
        continue;
      }
      if (refusals.put(change.key(), objection) == null) {
        findings.add(Finding.fails(Topic.MOVED, change.key(), objection, "make the plan anew"));
      }
      out.add(change.withAction(Action.NONE, objection));
    }
    return out;
  }

  private @Nullable String objection(ObjectChange change) {
    SavedChange saved = changes.get(change.key());
    if (saved == null) {
      return "it is not in the plan";
    }
    String objection = saved.objection(change, digest);
    if (objection != null || saved.action() == change.action()) {
      return objection;
    }
    // What had to wait for its kind or namespace may find them there by now.
    boolean isDue = saved.action() == Action.LATER && change.action() == Action.CREATE;
    return isDue
        ? null
        : "the plan says " + saved.action() + ", and now it would be " + change.action();
  }

  @Override
  public String toString() {
    return cluster + " " + name;
  }
}
