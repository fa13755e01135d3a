package dev.slipway.chart.repository;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.core.net.PemFiles;
import dev.slipway.core.net.TlsParts;
import dev.slipway.gotemplate.fmt.GoQuote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// Makes TLS contexts from PEM files.
///
/// Without a CA file the authorities of the operating system are trusted, as in Go, since the JDK's
/// own list does not know a company's internal authority; the JDK's list is the fallback.
final class TlsContexts {
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

  private static KeyManager @Nullable [] keys(ServerAccess access) throws GeneralSecurityException {
    if (access.certFile().isEmpty() && access.keyFile().isEmpty()) {
      return null;
    }
    byte[] cert = read(access.certFile(), "unable to read cert file");
    byte[] key = read(access.keyFile(), "unable to read key file");
    if (PemFiles.certificates(cert).isEmpty()) {
      throw failure(
          "unable to load cert from key pair: no certificate in " + access.certFile(), null);
    }
    return TlsParts.keys(cert, key);
  }

  private static TrustManager @Nullable [] trust(
      ServerAccess access, Map<String, String> environment)
      throws GeneralSecurityException, IOException {
    if (access.insecureSkipTlsVerify()) {
      return TlsParts.trustEverything();
    }
    if (!access.caFile().isEmpty()) {
      List<X509Certificate> authorities =
          PemFiles.certificates(read(access.caFile(), "can't read CA file"));
      if (authorities.isEmpty()) {
        throw failure("failed to append certificates from pem block", null);
      }
      return TlsParts.trust(authorities);
    }
    return TlsParts.systemTrust(environment.get("SSL_CERT_FILE"));
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
}
