package dev.slipway.kube;

/// How an object is written.
///
/// @param fieldManager who is to own the fields
/// @param dryRun whether the cluster only says what would come of it
/// @param force with server-side apply: whether fields that others own are taken from them
public record WriteOptions(String fieldManager, boolean dryRun, boolean force) {
  /// Writing for real, without taking others' fields.
  public static WriteOptions as(String fieldManager) {
    return new WriteOptions(fieldManager, false, false);
  }

  /// A copy that changes nothing.
  public WriteOptions dry() {
    return new WriteOptions(fieldManager, true, force);
  }

  /// A copy that takes fields from others.
  public WriteOptions forced() {
    return new WriteOptions(fieldManager, dryRun, true);
  }
}
