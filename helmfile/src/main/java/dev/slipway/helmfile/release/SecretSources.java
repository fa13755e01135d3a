package dev.slipway.helmfile.release;

import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.state.SecretFiles;
import dev.slipway.helmfile.template.SecretReferences;
import java.util.function.UnaryOperator;

/// Where secrets come from.
///
/// @param files decrypts files
/// @param references resolves `ref+…`
/// @param inline decrypts the text of values that are encrypted in the helmfile itself
public record SecretSources(
    SecretFiles files, SecretReferences references, UnaryOperator<String> inline) {
  /// None: each use fails.
  public static SecretSources none() {
    return new SecretSources(
        SecretFiles.none(),
        SecretReferences.none(),
        _ -> {
          throw new HelmfileException(
              HelmfileErrorCode.NOT_SUPPORTED, "decrypting secrets is not set up here");
        });
  }

  /// The same for a helmfile's folder: where relative paths of references start.
  SecretSources in(String directory) {
    return new SecretSources(files, references.in(directory), inline);
  }

  String decryptInline(String place, String text) {
    try {
      return inline.apply(text);
    } catch (dev.slipway.core.SlipwayException e) {
      throw HelmfileException.prefixed(place + ": ", e);
    }
  }
}
