package dev.slipway.compat.contract;

import dev.slipway.yaml.Yaml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// A cluster that scripts run against, as its administrator.
///
/// @param name how reports call it: `real` or `sandbox`
/// @param server its address
/// @param token the administrator's token
record Target(String name, URI server, String token, HttpClient client) {
  /// The current context of a kubeconfig whose user has a token.
  static Target of(String name, String kubeconfig) throws IOException {
    Map<String, @Nullable Object> config = Yaml.readMap(kubeconfig);
    Map<?, ?> context = named(config, "contexts", "context", config.get("current-context"));
    Map<?, ?> cluster = named(config, "clusters", "cluster", context.get("cluster"));
    Map<?, ?> user = named(config, "users", "user", context.get("user"));
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30));
    byte[] authorities = authorities(cluster);
    if (authorities.length > 0) {
      client.sslContext(trusting(authorities));
    }
    return new Target(
        name,
        URI.create(String.valueOf(cluster.get("server"))),
        String.valueOf(user.get("token")),
        client.build());
  }

  private static Map<?, ?> named(
      Map<String, @Nullable Object> config, String list, String part, @Nullable Object name) {
    if (config.get(list) instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> map
            && String.valueOf(map.get("name")).equals(String.valueOf(name))
            && map.get(part) instanceof Map<?, ?> found) {
          return found;
        }
      }
    }
    throw new IllegalArgumentException("the kubeconfig has no " + name + " in " + list);
  }

  private static byte[] authorities(Map<?, ?> cluster) throws IOException {
    if (cluster.get("certificate-authority-data") instanceof String data) {
      return Base64.getDecoder().decode(data);
    }
    if (cluster.get("certificate-authority") instanceof String file) {
      return Files.readAllBytes(Path.of(file));
    }
    return new byte[0];
  }

  private static SSLContext trusting(byte[] authorities) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(authorities))) {
        store.setCertificateEntry("authority-" + number++, each);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}
