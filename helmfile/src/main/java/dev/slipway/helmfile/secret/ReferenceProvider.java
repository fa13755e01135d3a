package dev.slipway.helmfile.secret;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A place that references point to. Implementations are safe for use by several threads at once.
interface ReferenceProvider {
  /// What a reference without fragment means.
  ///
  /// @throws SecretException if it cannot be fetched
  String text(String path);

  /// The document that a reference with a fragment points into.
  ///
  /// @throws SecretException if it cannot be fetched
  Map<String, @Nullable Object> document(String path);

  /// Whether what it gives is always a secret; if not, only where it is written `secretref+`.
  boolean isSecret();
}
