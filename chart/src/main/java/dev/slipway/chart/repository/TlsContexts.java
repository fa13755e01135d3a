package dev.slipway.chart.repository;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.gotemplate.fmt.GoQuote;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Makes TLS contexts from PEM files.
///
/// Without a CA file the authorities of the operating system are trusted, as in Go, since the JDK's
/// own list does not know a company's internal authority; the JDK's list is the fallback.
final class TlsContexts {
  private static final List<String> SYSTEM_BUNDLES =
      List.of(
          "/etc/ssl/certs/ca-certificates.crt",
          "/etc/pki/tls/certs/ca-bundle.crt",
          "/etc/ssl/ca-bundle.pem",
          "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
          "/etc/ssl/cert.pem");

  private TlsContexts() {}

  /// The context for that access.
  ///
  /// @throws ChartException if a file cannot be read or used
  static SSLContext create(ServerAccess access, Map<String, String> environment) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(access), trust(access, environment), new SecureRandom());
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw failure("can't create TLS config for client: " + e.getMessage(), e);
    }
  }

  private static KeyManager @Nullable [] keys(ServerAccess access)
      throws GeneralSecurityException, IOException {
    if (access.certFile().isEmpty() && access.keyFile().isEmpty()) {
      return null;
    }
    byte[] cert = read(access.certFile(), "unable to read cert file");
    byte[] key = read(access.keyFile(), "unable to read key file");
    List<X509Certificate> chain = PemFiles.certificates(cert);
    if (chain.isEmpty()) {
      throw failure(
          "unable to load cert from key pair: no certificate in " + access.certFile(), null);
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

  private static TrustManager @Nullable [] trust(
      ServerAccess access, Map<String, String> environment)
      throws GeneralSecurityException, IOException {
    if (access.insecureSkipTlsVerify()) {
      return new TrustManager[] {new TrustEverything()};
    }
    if (!access.caFile().isEmpty()) {
      List<X509Certificate> authorities =
          PemFiles.certificates(read(access.caFile(), "can't read CA file"));
      if (authorities.isEmpty()) {
        throw failure("failed to append certificates from pem block", null);
      }
      return managers(authorities);
    }
    String named = environment.get("SSL_CERT_FILE");
    List<String> bundles = named == null || named.isEmpty() ? SYSTEM_BUNDLES : List.of(named);
    for (String bundle : bundles) {
      Path file = Path.of(bundle);
      if (Files.isReadable(file)) {
        List<X509Certificate> authorities = PemFiles.certificates(Files.readAllBytes(file));
        if (!authorities.isEmpty()) {
          return managers(authorities);
        }
      }
    }
    return null;
  }

  private static TrustManager[] managers(List<X509Certificate> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("ca" + i, authorities.get(i));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static byte[] read(String file, String failure) {
    try {
      return Files.readAllBytes(Path.of(file));
    } catch (IOException e) {
      throw failure(
          "can't create TLS config for client: "
              + failure
              + ": "
              + GoQuote.quote(file)
              + ": open "
              + file
              + ": no such file or directory",
          e);
    }
  }

  private static ChartException failure(String message, @Nullable Throwable cause) {
    return new ChartException(ChartErrorCode.TLS_FILES, message, cause);
  }

  /// What `--insecure-skip-tls-verify` asks for. An extended manager also answers for the check of
  /// the host's name.
  private static final class TrustEverything extends X509ExtendedTrustManager {
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
