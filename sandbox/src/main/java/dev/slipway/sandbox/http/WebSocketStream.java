package dev.slipway.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// A reply that goes on, to a client that asked for a WebSocket: each chunk is a message. So some
/// clients (fabric8's) watch. What the client says besides pings and its farewell is passed over.
/// RFC 6455.
final class WebSocketStream {
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int MAX_CONTROL = 125;
  private static final byte[] NORMAL_END = {3, (byte) 0xe8};

  private final InputStream in;
  private final OutputStream out;
  private final HttpReply.Source source;

  WebSocketStream(InputStream in, OutputStream out, HttpReply.Source source) {
    this.in = in;
    this.out = out;
    this.source = source;
  }

  /// Whether a request asks for one.
  static boolean isWanted(HttpRequest request) {
    return "websocket".equalsIgnoreCase(request.header("upgrade"))
        && request.header("sec-websocket-key") != null;
  }

  /// The lines of the head that say yes.
  ///
  /// @param key what the client sent as `Sec-WebSocket-Key`
  static String accepting(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
      return "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
          + Base64.getEncoder().encodeToString(digest)
          + "\r\n";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  /// Sends all that comes, and then a farewell.
  ///
  /// @param isText whether it is text, and not bytes
  void send(boolean isText) throws IOException, InterruptedException {
    for (byte[] chunk = source.next(); chunk != null; chunk = source.next()) {
      frame(isText ? TEXT : BINARY, chunk);
    }
    frame(CLOSE, NORMAL_END);
  }

  /// Reads what the client says, until it leaves.
  void listen() {
    try {
      DataInputStream data = new DataInputStream(in);
      while (true) {
        int kind = data.readUnsignedByte() & 0x0f;
        byte[] content = content(data);
        if (kind == CLOSE) {
          return;
        }
        if (kind == PING) {
          frame(PONG, content);
        }
      }
    } catch (IOException _) {
      // The end, too.
    } finally {
      source.close();
    }
  }

  /// What a client's frame holds; nothing of those that are passed over.
  private static byte[] content(DataInputStream data) throws IOException {
    int second = data.readUnsignedByte();
    long length = second & 0x7f;
    if (length == MAX_CONTROL + 1) {
      length = data.readUnsignedShort();
    } else if (length > MAX_CONTROL + 1) {
      length = data.readLong();
    }
    byte[] mask = (second & 0x80) == 0 ? new byte[4] : data.readNBytes(4);
    if (length > MAX_CONTROL) {
      data.skipNBytes(length);
      return new byte[0];
    }
    byte[] content = data.readNBytes((int) length);
    if (mask.length < 4 || content.length < length) {
      throw new EOFException();
    }
    for (int i = 0; i < content.length; i++) {
      content[i] ^= mask[i % 4];
    }
    return content;
  }

  private synchronized void frame(int kind, byte[] content) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream(content.length + 10);
    all.write(0x80 | kind);
    if (content.length <= MAX_CONTROL) {
      all.write(content.length);
    } else if (content.length <= 0xffff) {
      all.write(MAX_CONTROL + 1);
      all.write(content.length >> 8);
      all.write(content.length);
    } else {
      all.write(MAX_CONTROL + 2);
      for (int shift = 56; shift >= 0; shift -= 8) {
        all.write((int) ((long) content.length >> shift));
      }
    }
    all.writeBytes(content);
    all.writeTo(out);
    out.flush();
  }
}
