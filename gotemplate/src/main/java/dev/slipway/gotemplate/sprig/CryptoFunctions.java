package dev.slipway.gotemplate.sprig;

import static dev.slipway.gotemplate.GoType.STRING;
import static dev.slipway.gotemplate.GoType.UINT32;
import static dev.slipway.gotemplate.sprig.Arguments.integer;
import static dev.slipway.gotemplate.sprig.Arguments.text;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/// Passwords and encryption: sprig's `crypto.go` without certificates.
final class CryptoFunctions {
  private static final int BLOCK = 16;
  private static final int BCRYPT_COST = 10;
  private static final int BCRYPT_MAX = 72;

  private CryptoFunctions() {}

  static List<GoFunction> all() {
    return List.of(
        GoFunction.of("bcrypt", STRING, (scope, a) -> bcrypt(scope.random(), text(a, 0)), STRING),
        GoFunction.of(
            "htpasswd",
            STRING,
            (scope, a) -> htpasswd(scope.random(), text(a, 0), text(a, 1)),
            STRING,
            STRING),
        GoFunction.of(
            "derivePassword",
            STRING,
            (_, a) ->
                MasterPassword.derive(
                    integer(a, 0), text(a, 1), text(a, 2), text(a, 3), text(a, 4)),
            UINT32,
            STRING,
            STRING,
            STRING,
            STRING),
        GoFunction.of(
            "encryptAES",
            STRING,
            (scope, a) -> encrypt(scope.random(), text(a, 0), text(a, 1)),
            STRING,
            STRING),
        GoFunction.of(
            "decryptAES", STRING, (_, a) -> decrypt(text(a, 0), text(a, 1)), STRING, STRING));
  }

  private static String bcrypt(RandomGenerator random, String password) {
    byte[] bytes = GoStrings.toBytes(password);
    if (bytes.length > BCRYPT_MAX) {
      return "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes";
    }
    byte[] salt = new byte[BLOCK];
    random.nextBytes(salt);
    return OpenBSDBCrypt.generate("2a", bytes, salt, BCRYPT_COST);
  }

  private static String htpasswd(RandomGenerator random, String user, String password) {
    return user.indexOf(':') >= 0
        ? "invalid username: " + user
        : user + ":" + bcrypt(random, password);
  }

  private static SecretKeySpec key(String password) {
    return new SecretKeySpec(Arrays.copyOf(GoStrings.toBytes(password), 32), "AES");
  }

  private static String encrypt(RandomGenerator random, String password, String text) {
    if (text.isEmpty()) {
      return "";
    }
    byte[] vector = new byte[BLOCK];
    random.nextBytes(vector);
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(Cipher.ENCRYPT_MODE, key(password), new IvParameterSpec(vector));
      byte[] encrypted = cipher.doFinal(GoStrings.toBytes(text));
      byte[] all = Arrays.copyOf(vector, BLOCK + encrypted.length);
      System.arraycopy(encrypted, 0, all, BLOCK, encrypted.length);
      return EncodingFunctions.encode64(all);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("This Java runtime lacks AES", failure);
    }
  }

  /// Takes the padding away unchecked, as sprig does, with its panics on what was not encrypted
  /// like this.
  private static String decrypt(String password, String text) {
    if (text.isEmpty()) {
      return "";
    }
    byte[] all = GoBase64.decode(text);
    if (all.length < BLOCK) {
      int capacity = text.length() / 4 * 3;
      throw FunctionException.panic(
          capacity < BLOCK
              ? "runtime error: slice bounds out of range [:16] with capacity " + capacity
              : "runtime error: slice bounds out of range [16:" + all.length + "]");
    }
    if (all.length % BLOCK != 0) {
      throw FunctionException.panic("crypto/cipher: input not full blocks");
    }
    if (all.length == BLOCK) {
      throw FunctionException.panic("runtime error: index out of range [-1]");
    }
    byte[] plain = decryptBlocks(password, all);
    int length = plain.length - (plain[plain.length - 1] & 0xFF);
    if (length < 0) {
      throw RuntimePanics.sliceEnd(length, plain.length);
    }
    return GoStrings.fromBytes(plain, 0, length);
  }

  private static byte[] decryptBlocks(String password, byte[] all) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key(password), new IvParameterSpec(all, 0, BLOCK));
      return cipher.doFinal(all, BLOCK, all.length - BLOCK);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("This Java runtime lacks AES", failure);
    }
  }
}
