package dev.slipway.kube.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// A cluster that does nothing but forward to a pod's port, where everything comes back in
/// capitals. What begins with `fail` makes it report an error.
final class EchoPod implements AutoCloseable {
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final ServerSocket server;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  EchoPod() throws IOException {
    server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String address() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /// The lines of the requests' heads.
  List<String> requests() {
    return requests;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      String key = head(in);
      byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(UTF_8));
      out.write(
          ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Protocol: v4.channel.k8s.io\r\nSec-WebSocket-Accept: "
                  + Base64.getEncoder().encodeToString(digest)
                  + "\r\n\r\n")
              .getBytes(UTF_8));
      send(out, new byte[] {0, 80, 0});
      send(out, new byte[] {1, 80, 0});
      while (answer(in, out)) {
        out.flush();
      }
    } catch (IOException | GeneralSecurityException e) {
      requests.add("ended: " + e.getMessage());
    }
  }

  private String head(DataInputStream in) throws IOException {
    String key = "";
    StringBuilder line = new StringBuilder();
    while (true) {
      char c = (char) in.readUnsignedByte();
      if (c == '\r') {
        continue;
      }
      if (c != '\n') {
        line.append(c);
        continue;
      }
      if (line.isEmpty()) {
        return key;
      }
      requests.add(line.toString());
      if (line.toString().toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
        key = line.substring(line.indexOf(":") + 1).strip();
      }
      line.setLength(0);
    }
  }

  /// Reads one short frame, and answers it.
  private static boolean answer(DataInputStream in, OutputStream out) throws IOException {
    int kind = in.readUnsignedByte() & 0x0F;
    int length = in.readUnsignedByte() & 0x7F;
    byte[] mask = in.readNBytes(4);
    byte[] data = in.readNBytes(length);
    for (int i = 0; i < length; i++) {
      data[i] ^= mask[i % 4];
    }
    if (kind == 8) {
      return false;
    }
    String text = new String(data, 1, length - 1, UTF_8);
    boolean fails = text.startsWith("fail");
    String answer = fails ? "nobody listens" : text.toUpperCase(Locale.ROOT);
    byte[] bytes = ("x" + answer).getBytes(UTF_8);
    bytes[0] = (byte) (fails ? 1 : 0);
    send(out, bytes);
    return true;
  }

  private static void send(OutputStream out, byte[] data) throws IOException {
    out.write(0x82);
    out.write(data.length);
    out.write(data);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
