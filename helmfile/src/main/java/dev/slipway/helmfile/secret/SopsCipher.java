package dev.slipway.helmfile.secret;

import dev.slipway.core.GoStrings;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Opens the values of a file: AES-256-GCM with the value's path as additional data. Not for use by
/// several threads at once.
final class SopsCipher {
  private static final String START = "ENC[AES256_GCM,data:";

  /// A comment that was encrypted as an item of a list.
  record Comment() {}

  /// One encrypted value, taken apart.
  private static final class Sealed {
    private final byte[] data;
    private final byte[] iv;
    private final byte[] tag;
    private final String type;

    Sealed(byte[] data, byte[] iv, byte[] tag, String type) {
      this.data = data;
      this.iv = iv;
      this.tag = tag;
      this.type = type;
    }
  }

  private final SecretKeySpec key;
  private final Cipher cipher;

  SopsCipher(byte[] dataKey) {
    if (dataKey.length != 32) {
      throw SecretException.of(
          SecretErrorCode.INVALID_FILE, "the data key has " + dataKey.length + " bytes, not 32");
    }
    key = new SecretKeySpec(dataKey, "AES");
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a JDK without AES", e);
    }
  }

  /// Whether a text has the form of an encrypted value.
  static boolean looksEncrypted(String text) {
    return text.startsWith(START) && text.endsWith("]");
  }

  /// The value: String, Long, Double, Boolean or [Comment].
  ///
  /// @param path the keys that lead to it, each followed by a colon
  /// @throws SecretException if it was not encrypted with this key at this place
  Object open(String text, String path) {
    if (text.isEmpty()) {
      return "";
    }
    Sealed sealed = parse(text, path);
    String plain = GoStrings.fromBytes(decrypt(sealed, path));
    try {
      return switch (sealed.type) {
        case "str", "bytes", "time" -> plain;
        case "int" -> Long.valueOf(plain);
        case "float" -> Double.valueOf(plain);
        case "bool" -> flag(plain);
        case "comment" -> new Comment();
        default -> throw broken(path, "has the unknown type " + sealed.type);
      };
    } catch (NumberFormatException _) {
      throw broken(path, "is no " + sealed.type);
    }
  }

  private static Boolean flag(String plain) {
    return switch (plain) {
      case "1", "t", "T", "TRUE", "true", "True" -> true;
      case "0", "f", "F", "FALSE", "false", "False" -> false;
      default -> throw new NumberFormatException("bool");
    };
  }

  private byte[] decrypt(Sealed sealed, String path) {
    try {
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(sealed.tag.length * 8, sealed.iv));
      cipher.updateAAD(GoStrings.toBytes(path));
      byte[] start = cipher.update(sealed.data);
      byte[] rest = cipher.doFinal(sealed.tag);
      if (start == null || start.length == 0) {
        return rest;
      }
      byte[] all = new byte[start.length + rest.length];
      System.arraycopy(start, 0, all, 0, start.length);
      System.arraycopy(rest, 0, all, start.length, rest.length);
      return all;
    } catch (AEADBadTagException e) {
      throw SecretException.of(
          SecretErrorCode.TAMPERED,
          "the value at " + shown(path) + " was changed or moved since it was encrypted",
          e);
    } catch (GeneralSecurityException e) {
      throw SecretException.of(
          SecretErrorCode.INVALID_FILE, "the value at " + shown(path) + " cannot be decrypted", e);
    }
  }

  private static Sealed parse(String text, String path) {
    int iv = text.indexOf(",iv:");
    int tag = text.indexOf(",tag:", Math.max(iv, 0));
    int type = text.indexOf(",type:", Math.max(tag, 0));
    if (!looksEncrypted(text) || iv < 0 || tag < 0 || type < 0) {
      throw broken(path, "is not in SOPS' form ENC[AES256_GCM,…], though it should be encrypted");
    }
    byte[] data = base64(text.substring(START.length(), iv));
    byte[] ivBytes = base64(text.substring(iv + 4, tag));
    byte[] tagBytes = base64(text.substring(tag + 5, type));
    if (data == null || ivBytes == null || tagBytes == null || tagBytes.length != 16) {
      throw broken(path, "is cut off or damaged");
    }
    return new Sealed(data, ivBytes, tagBytes, text.substring(type + 6, text.length() - 1));
  }

  private static byte @Nullable [] base64(String text) {
    try {
      return text.isEmpty() ? null : Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static SecretException broken(String path, String problem) {
    return SecretException.of(
        SecretErrorCode.INVALID_FILE, "the value at " + shown(path) + " " + problem);
  }

  /// A path as people write it: `a.b`.
  private static String shown(String path) {
    String keys = path.endsWith(":") ? path.substring(0, path.length() - 1) : path;
    return keys.replace(':', '.');
  }
}
