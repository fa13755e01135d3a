package dev.slipway.kube;

/// How an object is written.
///
/// @param fieldManager who is to own the fields
/// @param dryRun whether the cluster only says what would come of it
/// @param force with server-side apply: whether fields that others own are taken from them
/// @param validation what becomes of fields that the cluster does not know
public record WriteOptions(
    String fieldManager, boolean dryRun, boolean force, Validation validation) {
  /// What becomes of fields that the cluster does not know, and of those that stand twice.
  public enum Validation {
    /// They are dropped.
    IGNORE("Ignore"),
    /// They are dropped, and a warning tells.
    WARN("Warn"),
    /// The object is refused.
    STRICT("Strict");

    private final String text;

    Validation(String text) {
      this.text = text;
    }

    /// The API's word for it.
    public String text() {
      return text;
    }
  }

  public WriteOptions(String fieldManager, boolean dryRun, boolean force) {
    this(fieldManager, dryRun, force, Validation.WARN);
  }

  /// Writing for real, without taking others' fields.
  public static WriteOptions as(String fieldManager) {
    return new WriteOptions(fieldManager, false, false);
  }

  /// A copy that changes nothing.
  public WriteOptions dry() {
    return new WriteOptions(fieldManager, true, force, validation);
  }

  /// A copy that takes fields from others.
  public WriteOptions forced() {
    return new WriteOptions(fieldManager, dryRun, true, validation);
  }

  /// A copy with another rule for unknown fields.
  public WriteOptions validating(Validation other) {
    return new WriteOptions(fieldManager, dryRun, force, other);
  }
}
