package dev.slipway.sandbox.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// One connection: requests and replies in turn, until either side ends it.
///
/// The JDK's own HTTP server cannot break off in the middle of a reply or reset a connection, which
/// is just what [HttpReply.Broken] and [HttpReply.Reset] are for.
final class HttpConnection {
  private static final int IDLE_MILLIS = 300_000;
  private static final int DRAIN_MILLIS = 2_000;
  private static final int DRAIN_ROUNDS = 4_096;

  private final Socket plain;
  private final Socket socket;
  private final HttpHandler handler;

  /// @param plain what to reset
  /// @param socket what to read and write: the same, or TLS upon it
  HttpConnection(Socket plain, Socket socket, HttpHandler handler) {
    this.plain = plain;
    this.socket = socket;
    this.handler = handler;
  }

  /// Serves the connection to its end.
  void serve() throws IOException, InterruptedException {
    plain.setTcpNoDelay(true);
    plain.setSoTimeout(IDLE_MILLIS);
    if (socket instanceof SSLSocket tls) {
      tls.startHandshake();
    }
    InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    OutputStream out = socket.getOutputStream();
    HttpReader reader = new HttpReader(in, out, client());
    boolean open = true;
    while (open) {
      HttpRequest request;
      try {
        request = reader.next();
      } catch (HttpReader.BadRequest e) {
        byte[] body = (e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8);
        sendWhole(out, new HttpReply.Whole(e.status, Map.of(), body), false);
        drain(in);
        return;
      }
      if (request == null) {
        return;
      }
      boolean keep = !"close".equalsIgnoreCase(request.header("connection"));
      HttpReply reply = handler.handle(request);
      if (reply instanceof HttpReply.Stream stream && WebSocketStream.isWanted(request)) {
        sendSocket(in, out, stream, request);
        return;
      }
      open = send(in, out, reply, keep);
    }
  }

  /// Reads what a refused client still sends, for a while: it would not see the answer if the
  /// connection were closed while it writes.
  private void drain(InputStream in) throws IOException {
    plain.setSoTimeout(DRAIN_MILLIS);
    byte[] unwanted = new byte[16 * 1024];
    int rounds = 0;
    while (in.read(unwanted) >= 0 && rounds < DRAIN_ROUNDS) {
      rounds++;
    }
  }

  private @Nullable X509Certificate client() {
    if (socket instanceof SSLSocket tls) {
      try {
        return (X509Certificate) tls.getSession().getPeerCertificates()[0];
      } catch (SSLPeerUnverifiedException _) {
        // Most clients have a token instead.
        return null;
      }
    }
    return null;
  }

  /// @return whether more requests may follow
  private boolean send(InputStream in, OutputStream out, HttpReply reply, boolean keep)
      throws IOException, InterruptedException {
    return switch (reply) {
      case HttpReply.Whole whole -> {
        sendWhole(out, whole, keep);
        yield keep;
      }
      case HttpReply.Stream stream -> {
        sendStream(in, out, stream);
        yield false;
      }
      case HttpReply.Broken broken -> {
        sendBroken(out, broken);
        yield false;
      }
      case HttpReply.Reset _ -> {
        plain.setSoLinger(true, 0);
        plain.close();
        yield false;
      }
    };
  }

  private static void sendWhole(OutputStream out, HttpReply.Whole whole, boolean keep)
      throws IOException {
    String length = "Content-Length: " + whole.body().length + "\r\n";
    byte[] head = head(whole.status(), whole.headers(), keep ? length : closing(length));
    ByteArrayOutputStream all = new ByteArrayOutputStream(head.length + whole.body().length);
    all.writeBytes(head);
    all.writeBytes(whole.body());
    all.writeTo(out);
    out.flush();
  }

  private void sendBroken(OutputStream out, HttpReply.Broken broken) throws IOException {
    if (broken.bytes() >= 0) {
      HttpReply.Whole whole = broken.whole();
      int sent = Math.min(broken.bytes(), whole.body().length);
      String length = "Content-Length: " + Math.max(whole.body().length, 1) + "\r\n";
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(head(whole.status(), whole.headers(), length));
      all.write(whole.body(), 0, sent);
      all.writeTo(out);
      out.flush();
    }
    // Not by way of TLS: that would say goodbye.
    plain.close();
  }

  /// The client has nothing more to say while a stream runs; so reading is how its leaving is
  /// noticed when nothing is written for minutes. The connection ends with the stream: another
  /// request might be half read.
  private void sendStream(InputStream in, OutputStream out, HttpReply.Stream stream)
      throws IOException, InterruptedException {
    HttpReply.Source source = stream.source();
    plain.setSoTimeout(0);
    Thread watcher = Thread.ofVirtual().name("sandbox-leave").start(() -> awaitEnd(in, source));
    try {
      out.write(head(stream.status(), stream.headers(), closing("Transfer-Encoding: chunked\r\n")));
      out.flush();
      for (byte[] chunk = source.next(); chunk != null; chunk = source.next()) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(chunk.length + 12);
        all.writeBytes(
            (Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(chunk);
        all.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        all.writeTo(out);
        out.flush();
      }
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } finally {
      source.close();
      socket.close();
      watcher.join();
    }
  }

  private void sendSocket(
      InputStream in, OutputStream out, HttpReply.Stream stream, HttpRequest request)
      throws IOException, InterruptedException {
    HttpReply.Source source = stream.source();
    plain.setSoTimeout(0);
    WebSocketStream socketStream = new WebSocketStream(in, out, source);
    Thread listener = null;
    try {
      String key = Objects.requireNonNull(request.header("sec-websocket-key"));
      out.write(head(101, Map.of(), WebSocketStream.accepting(key)));
      out.flush();
      listener = Thread.ofVirtual().name("sandbox-listen").start(socketStream::listen);
      String type = stream.headers().getOrDefault("Content-Type", "");
      socketStream.send(type.startsWith("application/json"));
    } finally {
      source.close();
      socket.close();
      if (listener != null) {
        listener.join();
      }
    }
  }

  private static void awaitEnd(InputStream in, HttpReply.Source source) {
    try {
      while (in.read() >= 0) {
        // Whatever it is, it is not for this stream.
      }
    } catch (IOException _) {
      // The end, too.
    } finally {
      source.close();
    }
  }

  private static String closing(String line) {
    return line + "Connection: close\r\n";
  }

  private static byte[] head(int status, Map<String, String> headers, String more) {
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(status).append(' ').append(reason(status)).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append(more).append("\r\n");
    return head.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String reason(int status) {
    return switch (status) {
      case 101 -> "Switching Protocols";
      case 200 -> "OK";
      case 201 -> "Created";
      case 202 -> "Accepted";
      case 204 -> "No Content";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 406 -> "Not Acceptable";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 413 -> "Request Entity Too Large";
      case 415 -> "Unsupported Media Type";
      case 422 -> "Unprocessable Entity";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      default -> "Status";
    };
  }
}
