package dev.slipway.release.store;

import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A record as Helm keeps it: JSON, packed with gzip, as base64. What a Secret shows in its `data`
/// is that once more as base64, which is the API's business and not Helm's.
final class RecordCodec {
  /// Above this the slower, better packing is worth its time.
  private static final int LARGE = 600_000;

  /// Nothing that fits a Secret unpacks to more, unless it was made to harm.
  private static final int UNPACKED_LIMIT = 256 << 20;

  private RecordCodec() {}

  static String encode(Map<String, @Nullable Object> tree) {
    byte[] json = Json.write(tree).getBytes(StandardCharsets.UTF_8);
    String text = base64(gzip(json, Deflater.DEFAULT_COMPRESSION));
    return text.length() < LARGE ? text : base64(gzip(json, Deflater.BEST_COMPRESSION));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] gzip(byte[] content, int level) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 4 + 64);
    try (OutputStream out = new LevelledGzip(packed, level)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /// @throws IllegalArgumentException with the reason, if it is no record
  static Map<String, @Nullable Object> decode(String text) {
    byte[] bytes = Base64.getDecoder().decode(text.strip());
    if (bytes.length > 3 && bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b && bytes[2] == 8) {
      bytes = gunzip(bytes);
    }
    try {
      Object value = Json.read(new String(bytes, StandardCharsets.UTF_8));
      if (value instanceof Map<?, ?>) {
        return Trees.map(value);
      }
    } catch (YamlException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    throw new IllegalArgumentException("it is no JSON object");
  }

  private static byte[] gunzip(byte[] packed) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] content = in.readNBytes(UNPACKED_LIMIT);
      if (content.length == UNPACKED_LIMIT) {
        throw new IllegalArgumentException("it unpacks to more than 256 MiB");
      }
      return content;
    } catch (IOException e) {
      throw new IllegalArgumentException("gzip: " + e.getMessage(), e);
    }
  }

  private static final class LevelledGzip extends GZIPOutputStream {
    LevelledGzip(OutputStream out, int level) throws IOException {
      super(out, 8192);
      def.setLevel(level);
    }
  }
}
