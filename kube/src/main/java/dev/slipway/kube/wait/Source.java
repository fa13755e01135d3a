package dev.slipway.kube.wait;

import dev.slipway.kube.ListOptions;
import dev.slipway.object.GroupVersionKind;

/// Objects that are watched together.
///
/// @param type their kind
/// @param namespace where they are; empty for kinds without
/// @param options which of them
record Source(GroupVersionKind type, String namespace, ListOptions options) {
  /// All of a kind in a namespace.
  static Source all(GroupVersionKind type, String namespace) {
    return new Source(type, namespace, ListOptions.ALL);
  }

  /// One of them.
  static Source one(GroupVersionKind type, String namespace, String name) {
    return new Source(type, namespace, new ListOptions("", "metadata.name=" + name));
  }

  /// The events in a namespace that say that a workload could not make its pods.
  static Source refusals(String namespace) {
    return new Source(
        EvidenceCollector.EVENT, namespace, new ListOptions("", "reason=FailedCreate"));
  }
}
