package dev.slipway.release.plan;

import dev.slipway.kube.DeleteOptions;
import dev.slipway.kube.FieldConflict;
import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.WriteOptions;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.fields.FieldChange;
import dev.slipway.release.plan.Finding.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks the cluster by server-side dry run what would come of changes. Thread-safe.
final class Trial {
  private static final DeleteOptions TRY_DELETE =
      new DeleteOptions(DeleteOptions.Propagation.BACKGROUND, "", true);

  private final KubeClient client;
  private final ReleaseName release;
  private final PlanKind kind;
  private final ReleaseSettings settings;
  private final PlanOptions options;
  private final WriteOptions write;

  Trial(
      KubeClient client,
      ReleaseName release,
      PlanKind kind,
      ReleaseSettings settings,
      PlanOptions options) {
    this.client = client;
    this.release = release;
    this.kind = kind;
    this.settings = settings;
    this.options = options;
    this.write = WriteOptions.as(options.fieldManager()).dry();
  }

  /// What came of a trial.
  ///
  /// @param change the change with the cluster's prediction
  /// @param findings what the cluster objects to
  /// @param withoutNamespace whether the object's namespace is not there
  record Tried(ObjectChange change, List<Finding> findings, boolean withoutNamespace) {
    static Tried of(ObjectChange change) {
      return new Tried(change, List.of(), false);
    }

    static Tried of(ObjectChange change, Finding finding) {
      return new Tried(change, List.of(finding), false);
    }
  }

  /// Tries a change; those that need no trial come back as they are.
  ///
  /// @throws KubeException if the cluster fails altogether
  Tried run(ObjectChange change) {
    KubeObject desired = change.desired();
    return switch (change.action()) {
      case CREATE -> desired == null ? Tried.of(change) : create(change, desired);
      case CHANGE -> {
        KubeObject live = change.live();
        yield desired == null || live == null ? Tried.of(change) : change(change, desired, live);
      }
      case DELETE, REPLACE, KEEP, NONE, LATER -> Tried.of(change);
    };
  }

  private Tried create(ObjectChange change, KubeObject desired) {
    try {
      return Tried.of(change.withPredicted(client.create(desired, write), false));
    } catch (KubeException e) {
      if (Objection.isThere(e)) {
        return there(change, desired, e);
      }
      if (Objection.isNamespaceMissing(e)) {
        return new Tried(change, List.of(), true);
      }
      return Tried.of(change, Objection.of(change.key(), e));
    }
  }

  /// The object is there though nobody counted on it.
  private Tried there(ObjectChange change, KubeObject desired, KubeException cause) {
    Optional<KubeObject> live;
    try {
      live = client.get(change.key());
    } catch (KubeException e) {
      return Tried.of(change, Objection.of(change.key(), e));
    }
    if (live.isEmpty()) {
      return Tried.of(change, Objection.of(change.key(), cause));
    }
    ObjectChange existing =
        change
            .withAction(Action.CHANGE, "it is there already")
            .withStates(desired, live.get(), change.previous())
            .withDrift(List.of());
    Optional<Finding> foreign = foreign(existing.key(), live.get());
    if (foreign.isPresent()) {
      return Tried.of(existing, foreign.get());
    }
    return change(existing, desired, live.get());
  }

  /// The objection of Helm to an object that the release did not make.
  Optional<Finding> foreign(ObjectKey key, KubeObject live) {
    if (settings.takeOwnership()) {
      return Optional.empty();
    }
    String step = kind == PlanKind.INSTALL ? "install" : "update";
    return OwnershipMarks.objection(live, release)
        .map(objection ->
            Finding.fails(
                Topic.OWNERSHIP,
                key,
                "unable to continue with "
                    + step
                    + ": "
                    + OwnershipMarks.describe(key)
                    + " exists and cannot be imported into the current release: "
                    + objection,
                Objection.ownershipHint()));
  }

  private Tried change(ObjectChange change, KubeObject desired, KubeObject live) {
    try {
      return predicted(change, live, desired, client.apply(desired, write), List.of());
    } catch (KubeException e) {
      if (e.diagnostic().code() == KubeErrorCode.CONFLICT && !e.fieldConflicts().isEmpty()) {
        return conflict(change, desired, live, e.fieldConflicts());
      }
      return refused(change, e);
    }
  }

  private Tried refused(ObjectChange change, KubeException e) {
    if (Objection.isImmutable(e) && settings.force() && !Objection.isHolder(change.key())) {
      Finding note =
          Finding.warning(
              Topic.IMMUTABLE,
              change.key(),
              "it is deleted and made anew: " + Objection.of(change.key(), e).message(),
              "");
      return Tried.of(change.withAction(Action.REPLACE, "a field of it cannot be changed"), note);
    }
    return Tried.of(change, Objection.of(change.key(), e));
  }

  /// Fields that the same manager set before in another way are the release's own, and what people
  /// changed by hand is repaired.
  private Tried conflict(
      ObjectChange change, KubeObject desired, KubeObject live, List<FieldConflict> conflicts) {
    List<DecidedConflict> others = new ArrayList<>();
    List<String> left = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (FieldConflict conflict : conflicts) {
      String field = conflict.field();
      boolean isRepaired =
          HandEdits.isBy(conflict.owner())
              && options.conflicts().explicit(change.key(), field).isEmpty();
      if (isRepaired || conflict.owner().equals(options.fieldManager())) {
        continue;
      }
      ConflictRule rule = options.conflicts().rule(change.key(), field);
      others.add(new DecidedConflict(field, conflict.owner(), rule));
      switch (rule) {
        case TAKE -> {}
        case KEEP -> left.add(field);
        case STOP ->
            findings.add(
                Finding.fails(
                    Topic.CONFLICT,
                    change.key(),
                    field + " belongs to " + conflict.owner(),
                    "take it with --take-field "
                        + field
                        + ", leave it with --keep-field "
                        + field
                        + ", or take it out of the chart"));
      }
    }
    KubeObject sent = left.isEmpty() ? desired : ClusterPath.without(desired, left);
    try {
      KubeObject after = client.apply(sent, write.forced());
      return predicted(change.withConflicts(others), live, sent, after, findings);
    } catch (KubeException e) {
      Tried refused = refused(change.withConflicts(others), e);
      findings.addAll(refused.findings());
      return new Tried(refused.change(), findings, false);
    }
  }

  private Tried predicted(
      ObjectChange change,
      KubeObject live,
      KubeObject sent,
      KubeObject answer,
      List<Finding> findings) {
    KubeObject previous = change.previous();
    boolean isOwn = AppliedFields.of(live, options.fieldManager()) != null;
    KubeObject after =
        isOwn || previous == null
            ? answer
            : settled(answer, Prediction.withoutDropped(answer, previous, sent));
    ObjectChange known =
        change
            .withStates(sent, live, previous)
            .withPredicted(after, Prediction.restarts(live, after));
    List<FieldChange> fields = Prediction.changes(known);
    if (fields.isEmpty()) {
      return new Tried(known.withAction(Action.NONE, ""), findings, false);
    }
    return new Tried(known.withDrift(Prediction.drift(fields, previous, sent)), findings, false);
  }

  /// With the defaults that the cluster sets for fields that leave: a Deployment without `replicas`
  /// has one.
  private KubeObject settled(KubeObject answer, KubeObject withoutDropped) {
    if (withoutDropped.equals(answer)) {
      return answer;
    }
    try {
      return client.replace(withoutDropped, write);
    } catch (KubeException _) {
      // Whoever may only patch does without the defaults.
      return withoutDropped;
    }
  }

  /// What the cluster objects to a deletion, as far as it tells without doing it.
  List<Finding> deletion(ObjectChange change) {
    try {
      client.delete(change.key(), TRY_DELETE);
      return List.of();
    } catch (KubeException e) {
      return List.of(Objection.of(change.key(), e));
    }
  }
}
