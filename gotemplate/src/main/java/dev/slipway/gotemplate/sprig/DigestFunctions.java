package dev.slipway.gotemplate.sprig;

import static dev.slipway.gotemplate.GoType.STRING;
import static dev.slipway.gotemplate.sprig.Arguments.text;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.GoFunction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Adler32;

/// Checksums.
final class DigestFunctions {
  private DigestFunctions() {}

  static List<GoFunction> all() {
    return List.of(
        GoFunction.of("sha1sum", STRING, (_, a) -> digest("SHA-1", text(a, 0)), STRING),
        GoFunction.of("sha256sum", STRING, (_, a) -> sha256(text(a, 0)), STRING),
        GoFunction.of("sha512sum", STRING, (_, a) -> digest("SHA-512", text(a, 0)), STRING),
        GoFunction.of("adler32sum", STRING, (_, a) -> adler32(text(a, 0)), STRING));
  }

  private static String sha256(String text) {
    if (text.length() > Sha256.SHORT) {
      return digest("SHA-256", text);
    }
    return HexFormat.of().formatHex(Sha256.digest(GoStrings.toBytes(text)));
  }

  private static String digest(String algorithm, String text) {
    try {
      byte[] hash = MessageDigest.getInstance(algorithm).digest(GoStrings.toBytes(text));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("This Java runtime lacks " + algorithm, missing);
    }
  }

  private static String adler32(String text) {
    Adler32 checksum = new Adler32();
    checksum.update(GoStrings.toBytes(text));
    return Long.toString(checksum.getValue());
  }
}
