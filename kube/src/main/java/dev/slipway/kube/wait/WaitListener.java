package dev.slipway.kube.wait;

import dev.slipway.kube.status.FailureSign;
import dev.slipway.kube.status.ObjectStatus;
import dev.slipway.object.ObjectKey;

/// Hears how a wait goes. Called by the thread that waits.
public interface WaitListener {
  /// Hears nothing.
  WaitListener NONE = (key, status, text) -> {};

  /// An object's status is another one now.
  ///
  /// @param text in a few words, such as `2 of 3 ready`
  void progress(ObjectKey key, ObjectStatus status, String text);

  /// There is a new sign that an object will not become ready.
  default void sign(ObjectKey key, FailureSign sign) {}

  /// The cluster cannot be asked at the moment; it is tried again.
  default void trouble(String message) {}
}
