package dev.slipway.release.apply;

import dev.slipway.core.Diagnostic;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.apply.ReleaseHealth.ObjectHealth;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Waits for objects: the port to the rules of readiness.
interface ObjectWait {
  /// What is waited for.
  enum Goal {
    /// Objects do their work; jobs and bare pods only need to be there.
    READY,
    /// The same, and jobs have succeeded.
    READY_WITH_JOBS,
    /// Jobs and pods have succeeded; all else only needs to be there.
    COMPLETE,
    /// Objects are gone.
    GONE
  }

  /// Hears of objects on the way.
  interface News {
    void told(ObjectKey object, boolean ready, String message);
  }

  /// How waiting ended.
  ///
  /// @param failure why the goal was not reached; null when it was
  /// @param evidence what was found out: conditions, events, last lines of logs
  record End(@Nullable Diagnostic failure, List<String> evidence) {
    static final End REACHED = new End(null, List.of());

    public End {
      evidence = List.copyOf(evidence);
    }
  }

  /// Waits until all objects are as far, one failed, the time is over or the user stops it.
  End await(
      Collection<KubeObject> objects,
      Goal goal,
      Duration timeout,
      News news,
      Cancellation cancellation);

  /// How objects are now, in their order.
  List<ObjectHealth> health(List<KubeObject> objects);
}
