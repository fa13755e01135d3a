package dev.slipway.sandbox.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Where a cluster listens. Safe for use by several threads.
public final class ApiEndpoint implements AutoCloseable {
  private final HttpListener listener;

  private ApiEndpoint(HttpListener listener) {
    this.listener = listener;
  }

  /// Starts to listen on loopback.
  ///
  /// @param port the port; 0 for any that is free
  /// @param tls null for plain HTTP
  /// @throws IOException if the port is taken
  public static ApiEndpoint open(int port, @Nullable ServerTls tls, ApiGate gate)
      throws IOException {
    return new ApiEndpoint(HttpListener.open(port, tls, gate));
  }

  /// The port.
  public int port() {
    return listener.port();
  }

  /// Ends all connections.
  @Override
  public void close() {
    listener.close();
  }
}
