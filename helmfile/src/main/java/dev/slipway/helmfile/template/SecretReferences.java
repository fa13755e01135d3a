package dev.slipway.helmfile.template;

import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Replaces references to secrets (`ref+…`) by what they refer to: helmfile's `vals`.
/// Implementations are safe for use by several threads at once.
@FunctionalInterface
public interface SecretReferences {
  /// Values with all references in them (at any depth, also within strings) replaced; the argument
  /// is not changed.
  ///
  /// @throws dev.slipway.core.SlipwayException if one cannot be resolved
  Map<String, @Nullable Object> expand(Map<String, ? extends @Nullable Object> values);

  /// The same for a helmfile's folder: where the relative paths of references start.
  ///
  /// @param directory its absolute path
  default SecretReferences in(String directory) {
    return this;
  }

  /// Fails at each use.
  static SecretReferences none() {
    return _ -> {
      throw new HelmfileException(
          HelmfileErrorCode.NOT_SUPPORTED, "references to secrets are not set up here");
    };
  }
}
