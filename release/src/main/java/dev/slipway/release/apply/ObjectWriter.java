package dev.slipway.release.apply;

import dev.slipway.core.Diagnostic;
import dev.slipway.kube.DeleteOptions;
import dev.slipway.kube.DeleteOptions.Propagation;
import dev.slipway.kube.FieldConflict;
import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.PatchType;
import dev.slipway.kube.WriteOptions;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.object.fields.ClientSideOwners;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.apply.ObjectWait.End;
import dev.slipway.release.apply.ObjectWait.Goal;
import dev.slipway.release.plan.Action;
import dev.slipway.release.plan.ClusterMetadata;
import dev.slipway.release.plan.ClusterPath;
import dev.slipway.release.plan.ConflictChoice;
import dev.slipway.release.plan.ConflictRule;
import dev.slipway.release.plan.DecidedConflict;
import dev.slipway.release.plan.HandEdits;
import dev.slipway.release.plan.ObjectChange;
import dev.slipway.release.plan.Objection;
import dev.slipway.release.plan.OwnershipMarks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes objects, one at a time; safe for use by several threads.
///
/// The field manager is `helm`, because Helm 4 uses that name: a field that one tool set can then
/// be changed and removed by the other, and none of them ends up with two owners.
final class ObjectWriter {
  static final String MANAGER = "helm";
  static final WriteOptions WRITE = WriteOptions.as(MANAGER);

  private static final String POLICY = "helm.sh/resource-policy";
  private static final int TRIES = 5;
  private static final Duration KIND_PATIENCE = Duration.ofSeconds(60);
  private static final long KIND_LOOK_MILLIS = 250;

  private final Run run;
  private final boolean force;
  private final boolean lookFirst;
  private final Duration timeout;
  private final Propagation cascade;
  private final ConflictChoice conflicts;

  /// @param force whether what cannot be changed is replaced
  /// @param lookFirst whether objects may have fields that were written client-side, though nobody
  ///   looked at them
  /// @param conflicts what becomes of fields that others own
  ObjectWriter(
      Run run,
      boolean force,
      boolean lookFirst,
      Duration timeout,
      Propagation cascade,
      ConflictChoice conflicts) {
    this.run = run;
    this.force = force;
    this.lookFirst = lookFirst;
    this.timeout = timeout;
    this.cascade = cascade;
    this.conflicts = conflicts;
  }

  /// Does what a plan says of an object.
  void write(ObjectChange change) {
    switch (change.action()) {
      case CREATE, CHANGE -> apply(change);
      case LATER -> {
        awaitKind(change.key());
        apply(change);
      }
      case REPLACE -> replace(change, change.reason());
      case DELETE -> delete(change);
      case KEEP -> run.left(change.key(), change.reason());
      case NONE -> {}
    }
  }

  private KubeClient client() {
    return run.client();
  }

  private void apply(ObjectChange change) {
    KubeObject desired = desired(change);
    if (desired.name().isEmpty()) {
      KubeObject made = client().create(GeneratedName.in(desired), WRITE);
      run.wrote(made.key(), Action.CREATE);
      return;
    }
    KubeObject live = change.live();
    if (live == null && lookFirst) {
      live = client().get(change.key()).orElse(null);
    }
    if (live != null) {
      handOver(live);
    }
    try {
      applied(desired, WRITE, change);
    } catch (KubeException e) {
      boolean isImmutable = Objection.isImmutable(e);
      if (force && isImmutable && !Objection.isHolder(change.key())) {
        replace(change, e.diagnostic().message());
      } else {
        throw isImmutable ? immutable(change.key(), e) : e;
      }
    }
  }

  private void applied(KubeObject desired, WriteOptions options, ObjectChange change) {
    try {
      client().apply(desired, options);
    } catch (KubeException e) {
      List<FieldConflict> conflicts = e.fieldConflicts();
      if (conflicts.isEmpty() && isQuotaRace(e)) {
        againstQuota(desired, options, e);
      } else if (conflicts.isEmpty()) {
        throw e;
      } else {
        settle(desired, conflicts, e);
      }
    }
    boolean isNew = change.action() == Action.CREATE || change.action() == Action.LATER;
    run.wrote(change.key(), isNew ? Action.CREATE : Action.CHANGE);
  }

  /// The patch that makes fields that Helm set client-side fields that it applied; empty when there
  /// are none. Without it nobody who applies would own them, and what leaves the chart would stay.
  static Optional<List<@Nullable Object>> handOverPatch(KubeObject live) {
    return ClientSideOwners.patch(live, List.of(MANAGER), MANAGER, "");
  }

  /// Helm 3 and Helm 4 with client-side apply own fields as `Update`.
  private void handOver(KubeObject seen) {
    KubeObject live = seen;
    for (int i = 1; ; i++) {
      Optional<List<@Nullable Object>> patch = handOverPatch(live);
      if (patch.isEmpty()) {
        return;
      }
      try {
        client().patch(live.key(), PatchType.JSON, patch.get(), "", WRITE);
        return;
      } catch (KubeException e) {
        Optional<KubeObject> now = client().get(live.key());
        if (e.diagnostic().code() != KubeErrorCode.CONFLICT || i == TRIES || now.isEmpty()) {
          throw e;
        }
        live = now.get();
      }
    }
  }

  private void settle(KubeObject desired, List<FieldConflict> conflicting, KubeException cause) {
    ObjectKey key = desired.key();
    List<String> left = new ArrayList<>();
    List<String> open = new ArrayList<>();
    List<DecidedConflict> decided = new ArrayList<>();
    for (FieldConflict conflict : conflicting) {
      String field = conflict.field();
      if (HandEdits.isBy(conflict.owner()) && conflicts.explicit(key, field).isEmpty()) {
        // The plan shows it as drift.
        continue;
      }
      ConflictRule rule = conflicts.rule(key, field);
      switch (rule) {
        case STOP -> open.add(field + " (" + conflict.owner() + ")");
        case KEEP -> left.add(field);
        case TAKE -> {}
      }
      if (!conflict.owner().equals(MANAGER)) {
        decided.add(new DecidedConflict(field, conflict.owner(), rule));
      }
    }
    if (!open.isEmpty()) {
      throw new ReleaseException(
          Diagnostic.error(
                  ReleaseErrorCode.FIELD_CONFLICT,
                  "others own fields of "
                      + desired.key()
                      + " that the release sets: "
                      + String.join(", ", open))
              .withHint(
                  "let the release take them with --take-conflicts, or leave them to their owners"
                      + " with --keep-conflicts; --take-field and --keep-field decide single ones"),
          cause);
    }
    client().apply(ClusterPath.without(desired, left), WRITE.forced());
    decided.forEach(one -> run.tell(new ReleaseEvent.ConflictSettled(run.name(), key, one)));
  }

  /// The quota's own bookkeeping lost a race; Helm tries again too.
  private static boolean isQuotaRace(KubeException e) {
    String message = e.diagnostic().message();
    return e.diagnostic().code() == KubeErrorCode.CONFLICT
        && message.contains("Operation cannot be fulfilled on resourcequotas")
        && message.contains("the object has been modified");
  }

  private void againstQuota(KubeObject desired, WriteOptions options, KubeException first) {
    KubeException last = first;
    for (int i = 1; i < TRIES; i++) {
      try {
        client().apply(desired, options);
        return;
      } catch (KubeException e) {
        if (!isQuotaRace(e)) {
          throw e;
        }
        last = e;
      }
    }
    throw last;
  }

  private static ReleaseException immutable(ObjectKey key, KubeException e) {
    return new ReleaseException(
        Diagnostic.error(
                ReleaseErrorCode.APPLY_FAILED,
                key + ": " + Objection.tellable(key, e.diagnostic().message()))
            .withHint(
                Objection.isHolder(key)
                    ? Objection.holderHint()
                    : "with --force it is deleted and made again"),
        e);
  }

  private void replace(ObjectChange change, String reason) {
    KubeObject desired = desired(change);
    if (!force) {
      throw ReleaseException.of(
          ReleaseErrorCode.APPLY_FAILED,
          change.key() + " cannot be changed to what it is to be: " + reason,
          "with --force it is deleted and made again");
    }
    KubeObject old =
        change.live() == null ? client().get(change.key()).orElse(null) : change.live();
    remove(change.key(), old == null ? "" : old.uid());
    awaitGone(desired);
    try {
      client().apply(desired, WRITE.forced());
    } catch (KubeException e) {
      throw old == null ? e : restored(old, e);
    }
    run.wrote(change.key(), Action.REPLACE);
  }

  /// What was deleted to be made anew must not be missing when the cluster refuses the new one.
  private ReleaseException restored(KubeObject old, KubeException cause) {
    String fate;
    try {
      client().create(ClusterMetadata.without(old), WRITE);
      fate = "the one before was made again";
    } catch (KubeException e) {
      fate = "it was deleted, and the one before could not be made again: " + e.getMessage();
    }
    return new ReleaseException(
        Diagnostic.error(
                ReleaseErrorCode.APPLY_FAILED,
                old.key()
                    + " cannot be made anew: "
                    + Objection.tellable(old.key(), cause.diagnostic().message()))
            .withNotes(List.of(fate)),
        cause);
  }

  private static KubeObject desired(ObjectChange change) {
    return Objects.requireNonNull(change.desired(), () -> change.key() + " without a state");
  }

  /// Deletes what is the release's own, and may go.
  private void delete(ObjectChange change) {
    ObjectKey key = change.key();
    KubeObject previous = change.previous();
    if (previous != null && isKept(previous)) {
      run.left(key, "its resource policy says keep");
      return;
    }
    if (client().resources().find(key.type()).isEmpty()) {
      run.left(key, "the cluster does not serve " + key.type() + " any more");
      return;
    }
    KubeObject live = change.live() == null ? client().get(key).orElse(null) : change.live();
    if (live == null) {
      return;
    }
    Optional<String> objection = OwnershipMarks.objection(live, run.name());
    if (isKept(live) || objection.isPresent()) {
      run.left(key, objection.orElse("its resource policy says keep"));
      return;
    }
    if (remove(key, live.uid())) {
      run.wrote(key, Action.DELETE);
    }
  }

  static boolean isKept(KubeObject object) {
    String policy = object.annotations().getOrDefault(POLICY, "");
    return policy.strip().toLowerCase(Locale.ROOT).equals("keep");
  }

  /// Deletes an object whoever it belongs to.
  ///
  /// @param uid its identity; empty for any
  boolean remove(ObjectKey key, String uid) {
    return client().delete(key, new DeleteOptions(cascade, uid, false));
  }

  void awaitGone(KubeObject object) {
    End end =
        run.waiting()
            .await(
                List.of(object),
                Goal.GONE,
                timeout,
                (key, gone, message) -> {},
                run.cancellation());
    Diagnostic failure = end.failure();
    if (failure != null) {
      throw new ReleaseException(failure);
    }
  }

  /// Waits until the cluster serves a kind that a CRD has just brought.
  private void awaitKind(ObjectKey key) {
    GroupVersionKind type = key.type();
    long end = System.nanoTime() + KIND_PATIENCE.toNanos();
    while (client().resources().find(type).isEmpty()
        && client().refreshResources().find(type).isEmpty()) {
      if (System.nanoTime() > end) {
        throw ReleaseException.of(
            ReleaseErrorCode.APPLY_FAILED,
            "no matches for kind \"" + type.kind() + "\" in version \"" + type.apiVersion() + "\"",
            "ensure CRDs are installed first");
      }
      try {
        if (run.cancellation().pause(KIND_LOOK_MILLIS)) {
          throw run.stopped();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw run.stopped();
      }
    }
  }
}
