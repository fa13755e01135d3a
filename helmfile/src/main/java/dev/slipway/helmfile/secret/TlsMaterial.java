package dev.slipway.helmfile.secret;

import dev.slipway.core.net.PemFiles;
import dev.slipway.core.net.TlsParts;
import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// The certificates of a connection.
final class TlsMaterial {
  private TlsMaterial() {}

  /// A context, or null when the JDK's own serves.
  ///
  /// @param trusting whether to accept any server
  /// @param authorityFile a file of the authorities that sign the server's certificate, or empty
  /// @param certificate the client's certificates as PEM
  /// @param key the client's key as PEM
  static @Nullable SSLContext context(
      SecretHost host,
      boolean trusting,
      String authorityFile,
      byte @Nullable [] certificate,
      byte @Nullable [] key) {
    try {
      byte[] authorities = authorityFile.isEmpty() ? null : host.read(authorityFile);
      return context(trusting, authorities, certificate, key);
    } catch (IOException e) {
      throw SecretException.of(
          SecretErrorCode.READ, "the certificates " + authorityFile + " cannot be read", e);
    }
  }

  static @Nullable SSLContext context(
      boolean trusting,
      byte @Nullable [] authorities,
      byte @Nullable [] certificate,
      byte @Nullable [] key) {
    if (!trusting && authorities == null && certificate == null) {
      return null;
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManager[] keys =
          certificate == null || key == null ? null : TlsParts.keys(certificate, key);
      TrustManager[] trust = null;
      if (trusting) {
        trust = TlsParts.trustEverything();
      } else if (authorities != null) {
        trust = TlsParts.trust(PemFiles.certificates(authorities));
      }
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw SecretException.of(
          SecretErrorCode.READ, "the certificates or the key cannot be used", e);
    }
  }
}
