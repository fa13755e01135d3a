package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The API as controllers use it. Writes go through admission, as those of users do.
public interface ClusterPort {
  /// Tells first of all objects that are there, then of each change, in order.
  ///
  /// @param listener gets the object, and whether it is gone now; called by any thread and must
  ///   return at once
  /// @return what ends it
  Runnable follow(BiConsumer<KubeObject, Boolean> listener);

  /// An object of any kind as it is now, or null.
  @Nullable KubeObject get(ObjectKey key);

  /// Creates an object.
  ///
  /// @return it as it is now
  KubeObject create(KubeObject object) throws Refused;

  /// Replaces an object of the same resource version.
  KubeObject update(KubeObject object) throws Refused;

  /// Replaces an object's status.
  KubeObject updateStatus(KubeObject object) throws Refused;

  /// Binds a pod to a node.
  void bind(ObjectKey pod, String node) throws Refused;

  /// Deletes an object.
  ///
  /// @param uid which one it must be
  /// @param graceSeconds for pods; below 0 for what the pod says
  void delete(ObjectKey key, String uid, int graceSeconds) throws Refused;
}
