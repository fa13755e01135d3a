package dev.slipway.sandbox.admission;

/// Looks at each write before it is stored. Must be safe for use by several threads.
public interface Admission {
  /// Changes the object or refuses it, before it is checked.
  ///
  /// @throws dev.slipway.sandbox.status.ApiException to refuse it
  default void change(AdmissionRequest request) {}

  /// Refuses the object or not, after it was found valid. What it counts up here it cannot take
  /// back: it is the last step before the object is stored.
  ///
  /// @throws dev.slipway.sandbox.status.ApiException to refuse it
  default void check(AdmissionRequest request) {}
}
