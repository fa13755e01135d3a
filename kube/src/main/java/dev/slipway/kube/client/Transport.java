package dev.slipway.kube.client;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.net.PemFiles;
import dev.slipway.core.net.ProxyRules;
import dev.slipway.core.net.TlsParts;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.config.ClusterAccess;
import dev.slipway.kube.config.Credential;
import dev.slipway.kube.config.KubeContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// The HTTP clients of a cluster: one for requests, which share few connections where the cluster
/// speaks HTTP/2, and one for streams, each of which has its own. They are made anew when the
/// client's certificate changes. Safe for use by several threads at once.
final class Transport implements AutoCloseable {
  private final KubeContext context;
  private final ClientSettings settings;
  private final Function<String, @Nullable String> variables;
  private @Nullable Clients clients;

  /// Each is made when it is wanted: an HTTP client is a thread and a good many classes.
  private final class Clients {
    private final Credential credential;
    private final @Nullable SSLContext tls;
    private @Nullable HttpClient requests;
    private @Nullable HttpClient streams;

    Clients(Credential credential) {
      this.credential = credential;
      this.tls = context.cluster().isTls() ? tls(credential) : null;
    }

    boolean areOf(Credential other) {
      return credential.certificate().equals(other.certificate())
          && credential.key().equals(other.key());
    }

    HttpClient requests() {
      HttpClient known = requests;
      if (known == null) {
        // Who asks one thing after the other has nothing of HTTP/2 but its start.
        boolean shares = tls != null && settings.concurrency() > 1;
        known = create(tls, shares ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
        requests = known;
      }
      return known;
    }

    HttpClient streams() {
      HttpClient known = streams;
      if (known == null) {
        known = create(tls, HttpClient.Version.HTTP_1_1);
        streams = known;
      }
      return known;
    }

    void close() {
      if (requests != null) {
        requests.shutdownNow();
      }
      if (streams != null) {
        streams.shutdownNow();
      }
    }
  }

  /// @param variables gives the value of an environment variable, or null
  Transport(
      KubeContext context, ClientSettings settings, Function<String, @Nullable String> variables) {
    this.context = context;
    this.settings = settings;
    this.variables = variables;
  }

  /// The client for a credential.
  ///
  /// @param stream whether the answer stays open
  synchronized HttpClient client(Credential credential, boolean stream) {
    Clients known = clients;
    if (known == null || !known.areOf(credential)) {
      known = new Clients(credential);
      clients = known;
    }
    return stream ? known.streams() : known.requests();
  }

  private HttpClient create(@Nullable SSLContext tls, HttpClient.Version version) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(version)
            .connectTimeout(settings.connectTimeout())
            .proxy(proxy());
    if (tls != null) {
      builder.sslContext(tls);
      String name = context.cluster().serverName();
      if (!name.isEmpty()) {
        SSLParameters parameters = new SSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        builder.sslParameters(parameters);
      }
    }
    return builder.build();
  }

  private ProxySelector proxy() {
    String address = context.cluster().proxy();
    if (address.isEmpty()) {
      return new ProxyRules(variables, Transport::proxyAddress);
    }
    URI proxy = proxyAddress(address);
    if (!"http".equals(proxy.getScheme()) && !"https".equals(proxy.getScheme())) {
      throw new KubeException(
          Diagnostic.error(
                  KubeErrorCode.KUBECONFIG,
                  "the proxy-url " + address + " of \"" + context.name() + "\" cannot be used")
              .withHint("only proxies that speak HTTP are supported"),
          0,
          null,
          null);
    }
    int port = proxy.getPort() > 0 ? proxy.getPort() : proxy.getScheme().equals("http") ? 80 : 443;
    return ProxySelector.of(new InetSocketAddress(proxy.getHost(), port));
  }

  private static URI proxyAddress(String text) {
    try {
      URI address = URI.create(text);
      if (address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw badProxy(text, e);
    }
    throw badProxy(text, null);
  }

  private static KubeException badProxy(String text, @Nullable Throwable cause) {
    return new KubeException(
        Diagnostic.error(KubeErrorCode.KUBECONFIG, "the proxy's address is no URL: " + text),
        0,
        null,
        cause);
  }

  private SSLContext tls(Credential credential) {
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      KeyManager[] keys =
          credential.certificate().isEmpty()
              ? null
              : TlsParts.keys(bytes(credential.certificate()), bytes(credential.key()));
      tls.init(keys, trust(context.cluster()), null);
      return tls;
    } catch (GeneralSecurityException | IOException e) {
      throw new KubeException(
          Diagnostic.error(
              KubeErrorCode.KUBECONFIG,
              "the certificates or the key of \""
                  + context.name()
                  + "\" cannot be used: "
                  + e.getMessage()),
          0,
          null,
          e);
    }
  }

  private TrustManager @Nullable [] trust(ClusterAccess cluster)
      throws GeneralSecurityException, IOException {
    if (cluster.insecure()) {
      return TlsParts.trustEverything();
    }
    TrustManager[] trust;
    if (cluster.authorities().isEmpty()) {
      trust = TlsParts.systemTrust(variables.apply("SSL_CERT_FILE"));
    } else {
      List<X509Certificate> authorities = PemFiles.certificates(bytes(cluster.authorities()));
      if (authorities.isEmpty()) {
        throw new GeneralSecurityException("certificate-authority holds no certificate");
      }
      trust = TlsParts.trust(authorities);
    }
    if (!cluster.serverName().isEmpty()
        && trust != null
        && trust.length > 0
        && trust[0] instanceof X509ExtendedTrustManager manager) {
      return new TrustManager[] {new NamedServerTrust(manager, cluster.serverName())};
    }
    return trust;
  }

  private static byte[] bytes(String pem) {
    return pem.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public synchronized void close() {
    if (clients != null) {
      clients.close();
    }
  }
}
