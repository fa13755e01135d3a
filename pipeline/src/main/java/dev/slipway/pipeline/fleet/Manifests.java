package dev.slipway.pipeline.fleet;

import java.util.function.Supplier;

/// A release's manifests, which may still lie in the cache.
///
/// @param digest of their text
/// @param isKept whether an earlier run made them
/// @param source gives the text
public record Manifests(String digest, boolean isKept, Supplier<String> source) {
  /// The text, as `helm template` prints it.
  public String text() {
    return source.get();
  }
}
