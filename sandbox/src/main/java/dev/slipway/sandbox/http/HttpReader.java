package dev.slipway.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads HTTP/1.1 requests, one after the other, from a connection.
final class HttpReader {
  /// The largest body, as kube-apiserver has it.
  static final int MAX_BODY = 3 * 1024 * 1024;

  private static final int MAX_HEAD = 64 * 1024;
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final InputStream in;
  private final OutputStream out;
  private final @Nullable X509Certificate client;
  private int headLeft;

  /// @param in buffered
  /// @param out where `100 Continue` goes
  HttpReader(InputStream in, OutputStream out, @Nullable X509Certificate client) {
    this.in = in;
    this.out = out;
    this.client = client;
  }

  /// A request that cannot be answered as asked.
  static final class BadRequest extends IOException {
    private static final long serialVersionUID = 1L;
    final int status;

    BadRequest(int status, String message) {
      super(message);
      this.status = status;
    }
  }

  /// The next request, or null at the end of the connection.
  ///
  /// @throws BadRequest if it is no HTTP/1.1, or too large
  @Nullable HttpRequest next() throws IOException {
    headLeft = MAX_HEAD;
    String start = line(true);
    if (start == null) {
      return null;
    }
    int first = start.indexOf(' ');
    int last = start.lastIndexOf(' ');
    if (first < 1 || last <= first || !start.startsWith("HTTP/1.", last + 1)) {
      throw new BadRequest(400, "malformed request line");
    }
    Map<String, String> headers = headers();
    if (start.endsWith("HTTP/1.0")) {
      headers.putIfAbsent("connection", "close");
    }
    String target = start.substring(first + 1, last);
    if (!target.startsWith("/")) {
      int path = target.indexOf('/', target.indexOf("://") + 3);
      target = path < 0 ? "/" : target.substring(path);
    }
    return HttpRequest.of(start.substring(0, first), target, headers, body(headers), client);
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(false); line != null && !line.isEmpty(); line = line(false)) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new BadRequest(400, "malformed header");
      }
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (before, more) -> before + ", " + more);
    }
    return headers;
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    boolean chunked =
        headers.getOrDefault("transfer-encoding", "").toLowerCase(Locale.ROOT).contains("chunked");
    long length = length(headers.getOrDefault("content-length", "0"));
    if (!chunked && length == 0) {
      return new byte[0];
    }
    if (length > MAX_BODY) {
      throw tooLarge();
    }
    if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
      out.write(CONTINUE);
      out.flush();
    }
    return chunked ? chunks() : exactly((int) length);
  }

  private static long length(String text) throws BadRequest {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new BadRequest(400, "malformed Content-Length");
    }
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String line = needed(line(false));
      int semicolon = line.indexOf(';');
      int size;
      try {
        size = Integer.parseInt((semicolon < 0 ? line : line.substring(0, semicolon)).strip(), 16);
      } catch (NumberFormatException e) {
        throw new BadRequest(400, "malformed chunk");
      }
      if (size < 0 || body.size() + size > MAX_BODY) {
        throw tooLarge();
      }
      if (size == 0) {
        while (!needed(line(false)).isEmpty()) {
          // Trailers mean nothing here.
        }
        return body.toByteArray();
      }
      body.writeBytes(exactly(size));
      needed(line(false));
    }
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("the connection ended in the middle of a request");
    }
    return bytes;
  }

  private static String needed(@Nullable String line) throws IOException {
    if (line == null) {
      throw new IOException("the connection ended in the middle of a request");
    }
    return line;
  }

  private static BadRequest tooLarge() {
    return new BadRequest(413, "Request entity too large: limit is " + MAX_BODY);
  }

  /// One line of the head without its end.
  ///
  /// @param start whether the connection may end here
  private @Nullable String line(boolean start) throws IOException {
    StringBuilder line = new StringBuilder(64);
    while (true) {
      int c = in.read();
      if (c < 0) {
        if (start && line.isEmpty()) {
          return null;
        }
        throw new IOException("the connection ended in the middle of a request");
      }
      if (c == '\n') {
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
          line.setLength(length - 1);
        }
        if (start && line.isEmpty()) {
          continue;
        }
        return line.toString();
      }
      if (--headLeft < 0) {
        throw new BadRequest(431, "Request header fields too large");
      }
      line.append((char) c);
    }
  }
}
