package dev.slipway.release.plan;

/// A field that the release sets and someone else owns, and what becomes of it.
///
/// @param field its path as Kubernetes writes it, such as `.spec.replicas`
/// @param owner the field manager that owns it
/// @param rule what was decided
public record DecidedConflict(String field, String owner, ConflictRule rule) {
  /// `.spec.replicas belongs to autoscaler; the release takes it`.
  public String text() {
    return field
        + " belongs to "
        + owner
        + switch (rule) {
          case STOP -> "";
          case TAKE -> "; the release takes it";
          case KEEP -> "; it stays theirs";
        };
  }
}
