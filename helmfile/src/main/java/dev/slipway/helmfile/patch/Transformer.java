package dev.slipway.helmfile.patch;

/// One of Kustomize's changes to all objects.
@FunctionalInterface
interface Transformer {
  /// Changes the objects.
  ///
  /// @throws dev.slipway.helmfile.HelmfileException if it cannot be done
  void transform(KustomizeObjects objects);
}
