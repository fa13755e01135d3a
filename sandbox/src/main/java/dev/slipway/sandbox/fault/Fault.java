package dev.slipway.sandbox.fault;

import java.time.Duration;

/// One way in which a server or the network fails.
public sealed interface Fault {
  /// The request waits first.
  ///
  /// @param delay how long, in real time
  record Latency(Duration delay) implements Fault {}

  /// The request is refused, and nothing is done.
  ///
  /// @param code the HTTP status, such as 429, 500 or 503
  /// @param retryAfterSeconds what the header `Retry-After` says; below 0 for no such header
  record Refusal(int code, int retryAfterSeconds) implements Fault {}

  /// The connection ends in the middle of the answer: the request was carried out, but the client
  /// does not hear of it in full.
  ///
  /// @param bytes how many bytes of the body arrive; below 0 not even the head does
  record BrokenAnswer(int bytes) implements Fault {}

  /// The connection is reset.
  ///
  /// @param afterwards whether the request was carried out before that
  record Reset(boolean afterwards) implements Fault {}

  /// A watch ends early, without a word.
  ///
  /// @param after after which time
  record DroppedWatch(Duration after) implements Fault {}

  /// The store is slow: writes wait, and each waits for the one before, as with a slow disk under
  /// etcd.
  ///
  /// @param delay how long each write takes
  record SlowStore(Duration delay) implements Fault {}
}
