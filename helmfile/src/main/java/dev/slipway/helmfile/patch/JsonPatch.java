package dev.slipway.helmfile.patch;

import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.object.ObjectException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON patches of a helmfile: those of Kubernetes, with this module's errors. Stateless.
final class JsonPatch {
  private JsonPatch() {}

  /// A changed copy.
  ///
  /// @throws HelmfileException if an operation is malformed or cannot be applied
  static Map<String, @Nullable Object> apply(
      Map<String, @Nullable Object> object, List<?> operations) {
    try {
      return dev.slipway.object.patch.JsonPatch.applyTo(object, operations);
    } catch (ObjectException e) {
      throw new HelmfileException(HelmfileErrorCode.PATCH, e.diagnostic().message());
    }
  }
}
