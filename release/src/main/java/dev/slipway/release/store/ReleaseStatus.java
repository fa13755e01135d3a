package dev.slipway.release.store;

/// The state of one revision of a release, in Helm's words.
public enum ReleaseStatus {
  /// Nobody knows.
  UNKNOWN("unknown"),
  /// This revision is what the cluster has.
  DEPLOYED("deployed"),
  /// The release was removed, its history kept.
  UNINSTALLED("uninstalled"),
  /// A later revision took its place.
  SUPERSEDED("superseded"),
  /// It could not be brought onto the cluster.
  FAILED("failed"),
  /// It is being removed.
  UNINSTALLING("uninstalling"),
  /// The first installation is under way.
  PENDING_INSTALL("pending-install"),
  /// An upgrade is under way.
  PENDING_UPGRADE("pending-upgrade"),
  /// A rollback is under way.
  PENDING_ROLLBACK("pending-rollback");

  private final String text;

  ReleaseStatus(String text) {
    this.text = text;
  }

  /// Helm's word for it.
  public String text() {
    return text;
  }

  /// Whether someone is at work on the release, or was until they were killed. Helm does not count
  /// `uninstalling` among these: it starts such a removal again.
  public boolean isPending() {
    return switch (this) {
      case PENDING_INSTALL, PENDING_UPGRADE, PENDING_ROLLBACK -> true;
      case UNKNOWN, DEPLOYED, UNINSTALLED, SUPERSEDED, FAILED, UNINSTALLING -> false;
    };
  }

  /// The state of that word; UNKNOWN for any other word.
  public static ReleaseStatus of(String text) {
    for (ReleaseStatus status : values()) {
      if (status.text.equals(text)) {
        return status;
      }
    }
    return UNKNOWN;
  }
}
