package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import org.jspecify.annotations.Nullable;

/// One of a cluster's controllers. All run in turn on one thread, so none needs a lock, and a
/// controller sees all that was written before.
interface Controller {
  /// Tells of a change; the controller queues what it has to look at.
  ///
  /// @param before the object before; null if it is new
  /// @param object the object now, or as it was last
  /// @param gone whether it is gone
  void changed(@Nullable KubeObject before, KubeObject object, boolean gone, Queue queue);

  /// Brings what is nearer to what is wanted.
  ///
  /// @throws Refused if the API refused a write; it is tried again later
  void reconcile(ObjectKey key, Control control) throws Refused;

  /// Where controllers put what to look at.
  interface Queue {
    /// Looks at an object at once.
    void add(ObjectKey key);
  }
}
