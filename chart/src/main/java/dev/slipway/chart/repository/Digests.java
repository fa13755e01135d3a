package dev.slipway.chart.repository;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.core.Diagnostic;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Checksums of content, as `algorithm:hexadecimal`.
public final class Digests {
  private Digests() {}

  /// The SHA-256 of the bytes in hexadecimal digits, without the algorithm.
  public static String sha256(byte[] bytes) {
    return hex("SHA-256", bytes);
  }

  /// Whether [#verify] can check it.
  static boolean isSupported(String digest) {
    return isHex(digest, "sha256:", 64) || isHex(digest, "sha512:", 128);
  }

  private static boolean isHex(String digest, String prefix, int length) {
    if (!digest.startsWith(prefix) || digest.length() != prefix.length() + length) {
      return false;
    }
    for (int i = prefix.length(); i < digest.length(); i++) {
      if (Character.digit(digest.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /// Checks content against its digest.
  ///
  /// @throws ChartException if they do not match
  static void verify(String what, byte[] content, String digest) {
    if (!isSupported(digest)) {
      throw new ChartException(
          ChartErrorCode.DIGEST_MISMATCH, what + ": unsupported digest \"" + digest + "\"");
    }
    boolean long512 = digest.startsWith("sha512:");
    String actual =
        long512 ? "sha512:" + hex("SHA-512", content) : "sha256:" + hex("SHA-256", content);
    if (!actual.equalsIgnoreCase(digest)) {
      throw new ChartException(
          Diagnostic.error(
                  ChartErrorCode.DIGEST_MISMATCH,
                  what + ": content does not match its digest: want " + digest + ", got " + actual)
              .withHint("the download was damaged or replaced: do not use it"));
    }
  }

  private static String hex(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
