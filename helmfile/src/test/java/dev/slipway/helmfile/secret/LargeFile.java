package dev.slipway.helmfile.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A file with one large value, encrypted with the data key of `types.yaml`.
record LargeFile(String encrypted, String plain) {
  static LargeFile of(int size, SopsFiles files) {
    String value = "x".repeat(size);
    String host = Fixtures.text("types.yaml");
    byte[] key = files.dataKey(SopsDocument.read(Fixtures.bytes("types.yaml"), SopsFormat.YAML));
    String time = host.replaceFirst("(?s).*lastmodified: \"([^\"]+)\".*", "$1");
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-512").digest(value.getBytes(StandardCharsets.UTF_8));
      String mac = HexFormat.of().formatHex(digest).toUpperCase(Locale.ROOT);
      String metadata =
          host.substring(host.indexOf("\nsops:") + 1)
              .replaceFirst("mac: .*", "mac: " + seal(mac, time, key));
      String text = "value: " + seal(value, "value:", key) + "\n" + metadata;
      return new LargeFile(text, "value: " + value + "\n");
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String seal(String value, String path, byte[] key)
      throws GeneralSecurityException {
    byte[] iv = new byte[32];
    iv[0] = (byte) path.length();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, iv));
    cipher.updateAAD(path.getBytes(StandardCharsets.UTF_8));
    byte[] sealed = cipher.doFinal(value.getBytes(StandardCharsets.UTF_8));
    Base64.Encoder base64 = Base64.getEncoder();
    return "ENC[AES256_GCM,data:"
        + base64.encodeToString(Arrays.copyOf(sealed, sealed.length - 16))
        + ",iv:"
        + base64.encodeToString(iv)
        + ",tag:"
        + base64.encodeToString(Arrays.copyOfRange(sealed, sealed.length - 16, sealed.length))
        + ",type:str]";
  }
}
