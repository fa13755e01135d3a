package dev.slipway.release.plan;

import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.manifest.KindOrder;
import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.client.Parallel;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.fields.SameValue;
import dev.slipway.release.plan.Finding.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Compares what a release is to consist of with what it consisted of and with what is there. Sends
/// no more than the reads; what is doubtful is left for a [Trial].
final class ObjectPlanning {
  private static final String POLICY = "helm.sh/resource-policy";

  private final KubeClient client;
  private final ReleaseName release;
  private final PlanOptions options;
  private final ObjectScope scope;
  private final Trial trial;
  private final List<ReleaseObject> desired;
  private final Map<ObjectKey, ReleaseObject> previous = new LinkedHashMap<>();
  private final @Nullable KindLists shared;
  private final LiveObjects live;

  /// @param desired what the release is to consist of, in Helm's order
  /// @param previous what it consists of now, as recorded
  /// @param shared lists that are read for many releases; null to read for this one alone
  ObjectPlanning(
      KubeClient client,
      ReleaseName release,
      PlanOptions options,
      ObjectScope scope,
      Trial trial,
      List<ReleaseObject> desired,
      List<ReleaseObject> previous,
      @Nullable KindLists shared) {
    this.shared = shared;
    this.client = client;
    this.release = release;
    this.options = options;
    this.scope = scope;
    this.trial = trial;
    this.desired = desired;
    for (ReleaseObject object : previous) {
      this.previous.put(ManifestReader.identity(object.key()), object);
    }
    this.live = options.againstRelease() ? LiveObjects.none() : read();
  }

  /// Changes as far as they are known without a trial.
  ///
  /// @param changes one for each object
  /// @param findings what is known to go wrong
  /// @param settled the objects that are another than the manifest says, because of fields that
  ///   keep their values
  record Draft(
      List<ObjectChange> changes, List<Finding> findings, Map<ObjectKey, KubeObject> settled) {
    /// Whether an object that is there may change.
    boolean touchesObjects() {
      for (ObjectChange change : changes) {
        if (change.action() == Action.CHANGE) {
          return true;
        }
      }
      return false;
    }
  }

  private LiveObjects read() {
    List<ObjectKey> likely = new ArrayList<>();
    List<ObjectKey> perhaps = new ArrayList<>();
    Map<ObjectKey, ReleaseObject> leaving = new LinkedHashMap<>(previous);
    for (ReleaseObject object : desired) {
      ObjectKey key = object.key();
      boolean wasThere = leaving.remove(ManifestReader.identity(key)) != null;
      if (isReadable(key)) {
        (wasThere ? likely : perhaps).add(key);
      }
    }
    for (ReleaseObject object : leaving.values()) {
      if (isReadable(object.key())) {
        likely.add(object.key());
      }
    }
    return LiveObjects.read(client, likely, perhaps, shared);
  }

  /// Objects that get their name when they are made cannot be found again.
  private boolean isReadable(ObjectKey key) {
    return scope.isServed(key.type()) && !key.name().isEmpty();
  }

  /// Compares.
  ///
  /// @param unstable the fields that keep their values
  Draft draft(UnstableFields unstable) {
    List<ObjectChange> changes = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    Map<ObjectKey, KubeObject> settled = new LinkedHashMap<>();
    boolean checksums = keepsChecksums(unstable);
    Map<ObjectKey, ReleaseObject> leaving = new LinkedHashMap<>(previous);
    for (ReleaseObject object : desired) {
      ObjectKey key = object.key();
      ReleaseObject was = leaving.remove(ManifestReader.identity(key));
      KubeObject before = was == null ? null : was.object();
      UnstableFields.Settled kept = unstable.settle(object, now(key, before), checksums);
      if (!kept.kept().isEmpty()) {
        settled.put(key, kept.object());
      }
      ObjectChange change = staying(key, kept.object(), before, findings).withKept(kept.kept());
      changes.add(change);
    }
    changes.addAll(leaving(new ArrayList<>(leaving.values()), findings));
    return new Draft(changes, findings, settled);
  }

  /// What the unstable fields are taken from.
  private @Nullable KubeObject now(ObjectKey key, @Nullable KubeObject before) {
    KubeObject there = live.find(key);
    return there == null && options.againstRelease() ? before : there;
  }

  /// Checksums stay as they are unless one of the objects with values that are made anew changes in
  /// other fields too: then pods are to see it.
  private boolean keepsChecksums(UnstableFields unstable) {
    for (ReleaseObject object : desired) {
      ObjectKey key = object.key();
      if (unstable.feedsChecksums(key)) {
        ReleaseObject was = previous.get(ManifestReader.identity(key));
        KubeObject before = was == null ? null : was.object();
        KubeObject steady = unstable.settle(object, before, true).object();
        if (before != null && !SameValue.trees(steady.tree(), before.tree())) {
          return false;
        }
      }
    }
    return true;
  }

  private ObjectChange staying(
      ObjectKey key, KubeObject object, @Nullable KubeObject before, List<Finding> findings) {
    if (options.againstRelease()) {
      Action action =
          before == null
              ? Action.CREATE
              : SameValue.trees(object.tree(), before.tree()) ? Action.NONE : Action.CHANGE;
      return ObjectChange.of(key, action).withStates(object, null, before);
    }
    KubeObject marked = OwnershipMarks.mark(object, release);
    if (!scope.isServed(key.type())) {
      findings.addAll(UnservedKind.findings(key, object, scope, client.version()));
      return ObjectChange.of(key, Action.LATER)
          .withAction(Action.LATER, "the cluster does not serve its kind yet")
          .withStates(marked, null, before);
    }
    KubeObject there = live.find(key);
    if (there == null) {
      KubeException failure = live.failure(key);
      if (failure != null) {
        findings.add(Objection.of(key, failure));
        return ObjectChange.of(key, Action.CHANGE).withStates(marked, null, before);
      }
      ObjectChange change = ObjectChange.of(key, Action.CREATE).withStates(marked, null, before);
      return before == null || !live.knows(key)
          ? change
          : change.withAction(Action.CREATE, "someone deleted it").withDrift(List.of("."));
    }
    ObjectChange change = ObjectChange.of(key, Action.CHANGE).withStates(marked, there, before);
    Optional<Finding> foreign = before == null ? trial.foreign(key, there) : Optional.empty();
    if (foreign.isPresent()) {
      findings.add(foreign.get());
      return change.withAction(Action.CHANGE, "it is there already");
    }
    return isSettled(object, marked, before, there) ? change.withAction(Action.NONE, "") : change;
  }

  /// Whether it is plain that the cluster has the object as it is to be.
  private boolean isSettled(
      KubeObject object, KubeObject marked, @Nullable KubeObject before, KubeObject there) {
    AppliedFields applied = AppliedFields.of(there, options.fieldManager());
    if (applied != null) {
      return applied.settle(marked, there);
    }
    return before != null
        && SameValue.trees(object.tree(), before.tree())
        && SameValue.stillFulfils(marked.tree(), SecretTexts.readable(there, marked));
  }

  private List<ObjectChange> leaving(List<ReleaseObject> objects, List<Finding> findings) {
    List<ObjectChange> changes = new ArrayList<>();
    KindOrder order = KindOrder.uninstall(HelmVersion.DEFAULT);
    for (ReleaseObject object : order.sorted(objects, one -> one.object().kind())) {
      ObjectChange change = leaving(object, findings);
      if (change != null) {
        changes.add(change);
      }
    }
    return changes;
  }

  private @Nullable ObjectChange leaving(ReleaseObject object, List<Finding> findings) {
    ObjectKey key = object.key();
    KubeObject there = options.againstRelease() ? object.object() : live.find(key);
    if (there == null) {
      KubeException failure = live.failure(key);
      if (failure != null) {
        findings.add(Objection.of(key, failure));
        return ObjectChange.of(key, Action.DELETE).withStates(null, null, object.object());
      }
      return null;
    }
    ObjectChange change =
        ObjectChange.of(key, Action.DELETE)
            .withStates(null, options.againstRelease() ? null : there, object.object());
    if (isKept(there) || isKept(object.object())) {
      return change.withAction(Action.KEEP, POLICY + ": keep");
    }
    if (OwnershipMarks.isOfAnother(there, release)) {
      String owner = there.annotations().getOrDefault("meta.helm.sh/release-name", "another");
      findings.add(
          Finding.warning(
              Topic.OWNERSHIP, key, "it stays: it belongs to the release " + owner, ""));
      return change.withAction(Action.KEEP, "it belongs to the release " + owner);
    }
    return change;
  }

  private static boolean isKept(KubeObject object) {
    return "keep".equals(object.annotations().get(POLICY));
  }

  /// The changes after the cluster was asked about those that are doubtful.
  ///
  /// @param changes what happens
  /// @param findings what goes wrong
  record Tested(List<ObjectChange> changes, List<Finding> findings) {}

  /// Asks the cluster about all that is not plain.
  ///
  /// @param namespaces those that will be there when the objects are made
  Tested test(Draft draft, NamespaceForecast namespaces) {
    List<Finding> findings = new ArrayList<>(draft.findings());
    List<ObjectChange> changes = new ArrayList<>();
    List<ObjectKey> foreign = new ArrayList<>();
    draft.findings().stream()
        .filter(finding -> finding.object() != null)
        .forEach(finding -> foreign.add(finding.object()));
    List<Trial.Tried> tried =
        Parallel.map(
            draft.changes(),
            change ->
                foreign.contains(change.key()) || namespaces.isMissing(change)
                    ? new Trial.Tried(change, List.of(), namespaces.isMissing(change))
                    : trial.run(change));
    for (Trial.Tried one : tried) {
      one.findings().forEach(finding -> findings.add(untilMade(finding, draft.changes())));
      ObjectChange change = one.change();
      if (one.withoutNamespace()) {
        namespaces.note(change.key().namespace());
        change = change.withAction(Action.LATER, "its namespace is not there yet");
      }
      changes.add(change);
    }
    findings.addAll(namespaces.findings());
    return new Tested(changes, findings);
  }

  /// A dry run misses what the same release makes first, such as the role that a binding names.
  private static Finding untilMade(Finding finding, List<ObjectChange> changes) {
    for (ObjectChange change : changes) {
      boolean isMade = change.action() == Action.CREATE || change.action() == Action.LATER;
      if (isMade && Objection.isForWantOf(finding.message(), change.key())) {
        return Finding.note(
            finding.topic(), finding.object(), finding.message() + " yet; the release makes it");
      }
    }
    return finding;
  }
}
