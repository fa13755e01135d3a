package dev.slipway.gotemplate.sprig;

import dev.slipway.core.GoStrings;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.SCrypt;

/// The Master Password algorithm (https://masterpassword.app/masterpassword-algorithm.pdf) behind
/// `derivePassword`.
final class MasterPassword {
  private static final String SCOPE = "com.lyndir.masterpassword";

  /// The shapes of passwords by their kind: each letter stands for a class of characters.
  private static final Map<String, String> SHAPES =
      Map.of(
          "maximum",
          "anoxxxxxxxxxxxxxxxxx axxxxxxxxxxxxxxxxxno",
          "long",
          "CvcvnoCvcvCvcv CvcvCvcvnoCvcv CvcvCvcvCvcvno CvccnoCvcvCvcv CvccCvcvnoCvcv"
              + " CvccCvcvCvcvno CvcvnoCvccCvcv CvcvCvccnoCvcv CvcvCvccCvcvno CvcvnoCvcvCvcc"
              + " CvcvCvcvnoCvcc CvcvCvcvCvccno CvccnoCvccCvcv CvccCvccnoCvcv CvccCvccCvcvno"
              + " CvcvnoCvccCvcc CvcvCvccnoCvcc CvcvCvccCvccno CvccnoCvcvCvcc CvccCvcvnoCvcc"
              + " CvccCvcvCvccno",
          "medium",
          "CvcnoCvc CvcCvcno",
          "short",
          "Cvcn",
          "basic",
          "aaanaaan aannaaan aaannaaa",
          "pin",
          "nnnn");

  private MasterPassword() {}

  static String derive(long counter, String kind, String password, String user, String site) {
    String shapes = SHAPES.get(kind);
    if (shapes == null) {
      return "cannot find password template " + kind;
    }
    byte[] key =
        SCrypt.generate(
            GoStrings.toBytes(password), message(GoStrings.toBytes(user)), 32_768, 8, 2, 64);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(message(GoStrings.toBytes(site)));
    message.writeBytes(ByteBuffer.allocate(4).putInt((int) counter).array());
    byte[] seed = authenticate(key, message.toByteArray());
    String[] all = shapes.split(" ");
    String shape = all[(seed[0] & 0xFF) % all.length];
    StringBuilder out = new StringBuilder(shape.length());
    for (int i = 0; i < shape.length(); i++) {
      String characters = characters(shape.charAt(i));
      out.append(characters.charAt((seed[i + 1] & 0xFF) % characters.length()));
    }
    return out.toString();
  }

  private static byte[] message(byte[] text) {
    byte[] scope = SCOPE.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(scope.length + 4 + text.length)
        .put(scope)
        .putInt(text.length)
        .put(text)
        .array();
  }

  private static byte[] authenticate(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("This Java runtime lacks HmacSHA256", missing);
    }
  }

  private static String characters(char kind) {
    String consonants = "bcdfghjklmnpqrstvwxyz";
    String capitals = "BCDFGHJKLMNPQRSTVWXYZ";
    return switch (kind) {
      case 'C' -> capitals;
      case 'v' -> "aeiou";
      case 'c' -> consonants;
      case 'a' -> "AEIOUaeiou" + capitals + consonants;
      case 'n' -> "0123456789";
      case 'o' -> "@&%?,=[]_:-+*$#!'^~;()/.";
      case 'x' -> "AEIOUaeiou" + capitals + consonants + "0123456789!@#$%^&*()";
      default -> throw new IllegalArgumentException("No characters " + kind);
    };
  }
}
