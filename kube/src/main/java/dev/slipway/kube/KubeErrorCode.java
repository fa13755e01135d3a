package dev.slipway.kube;

import dev.slipway.core.ErrorCode;
import dev.slipway.core.ErrorType;

/// The errors of this module.
public enum KubeErrorCode implements ErrorCode {
  /// The kubeconfig cannot be read, or has no such context.
  KUBECONFIG("SLW-KUB-0001", ErrorType.USER),
  /// No answer came from the cluster.
  UNREACHABLE("SLW-KUB-0002", ErrorType.ENVIRONMENT),
  /// The cluster does not know who asks: a missing, wrong or expired credential.
  UNAUTHORIZED("SLW-KUB-0003", ErrorType.USER),
  /// The cluster knows who asks, and does not allow it.
  FORBIDDEN("SLW-KUB-0004", ErrorType.USER),
  /// The object, or its kind, is not there.
  NOT_FOUND("SLW-KUB-0005", ErrorType.NOT_FOUND),
  /// The object was changed by someone else, or is already there, or others own its fields.
  CONFLICT("SLW-KUB-0006", ErrorType.CONFLICT),
  /// The cluster refuses the object: it is not valid, over quota, or an admission webhook says no.
  REFUSED("SLW-KUB-0007", ErrorType.USER),
  /// The cluster failed, or asked to slow down, again and again.
  SERVER("SLW-KUB-0008", ErrorType.ENVIRONMENT);

  private final String id;
  private final ErrorType type;

  KubeErrorCode(String id, ErrorType type) {
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
