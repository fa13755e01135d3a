package dev.slipway.pipeline.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256, of which the first 128 bits are kept.
public final class Digest {
  private static final int LENGTH = 16;

  private final MessageDigest digest;

  private Digest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// A digest of nothing yet.
  public static Digest start() {
    return new Digest();
  }

  /// The digest of bytes.
  public static String of(byte[] bytes) {
    return start().add(bytes).end();
  }

  /// The digest of texts, told apart from each other.
  public static String of(String... texts) {
    Digest all = start();
    for (String text : texts) {
      all.add(text);
    }
    return all.end();
  }

  /// Adds bytes.
  public Digest add(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  /// Adds a text and its end.
  public Digest add(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0xff);
    return this;
  }

  /// The digest in hexadecimal.
  public String end() {
    return HexFormat.of().formatHex(digest.digest(), 0, LENGTH);
  }
}
