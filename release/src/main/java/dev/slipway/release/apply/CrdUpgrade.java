package dev.slipway.release.apply;

import dev.slipway.core.Diagnostic;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.apply.ObjectWait.End;
import dev.slipway.release.apply.ObjectWait.Goal;
import dev.slipway.release.apply.ReleaseEvent.ObjectState;
import dev.slipway.release.plan.ObjectChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Brings the CRDs of a chart's folder `crds/` up to date, before all else. Helm only installs
/// them; what it fears is that objects get lost, so an upgrade is refused that would lose some: one
/// that removes a version in which objects are stored, or changes whether objects are in
/// namespaces.
final class CrdUpgrade {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Run run;
  private final ObjectWriter writer;

  CrdUpgrade(Run run, ObjectWriter writer) {
    this.run = run;
    this.writer = writer;
  }

  void run(List<ObjectChange> changes) {
    List<KubeObject> changed = new ArrayList<>();
    for (ObjectChange change : changes) {
      KubeObject desired = change.desired();
      if (change.action().writes() && desired != null) {
        run.client().get(change.key()).ifPresent(live -> check(live, desired));
        changed.add(desired);
      }
    }
    if (changed.isEmpty()) {
      return;
    }
    changes.forEach(writer::write);
    End end =
        run.waiting()
            .await(
                changed,
                Goal.READY,
                PATIENCE,
                (key, ready, message) -> run.tell(new ObjectState(run.name(), key, ready, message)),
                run.cancellation());
    Diagnostic failure = end.failure();
    if (failure != null) {
      throw new ReleaseException(failure);
    }
    run.client().refreshResources();
  }

  private static void check(KubeObject live, KubeObject desired) {
    ObjectKey key = live.key();
    Set<String> served = new HashSet<>();
    for (Map<String, @Nullable Object> version : desired.maps("spec", "versions")) {
      if (version.get("name") instanceof String name) {
        served.add(name);
      }
    }
    for (Object stored : live.list("status", "storedVersions")) {
      if (!served.contains(stored)) {
        throw ReleaseException.of(
            ReleaseErrorCode.UNSAFE_CRD,
            key.label()
                + ": version "
                + stored
                + " is gone from the chart, and objects may be"
                + " stored in it",
            "store all objects anew in another version, take it out of status.storedVersions, and"
                + " run this again");
      }
    }
    String scope = desired.text("spec", "scope");
    if (!scope.isEmpty() && !scope.equals(live.text("spec", "scope"))) {
      throw ReleaseException.of(
          ReleaseErrorCode.UNSAFE_CRD,
          key.label()
              + ": its scope is "
              + live.text("spec", "scope")
              + " and cannot become "
              + scope,
          "delete the CRD by hand if its objects may be lost");
    }
  }
}
