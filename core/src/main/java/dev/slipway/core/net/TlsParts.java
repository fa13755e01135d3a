package dev.slipway.core.net;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// The two halves of a TLS context: who we are, and whom we trust.
public final class TlsParts {
  private static final List<String> SYSTEM_BUNDLES =
      List.of(
          "/etc/ssl/certs/ca-certificates.crt",
          "/etc/pki/tls/certs/ca-bundle.crt",
          "/etc/ssl/ca-bundle.pem",
          "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
          "/etc/ssl/cert.pem");

  private TlsParts() {}

  /// Who we are: a certificate (with those between it and its authority) and its key, both PEM.
  ///
  /// @throws GeneralSecurityException if one of them cannot be read, or there is no certificate
  public static KeyManager[] keys(byte[] certificate, byte[] key) throws GeneralSecurityException {
    List<X509Certificate> chain = PemFiles.certificates(certificate);
    if (chain.isEmpty()) {
      throw new GeneralSecurityException("there is no certificate in it");
    }
    KeyStore store = emptyStore();
    char[] password = new char[0];
    store.setKeyEntry(
        "client", PemFiles.privateKey(key), password, chain.toArray(X509Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password);
    return factory.getKeyManagers();
  }

  /// Trust in those that these authorities vouch for.
  public static TrustManager[] trust(List<X509Certificate> authorities)
      throws GeneralSecurityException {
    KeyStore store = emptyStore();
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("ca" + i, authorities.get(i));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  /// Trust in those that the operating system trusts, as in Go: the JDK's own list does not know a
  /// company's internal authority.
  ///
  /// @param named the variable `SSL_CERT_FILE`: the file of their certificates; null or empty for
  ///   the system's
  /// @return null when there is no such file, which means the JDK's list
  /// @throws IOException if the file cannot be read
  public static TrustManager @Nullable [] systemTrust(@Nullable String named)
      throws GeneralSecurityException, IOException {
    List<String> bundles = named == null || named.isEmpty() ? SYSTEM_BUNDLES : List.of(named);
    for (String bundle : bundles) {
      Path file = Path.of(bundle);
      if (Files.isReadable(file)) {
        List<X509Certificate> authorities = PemFiles.certificates(Files.readAllBytes(file));
        if (!authorities.isEmpty()) {
          return trust(authorities);
        }
      }
    }
    return null;
  }

  /// Trust in every server, as `--insecure-skip-tls-verify` asks for.
  public static TrustManager[] trustEverything() {
    return new TrustManager[] {new Everything()};
  }

  private static KeyStore emptyStore() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    return store;
  }

  /// An extended manager also answers for the check of the host's name.
  private static final class Everything extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
