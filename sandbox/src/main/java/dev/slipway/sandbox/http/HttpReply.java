package dev.slipway.sandbox.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What goes back to the client.
sealed interface HttpReply {
  /// A reply whose body is known.
  ///
  /// @param headers all headers but those about length and connection
  @SuppressWarnings("ArrayRecordComponent")
  record Whole(int status, Map<String, String> headers, byte[] body) implements HttpReply {}

  /// A reply that goes on until its source ends: sent in chunks, each at once.
  record Stream(int status, Map<String, String> headers, Source source) implements HttpReply {}

  /// A reply that breaks off: the head tells of the whole body, only its first bytes follow, and
  /// the connection is closed.
  ///
  /// @param bytes how many bytes of the body are sent; with -1 not even the head is
  record Broken(Whole whole, int bytes) implements HttpReply {}

  /// No reply: the connection is reset, as by a firewall or a crashed server.
  record Reset() implements HttpReply {}

  /// Where the chunks of a [Stream] come from. Closed once, by another thread than the one that
  /// waits in [#next].
  interface Source extends AutoCloseable {
    /// The next chunk; waits for it. Null at the end.
    byte @Nullable [] next() throws InterruptedException;

    /// Ends it: [#next] returns null at once.
    @Override
    void close();
  }
}
