package dev.slipway.core.net;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Certificates and private keys in PEM files, in the forms that openssl writes: PKCS #8 and the
/// older forms for RSA and elliptic curves.
public final class PemFiles {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  /// The algorithm identifiers that PKCS #8 puts before a key, as DER.
  private static final byte[] RSA_ALGORITHM = {
    0x30, 0x0D, 0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 1, 1, 5, 0
  };

  private static final byte[] EC_PUBLIC_KEY = {
    0x06, 0x07, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 2, 1
  };

  private PemFiles() {}

  private static final class Block {
    private final String type;
    private final byte[] content;

    Block(String type, byte[] content) {
      this.type = type;
      this.content = content;
    }
  }

  /// All certificates in the text; blocks of other kinds are passed over.
  ///
  /// @throws GeneralSecurityException if the first one cannot be read
  public static List<X509Certificate> certificates(byte[] pem) throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> found = new ArrayList<>();
    for (Block block : blocks(pem)) {
      if (block.type.equals("CERTIFICATE") || block.type.equals("TRUSTED CERTIFICATE")) {
        try {
          found.add(
              (X509Certificate)
                  factory.generateCertificate(new ByteArrayInputStream(block.content)));
        } catch (CertificateException e) {
          if (found.isEmpty() && block.type.equals("CERTIFICATE")) {
            throw e;
          }
        }
      }
    }
    return found;
  }

  /// The first private key in the text.
  ///
  /// @throws GeneralSecurityException if there is none, or none that can be read
  public static PrivateKey privateKey(byte[] pem) throws GeneralSecurityException {
    for (Block block : blocks(pem)) {
      switch (block.type) {
        case "PRIVATE KEY" -> {
          return decode(block.content);
        }
        case "RSA PRIVATE KEY" -> {
          return key("RSA", wrap(RSA_ALGORITHM, block.content));
        }
        case "EC PRIVATE KEY" -> {
          return key(
              "EC", wrap(der(0x30, concat(EC_PUBLIC_KEY, curve(block.content))), block.content));
        }
        default -> {
          continue;
        }
      }
    }
    throw new GeneralSecurityException("tls: failed to find any PEM data in key input");
  }

  private static List<Block> blocks(byte[] pem) throws GeneralSecurityException {
    List<Block> found = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(new String(pem, StandardCharsets.ISO_8859_1));
    while (matcher.find()) {
      try {
        found.add(
            new Block(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2).strip())));
      } catch (IllegalArgumentException e) {
        throw new GeneralSecurityException("malformed PEM: " + e.getMessage(), e);
      }
    }
    return found;
  }

  private static PrivateKey decode(byte[] pkcs8) throws GeneralSecurityException {
    GeneralSecurityException last = null;
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return key(algorithm, pkcs8);
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw last == null ? new GeneralSecurityException("no key") : last;
  }

  private static PrivateKey key(String algorithm, byte[] pkcs8) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  private static byte[] wrap(byte[] algorithm, byte[] key) {
    return der(0x30, concat(new byte[] {2, 1, 0}, algorithm, der(4, key)));
  }

  /// The curve inside an elliptic key (RFC 5915): the object identifier under tag 0.
  private static byte[] curve(byte[] key) throws GeneralSecurityException {
    for (int i = 0; i + 3 < key.length; i++) {
      int length = key[i + 1];
      if (key[i] == (byte) 0xA0
          && length > 2
          && key[i + 2] == 6
          && key[i + 3] == length - 2
          && i + 2 + length <= key.length) {
        return java.util.Arrays.copyOfRange(key, i + 2, i + 2 + length);
      }
    }
    throw new GeneralSecurityException("the EC key does not name its curve");
  }

  private static byte[] der(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
