package dev.slipway.sandbox.admission.webhook;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.status.GoQuote;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoreKey;
import dev.slipway.sandbox.store.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Asks webhooks over HTTPS. Safe for use by several threads.
final class WebhookClient {
  private static final GroupResource SERVICES = new GroupResource("", "services");
  private static final GroupResource SLICES =
      new GroupResource("discovery.k8s.io", "endpointslices");

  private final ObjectStore store;
  private final Map<String, HttpClient> clients = new ConcurrentHashMap<>();

  /// @param store has the services that webhooks may name
  WebhookClient(ObjectStore store) {
    this.store = store;
  }

  /// Whether simulated pods that are ready stand for the webhook: they have nothing against
  /// anything. Without such pods it is as in a real cluster: nobody answers.
  boolean isSimulated(Webhook hook) {
    Map<String, @Nullable Object> service = Fields.find(hook.client(), "service");
    if (service == null) {
      return false;
    }
    String name = Fields.text(service, "name");
    for (StoredObject stored : store.list(SLICES, Fields.text(service, "namespace")).objects()) {
      KubeObject slice = stored.object();
      if (name.equals(slice.labels().get("kubernetes.io/service-name"))
          && slice.maps("endpoints").stream().anyMatch(WebhookClient::isReady)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isReady(Map<String, @Nullable Object> endpoint) {
    Map<String, @Nullable Object> conditions = Fields.find(endpoint, "conditions");
    return conditions != null && Boolean.TRUE.equals(conditions.get("ready"));
  }

  /// Sends a question, and gives the answer's body.
  ///
  /// @throws WebhookFailure if there is no good one in time
  String ask(Webhook hook, String question) throws WebhookFailure {
    String address = address(hook);
    try {
      HttpResponse<String> response =
          client(Fields.text(hook.client(), "caBundle"))
              .send(
                  HttpRequest.newBuilder(URI.create(address))
                      .timeout(Duration.ofSeconds(hook.seconds()))
                      .header("Content-Type", "application/json")
                      .header("Accept", "application/json, */*")
                      .POST(HttpRequest.BodyPublishers.ofString(question))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw failed(refusal(response));
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("Post " + GoQuote.quote(address) + ": context canceled");
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw failed("Post " + GoQuote.quote(address) + ": " + why(e, address));
    }
  }

  private static WebhookFailure failed(String why) {
    return new WebhookFailure("failed to call webhook: " + why);
  }

  /// The URL with the time that the webhook has.
  private String address(Webhook hook) throws WebhookFailure {
    Map<String, @Nullable Object> service = Fields.find(hook.client(), "service");
    String url =
        service == null
            ? Fields.text(hook.client(), "url")
            : "https://"
                + Fields.text(service, "name")
                + "."
                + Fields.text(service, "namespace")
                + ".svc:"
                + Fields.number(443, service, "port")
                + Fields.text(service, "path");
    String address = url + (url.contains("?") ? "&" : "?") + "timeout=" + hook.seconds() + "s";
    if (service != null) {
      String name = Fields.text(service, "name");
      boolean known =
          store.get(new StoreKey(SERVICES, Fields.text(service, "namespace"), name)) != null;
      throw failed(
          "Post "
              + GoQuote.quote(address)
              + ": "
              + (known
                  ? "no endpoints available for service " + GoQuote.quote(name)
                  : "service " + GoQuote.quote(name) + " not found"));
    }
    return address;
  }

  private HttpClient client(String bundle) throws GeneralSecurityException, IOException {
    HttpClient known = clients.get(bundle);
    if (known == null) {
      HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
      if (!bundle.isEmpty()) {
        builder.sslContext(trusting(Base64.getDecoder().decode(bundle)));
      }
      known = builder.build();
      clients.put(bundle, known);
    }
    return known;
  }

  private static SSLContext trusting(byte[] bundle) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    for (Certificate certificate :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(bundle))) {
      trusted.setCertificateEntry("authority-" + trusted.size(), certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  /// Go's words for a status that is no success.
  private static String refusal(HttpResponse<String> response) {
    int status = response.statusCode();
    String type = response.headers().firstValue("Content-Type").orElse("");
    String body = response.body().strip();
    KubeObject said = null;
    if (body.startsWith("{") && body.getBytes(StandardCharsets.UTF_8).length < 1 << 20) {
      said = KubeObject.parse(body);
    }
    if (said != null && said.kind().equals("Status")) {
      return said.text("message");
    }
    if (!type.startsWith("text/")) {
      body = "";
    }
    return switch (status) {
      case 401 -> "the server has asked for the client to provide credentials";
      case 403 -> body.isEmpty() ? "unknown" : body;
      case 404 -> "the server could not find the requested resource";
      case 405 -> "the server does not allow this method on the requested resource";
      case 429 -> "the server has received too many requests and has asked us to try again later";
      case 503 -> "the server is currently unable to handle the request";
      case 504 -> "the server was unable to return a response in the time allotted";
      default ->
          status >= 500
              ? "an error on the server ("
                  + GoQuote.quote(body.isEmpty() ? "unknown" : body)
                  + ") has prevented the request from succeeding"
              : "the server rejected our request for an unknown reason";
    };
  }

  /// Go's words for why there is no answer.
  private static String why(Exception failure, String address) {
    URI uri = URI.create(address);
    return switch (failure) {
      case HttpTimeoutException _ -> "context deadline exceeded";
      case ConnectException _ ->
          "dial tcp "
              + uri.getHost()
              + ":"
              + (uri.getPort() < 0 ? 443 : uri.getPort())
              + ": connect: connection refused";
      case SSLException _ ->
          "tls: failed to verify certificate: x509: certificate signed by unknown authority";
      default -> String.valueOf(failure.getMessage());
    };
  }
}
