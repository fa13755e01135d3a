package dev.slipway.helmfile.state;

import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.host.HelmfileHost;

/// Decrypts secrets files, as helm-secrets does for helmfile. Implementations are safe for use by
/// several threads at once and keep what they decrypt in memory only.
@FunctionalInterface
public interface SecretFiles {
  /// The plain text of an encrypted file.
  ///
  /// @param host reads it
  /// @param path its absolute path
  /// @throws dev.slipway.core.SlipwayException if it cannot be decrypted
  String decrypt(HelmfileHost host, String path);

  /// Fails at each use.
  static SecretFiles none() {
    return (_, path) -> {
      throw HelmfileException.in(
          HelmfileErrorCode.NOT_SUPPORTED, path, "decrypting secrets is not set up here", null);
    };
  }
}
