package dev.slipway.kube.access;

import dev.slipway.core.Diagnostic;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.client.HttpKubeClient;
import dev.slipway.object.ObjectKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// A port of this machine that leads to a port of a pod, for as long as it is open. Each connection
/// that comes in gets a WebSocket of its own to the cluster (`v4.channel.k8s.io`). Listens on
/// loopback only. Safe for use by several threads at once.
public final class PortForward implements AutoCloseable {
  private final HttpKubeClient client;
  private final ObjectKey pod;
  private final int podPort;
  private final ServerSocket server;
  private final Consumer<String> troubles;
  private final Set<PodChannel> channels = ConcurrentHashMap.newKeySet();
  private final Thread listener = Thread.ofVirtual().name("port-forward").unstarted(this::listen);

  private PortForward(
      HttpKubeClient client,
      ObjectKey pod,
      int podPort,
      ServerSocket server,
      Consumer<String> troubles) {
    this.client = client;
    this.pod = pod;
    this.podPort = podPort;
    this.server = server;
    this.troubles = troubles;
  }

  /// Begins to listen.
  ///
  /// @param port of this machine; 0 for any that is free
  /// @param troubles hears of connections that failed
  /// @throws KubeException if the port is taken
  public static PortForward open(
      HttpKubeClient client, ObjectKey pod, int podPort, int port, Consumer<String> troubles) {
    try {
      ServerSocket server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
      PortForward forward = new PortForward(client, pod, podPort, server, troubles);
      forward.listener.start();
      return forward;
    } catch (IOException e) {
      throw new KubeException(
          Diagnostic.error(
              KubeErrorCode.UNREACHABLE,
              "cannot listen on port " + port + " of this machine: " + e.getMessage()),
          0,
          null,
          e);
    }
  }

  /// The port of this machine.
  public int port() {
    return server.getLocalPort();
  }

  private void listen() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().name("port-forward connection").start(() -> serve(socket));
      } catch (IOException e) {
        if (!server.isClosed()) {
          troubles.accept("cannot accept a connection: " + e.getMessage());
        }
        return;
      }
    }
  }

  private void serve(Socket socket) {
    PodChannel channel = new PodChannel(socket, podPort);
    channels.add(channel);
    try (socket) {
      channel.run(client, pod);
    } catch (IOException | KubeException e) {
      if (!server.isClosed()) {
        troubles.accept("port " + podPort + " of " + pod.label() + ": " + e.getMessage());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      channels.remove(channel);
    }
  }

  /// Stops listening, and ends all connections. The port is free when this returns.
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      troubles.accept("cannot stop listening: " + e.getMessage());
    }
    channels.forEach(PodChannel::close);
    // The system has the port until the thread that listens has left.
    boolean interrupted = false;
    while (listener.isAlive()) {
      try {
        listener.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
