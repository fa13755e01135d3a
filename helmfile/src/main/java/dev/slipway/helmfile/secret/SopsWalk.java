package dev.slipway.helmfile.secret;

import dev.slipway.core.GoStrings;
import dev.slipway.yaml.FieldMap;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Goes through an encrypted file once, opens its values, and computes the authentication code on
/// the way.
final class SopsWalk {
  private static final int MOST_LEVELS = 1_000;

  /// With these bytes the code starts when it covers encrypted values only.
  private static final byte[] ENCRYPTED_ONLY =
      HexFormat.of().parseHex("8a3fd2ad54ce66527b1034f3d147be0b0b975b3bf44f72c6fdadec8176f27d69");

  private final SopsMetadata metadata;
  private final SopsCipher cipher;
  private final Consumer<String> secrets;
  private final MessageDigest code;
  private final List<String> path = new ArrayList<>();
  private int depth;

  /// @param secrets is told each value that was encrypted
  SopsWalk(SopsMetadata metadata, byte[] dataKey, Consumer<String> secrets) {
    this.metadata = metadata;
    this.cipher = new SopsCipher(dataKey);
    this.secrets = secrets;
    try {
      this.code = MessageDigest.getInstance("SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a JDK without SHA-512", e);
    }
    if (metadata.macOnlyEncrypted()) {
      code.update(ENCRYPTED_ONLY);
    }
  }

  /// The documents decrypted.
  ///
  /// @throws SecretException if a value cannot be decrypted, or the file was changed since it was
  ///   encrypted
  List<Map<String, @Nullable Object>> open(List<Map<String, @Nullable Object>> documents) {
    List<Map<String, @Nullable Object>> decrypted = new ArrayList<>();
    for (Map<String, @Nullable Object> document : documents) {
      decrypted.add(map(document));
    }
    String computed = HexFormat.of().withUpperCase().formatHex(code.digest());
    if (metadata.mac().isEmpty()
        || !cipher.open(metadata.mac(), metadata.lastModified()).equals(computed)) {
      throw SecretException.of(
          SecretErrorCode.TAMPERED,
          "MAC mismatch: the file was changed by something other than sops",
          "compare it with its last good revision, or decrypt it with sops --ignore-mac, look it"
              + " over and encrypt it anew");
    }
    return decrypted;
  }

  private FieldMap map(Map<?, ?> map) {
    FieldMap result = new FieldMap();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = SopsDocument.keyText(entry.getKey());
      path.add(key);
      result.put(key, value(entry.getValue()));
      path.removeLast();
    }
    return result;
  }

  private List<@Nullable Object> list(List<?> list) {
    List<@Nullable Object> result = new ArrayList<>(list.size());
    for (Object item : list) {
      Object opened = value(item);
      if (!(opened instanceof SopsCipher.Comment)) {
        result.add(opened);
      }
    }
    return result;
  }

  private @Nullable Object value(@Nullable Object value) {
    if (++depth > MOST_LEVELS) {
      throw SecretException.of(SecretErrorCode.INVALID_FILE, "the file is nested too deeply");
    }
    Object result =
        switch (value) {
          case null -> null;
          case Map<?, ?> map -> map(map);
          case List<?> list -> list(list);
          default -> leaf(value);
        };
    depth--;
    return result;
  }

  private Object leaf(Object value) {
    boolean encrypted = metadata.isEncrypted(path, value);
    Object plain = encrypted ? opened(value) : value;
    if ((encrypted || !metadata.macOnlyEncrypted()) && !(plain instanceof SopsCipher.Comment)) {
      code.update(GoStrings.toBytes(Indented.covered(plain)));
    }
    return plain;
  }

  private Object opened(Object value) {
    String place = String.join(":", path) + ":";
    if (!(value instanceof String text)) {
      throw SecretException.of(
          SecretErrorCode.INVALID_FILE,
          "the value at " + String.join(".", path) + " is not encrypted, though it should be");
    }
    Object plain = cipher.open(text, place);
    if (!(plain instanceof SopsCipher.Comment)) {
      secrets.accept(plain.toString());
    }
    return plain;
  }
}
