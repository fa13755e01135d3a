package dev.slipway.kube.access;

import dev.slipway.kube.client.HttpKubeClient;
import dev.slipway.object.ObjectKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection to a pod's port. Each message begins with a byte that names its channel: 0 for
/// data, 1 for errors. The first message of each channel from the cluster only repeats the port.
final class PodChannel implements WebSocket.Listener {
  private static final int DATA = 0;
  private static final int ERROR = 1;
  private static final int BLOCK = 16 * 1024;
  private static final int LINGER_SECONDS = 10;

  private final Socket socket;
  private final int port;
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private final boolean[] greeted = new boolean[2];
  private final CompletableFuture<String> end = new CompletableFuture<>();

  PodChannel(Socket socket, int port) {
    this.socket = socket;
    this.port = port;
  }

  /// Moves bytes both ways until one side ends.
  ///
  /// @throws IOException if the connection breaks, or the pod does not listen
  void run(HttpKubeClient client, ObjectKey pod) throws IOException, InterruptedException {
    String path =
        "/api/v1/namespaces/"
            + pod.namespace()
            + "/pods/"
            + pod.name()
            + "/portforward?ports="
            + port;
    WebSocket web = client.openWebSocket(path, "v4.channel.k8s.io", this);
    try {
      send(web);
      String error = end.get();
      if (!error.isEmpty()) {
        throw new IOException(error);
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } finally {
      web.abort();
    }
  }

  /// Sends what the local side writes, until it ends.
  private void send(WebSocket web) throws InterruptedException, ExecutionException {
    byte[] block = new byte[BLOCK];
    block[0] = DATA;
    try {
      InputStream in = socket.getInputStream();
      for (int n = in.read(block, 1, BLOCK - 1); n >= 0; n = in.read(block, 1, BLOCK - 1)) {
        web.sendBinary(ByteBuffer.wrap(block, 0, n + 1), true).get();
      }
      // The protocol cannot end one direction alone: what the pod still answers is waited for.
      end.completeOnTimeout("", LINGER_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      // The socket was closed: by the local side, or because the pod's side has ended.
      end.complete("");
    }
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket web, ByteBuffer data, boolean last) {
    byte[] part = new byte[data.remaining()];
    data.get(part);
    message.writeBytes(part);
    if (last) {
      byte[] whole = message.toByteArray();
      message.reset();
      if (whole.length > 0) {
        take(whole);
      }
    }
    web.request(1);
    return null;
  }

  private void take(byte[] whole) {
    int channel = whole[0];
    if (channel != DATA && channel != ERROR) {
      return;
    }
    if (!greeted[channel]) {
      greeted[channel] = true;
      return;
    }
    if (channel == ERROR) {
      String text = new String(whole, 1, whole.length - 1, StandardCharsets.UTF_8).strip();
      if (!text.isEmpty()) {
        finish(text);
      }
      return;
    }
    try {
      OutputStream out = socket.getOutputStream();
      out.write(whole, 1, whole.length - 1);
      out.flush();
    } catch (IOException e) {
      finish("");
    }
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket web, int code, String reason) {
    finish(code == WebSocket.NORMAL_CLOSURE || reason.isEmpty() ? "" : reason);
    return null;
  }

  @Override
  public void onError(WebSocket web, Throwable cause) {
    String text = cause.getMessage();
    finish(text == null ? "the connection broke" : text);
  }

  private void finish(String error) {
    end.complete(error);
    close();
  }

  /// Ends the connection.
  void close() {
    end.complete("");
    try {
      socket.close();
    } catch (IOException e) {
      // It is not used any more; the bytes that were written have gone.
      end.complete("");
    }
  }
}
