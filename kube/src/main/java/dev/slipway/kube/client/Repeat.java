package dev.slipway.kube.client;

/// When a request may be sent again.
enum Repeat {
  /// Always: sent twice it does what it does once, or what it did can be found out.
  FREELY,
  /// Only when the cluster surely did nothing: it was not reached, or said to come back later.
  IF_UNDONE
}
