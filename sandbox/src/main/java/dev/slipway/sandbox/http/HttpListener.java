package dev.slipway.sandbox.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// Listens on loopback and serves each connection on a virtual thread of its own.
final class HttpListener implements AutoCloseable {
  private static final int BACKLOG = 512;

  private final ServerSocket server;
  private final @Nullable ServerTls tls;
  private final HttpHandler handler;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private HttpListener(ServerSocket server, @Nullable ServerTls tls, HttpHandler handler) {
    this.server = server;
    this.tls = tls;
    this.handler = handler;
  }

  /// Starts to listen.
  ///
  /// @param port the port; 0 for any that is free
  /// @param tls null for plain HTTP
  /// @throws IOException if the port is taken
  static HttpListener open(int port, @Nullable ServerTls tls, HttpHandler handler)
      throws IOException {
    ServerSocket server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    HttpListener listener = new HttpListener(server, tls, handler);
    Thread.ofVirtual().name("sandbox-listen-" + server.getLocalPort()).start(listener::accept);
    return listener;
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!closed) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().name("sandbox-connection").start(() -> serve(socket));
      } catch (IOException _) {
        // Closed, or a client that gave up while it waited: the loop's condition tells.
        Thread.onSpinWait();
      }
    }
  }

  private void serve(Socket plain) {
    try (plain;
        Socket socket = layered(plain)) {
      if (!closed) {
        new HttpConnection(plain, socket, handler).serve();
      }
    } catch (IOException _) {
      // The client went away or does not speak TLS: nobody is left to be told.
      return;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(plain);
    }
  }

  private Socket layered(Socket plain) throws IOException {
    if (tls == null) {
      return plain;
    }
    SSLSocket socket =
        (SSLSocket)
            tls.context()
                .getSocketFactory()
                .createSocket(plain, "127.0.0.1", plain.getPort(), true);
    socket.setUseClientMode(false);
    socket.setWantClientAuth(true);
    return socket;
  }

  /// Stops to listen and ends all connections.
  @Override
  public void close() {
    closed = true;
    close(server);
    for (Socket socket : open) {
      close(socket);
    }
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception _) {
      // It is of no more use either way.
      return;
    }
  }
}
