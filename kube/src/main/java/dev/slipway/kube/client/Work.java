package dev.slipway.kube.client;

/// What a request makes the cluster do; requests of one sort take about the same time.
enum Work {
  READ,
  LIST,
  WATCH,
  WRITE,
  DELETE
}
