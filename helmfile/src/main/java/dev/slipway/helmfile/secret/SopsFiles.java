package dev.slipway.helmfile.secret;

import dev.slipway.core.GoStrings;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// Decrypts files that SOPS encrypted, in this process and in memory only: what `helm secrets
/// decrypt` does for helmfile with the program sops.
///
/// YAML, JSON, dotenv, INI and binary files; age keys (X25519) and PGP keys; one group of keys, or
/// several with a threshold. Each value's place and the whole file's authentication code are
/// checked. Comments are not kept; else the text is the one that sops prints. Every value that was
/// encrypted is told to the [SecretMask]. Thread-safe; the same content is decrypted once.
public final class SopsFiles {
  private static final int LARGEST = 64 << 20;

  private final DataKeys keys;
  private final SecretMask mask;
  private final ConcurrentMap<String, String> decrypted = new ConcurrentHashMap<>();

  /// Decrypts with the keys that `host` has, and tells `mask` the values.
  public SopsFiles(SecretHost host, SecretMask mask) {
    this.keys = new DataKeys(host);
    this.mask = mask;
  }

  /// The plain text of an encrypted file, whose format its name tells.
  ///
  /// @param path the file's name, for the format and for errors
  /// @throws SecretException if it is not encrypted by SOPS, no key fits, or it was changed
  public byte[] decrypt(String path, byte[] content) {
    return decrypt(path, content, SopsFormat.ofPath(path));
  }

  /// The plain text of an encrypted file of a known format.
  ///
  /// @param path the file's name, for errors
  /// @throws SecretException if it is not encrypted by SOPS, no key fits, or it was changed
  public byte[] decrypt(String path, byte[] content, SopsFormat format) {
    try {
      if (content.length > LARGEST) {
        throw SecretException.of(SecretErrorCode.INVALID_FILE, "the file is larger than 64 MiB");
      }
      String key = format + digest(content);
      String known = decrypted.get(key);
      if (known == null) {
        known = decrypt(content, format);
        decrypted.put(key, known);
      }
      return GoStrings.toBytes(known);
    } catch (SecretException e) {
      throw e.in(path);
    }
  }

  private String decrypt(byte[] content, SopsFormat format) {
    SopsDocument document = SopsDocument.read(content, format);
    SopsWalk walk = new SopsWalk(document.metadata(), dataKey(document), mask::add);
    List<Map<String, @Nullable Object>> plain = walk.open(document.documents());
    return document.write(plain);
  }

  byte[] dataKey(SopsDocument document) {
    return keys.open(document.metadata());
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a JDK without SHA-256", e);
    }
  }
}
