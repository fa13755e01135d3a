package dev.slipway.kube.config;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import org.jspecify.annotations.Nullable;

/// The errors of kubeconfigs and credentials.
final class ConfigFaults {
  private ConfigFaults() {}

  /// A fault of a kubeconfig.
  ///
  /// @param file the file that it is in, or empty
  static KubeException config(
      String message, String file, @Nullable String hint, @Nullable Throwable cause) {
    return fault(KubeErrorCode.KUBECONFIG, message, file, hint, cause);
  }

  /// A credential that cannot be had.
  static KubeException credential(
      String message, String file, @Nullable String hint, @Nullable Throwable cause) {
    return fault(KubeErrorCode.UNAUTHORIZED, message, file, hint, cause);
  }

  private static KubeException fault(
      KubeErrorCode code,
      String message,
      String file,
      @Nullable String hint,
      @Nullable Throwable cause) {
    Diagnostic diagnostic = Diagnostic.error(code, message).withHint(hint);
    if (!file.isEmpty()) {
      diagnostic = diagnostic.at(SourceLocation.of(file), null);
    }
    return new KubeException(diagnostic, 0, null, cause);
  }
}
