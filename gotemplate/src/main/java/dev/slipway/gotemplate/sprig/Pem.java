package dev.slipway.gotemplate.sprig;

import dev.slipway.gotemplate.FunctionException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A PEM block: what stands behind BEGIN, such as `RSA PRIVATE KEY`, and its content.
final class Pem {
  private static final Pattern BEGIN = Pattern.compile("(?m)^-----BEGIN (.*?)-----[ \\t]*\\r?\\n");

  private final String type;
  private final byte[] bytes;

  Pem(String type, byte[] bytes) {
    this.type = type;
    this.bytes = bytes.clone();
  }

  String type() {
    return type;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /// The first block of a text that is well formed; empty if there is none.
  static Optional<Pem> decode(String text) {
    Matcher matcher = BEGIN.matcher(text);
    while (matcher.find()) {
      String type = matcher.group(1);
      int bodyStart = matcher.end();
      String trailer = "-----END " + type + "-----";
      int end =
          text.startsWith(trailer, bodyStart) ? bodyStart : text.indexOf("\n" + trailer, bodyStart);
      if (end >= 0) {
        Optional<byte[]> bytes = body(text.substring(bodyStart, end));
        if (bytes.isPresent()) {
          return Optional.of(new Pem(type, bytes.get()));
        }
      }
    }
    return Optional.empty();
  }

  /// Reads over headers, which are lines with a colon.
  private static Optional<byte[]> body(String body) {
    StringBuilder data = new StringBuilder(body.length());
    boolean inHeaders = true;
    for (String line : body.split("\n", -1)) {
      inHeaders &= line.indexOf(':') >= 0;
      if (!inHeaders) {
        data.append(line.replace(" ", "").replace("\t", "").replace("\r", ""));
      }
    }
    try {
      return Optional.of(GoBase64.decode(data.toString()));
    } catch (FunctionException corrupt) {
      return Optional.empty();
    }
  }

  /// The block with its BEGIN and END lines.
  String encode() {
    Base64.Encoder encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    String body = encoder.encodeToString(bytes);
    return "-----BEGIN "
        + type
        + "-----\n"
        + (body.isEmpty() ? "" : body + "\n")
        + "-----END "
        + type
        + "-----\n";
  }
}
