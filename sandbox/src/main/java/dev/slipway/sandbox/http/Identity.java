package dev.slipway.sandbox.http;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/// A certificate and its private key.
///
/// @param certificate the certificate
/// @param key its key, of an elliptic curve
public record Identity(X509Certificate certificate, PrivateKey key) {
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String PRIVATE_KEY = "PRIVATE KEY";

  /// The certificate as PEM.
  public String certificatePem() {
    try {
      return pem(CERTIFICATE, certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate cannot be written", e);
    }
  }

  /// The key as PEM (PKCS #8).
  public String keyPem() {
    return pem(PRIVATE_KEY, key.getEncoded());
  }

  /// Reads back what [#certificatePem] and [#keyPem] gave.
  ///
  /// @throws GeneralSecurityException if either cannot be read
  public static Identity parse(String certificatePem, String keyPem)
      throws GeneralSecurityException {
    return new Identity(
        certificate(body(certificatePem, CERTIFICATE)),
        KeyFactory.getInstance("EC")
            .generatePrivate(new PKCS8EncodedKeySpec(body(keyPem, PRIVATE_KEY))));
  }

  static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private static String pem(String what, byte[] der) {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
  }

  private static byte[] body(String pem, String what) throws GeneralSecurityException {
    String begin = "-----BEGIN " + what + "-----";
    int from = pem.indexOf(begin);
    int to = pem.indexOf("-----END " + what + "-----");
    if (from < 0 || to < from) {
      throw new GeneralSecurityException("no " + what + " in the file");
    }
    return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
  }
}
