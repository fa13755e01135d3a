package dev.slipway.release;

import dev.slipway.core.ErrorCode;
import dev.slipway.core.ErrorType;

/// The errors of this module.
public enum ReleaseErrorCode implements ErrorCode {
  /// The stored record of a revision cannot be read.
  CORRUPT_RECORD("SLW-REL-0001", ErrorType.ENVIRONMENT),
  /// The record of a revision is larger than a Secret may be.
  RECORD_TOO_LARGE("SLW-REL-0002", ErrorType.LIMIT),
  /// There is no such release, or no such revision of it.
  NOT_FOUND("SLW-REL-0003", ErrorType.NOT_FOUND),
  /// Someone else is at work on the release.
  LOCKED("SLW-REL-0004", ErrorType.CONFLICT),
  /// Someone else changed the release's records meanwhile.
  RIVAL("SLW-REL-0005", ErrorType.CONFLICT),
  /// A hook failed.
  HOOK_FAILED("SLW-REL-0006", ErrorType.USER),
  /// Objects did not become ready, or not in time.
  NOT_READY("SLW-REL-0007", ErrorType.ENVIRONMENT),
  /// Others own fields that the release sets.
  FIELD_CONFLICT("SLW-REL-0008", ErrorType.CONFLICT),
  /// Objects could not be applied or deleted.
  APPLY_FAILED("SLW-REL-0009", ErrorType.USER),
  /// The user stopped it.
  INTERRUPTED("SLW-REL-0010", ErrorType.USER),
  /// An object belongs to someone else.
  NOT_OWNED("SLW-REL-0011", ErrorType.CONFLICT),
  /// Helm is at work on the release, or was killed there.
  PENDING("SLW-REL-0012", ErrorType.CONFLICT),
  /// A CRD cannot be brought up to date without losing objects.
  UNSAFE_CRD("SLW-REL-0013", ErrorType.USER),
  /// A saved plan cannot be written or read.
  PLAN_FILE("SLW-REL-0014", ErrorType.USER),
  /// There is a release of that name already.
  NAME_IN_USE("SLW-REL-0015", ErrorType.CONFLICT),
  /// The plan says that it will fail, and so it was not begun.
  WILL_FAIL("SLW-REL-0016", ErrorType.USER),
  /// Someone else brought a later revision, without asking for the lock.
  OVERTAKEN("SLW-REL-0017", ErrorType.CONFLICT);

  private final String id;
  private final ErrorType type;

  ReleaseErrorCode(String id, ErrorType type) {
    this.id = id;
    this.type = type;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public ErrorType type() {
    return type;
  }
}
