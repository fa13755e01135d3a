package dev.slipway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.object.KubeObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What stands in for cert-manager, and pods that wait for what it makes.
final class CertificatesTest {
  private static final String GROUP = "/apis/cert-manager.io/v1/namespaces/default/";
  private static final String SECRETS = "/api/v1/namespaces/default/secrets";
  private static final SandboxOptions FAST =
      SandboxOptions.of("test").withSpeed(1000).withPlainHttp();

  private static void define(SandboxClient client, String kind, String plural) throws Exception {
    Map<String, Object> schema =
        Map.of(
            "openAPIV3Schema",
            Map.of("type", "object", "x-kubernetes-preserve-unknown-fields", true));
    client.create(
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
        Map.of(
            "apiVersion",
            "apiextensions.k8s.io/v1",
            "kind",
            "CustomResourceDefinition",
            "metadata",
            Map.of("name", plural + ".cert-manager.io"),
            "spec",
            Map.of(
                "group",
                "cert-manager.io",
                "scope",
                "Namespaced",
                "names",
                Map.of("kind", kind, "plural", plural),
                "versions",
                List.of(
                    Map.of(
                        "name",
                        "v1",
                        "served",
                        true,
                        "storage",
                        true,
                        "schema",
                        schema,
                        "subresources",
                        Map.of("status", Map.of()))))));
  }

  private static Map<String, Object> object(String kind, String name, Map<String, Object> spec) {
    return Map.of(
        "apiVersion",
        "cert-manager.io/v1",
        "kind",
        kind,
        "metadata",
        Map.of("name", name),
        "spec",
        spec);
  }

  private static Map<String, Object> certificate() {
    return object(
        "Certificate",
        "web",
        Map.of(
            "secretName",
            "web-tls",
            "dnsNames",
            List.of("web.example.org"),
            "issuerRef",
            Map.of("name", "ca")));
  }

  private static String ready(KubeObject object) {
    for (Map<String, @Nullable Object> condition : object.maps("status", "conditions")) {
      if ("Ready".equals(condition.get("type"))) {
        return condition.get("status") + " " + condition.get("message");
      }
    }
    return "";
  }

  @Test
  void givesACertificateItsSecretOnceItsIssuerIsThere() throws Exception {
    try (Sandbox sandbox = Sandbox.start(FAST);
        SandboxClient client = SandboxClient.of(sandbox)) {
      define(client, "Certificate", "certificates");
      define(client, "Issuer", "issuers");
      client.create(GROUP + "certificates", certificate());
      client.await(
          GROUP + "certificates",
          "web",
          each -> ready(each).equals("False Referenced \"Issuer\" not found: \"ca\""));
      assertThat(client.send("GET", SECRETS + "/web-tls", "").statusCode()).isEqualTo(404);

      client.create(GROUP + "issuers", object("Issuer", "ca", Map.of("selfSigned", Map.of())));
      client.await(GROUP + "certificates", "web", each -> ready(each).startsWith("True"));

      KubeObject secret = client.get(SECRETS + "/web-tls");
      assertThat(secret.text("type")).isEqualTo("kubernetes.io/tls");
      assertThat(secret.annotations()).containsEntry("cert-manager.io/certificate-name", "web");
      for (String key : List.of("ca.crt", "tls.crt", "tls.key")) {
        byte[] text = Base64.getDecoder().decode(secret.text("data", key));
        assertThat(new String(text, StandardCharsets.UTF_8)).startsWith("-----BEGIN ");
      }
    }
  }

  @Test
  void startsPodsWhenTheSecretTheyMissComes() throws Exception {
    try (Sandbox sandbox = Sandbox.start(FAST.withSpeed(25));
        SandboxClient client = SandboxClient.of(sandbox)) {
      Map<String, Object> pod =
          Map.of(
              "apiVersion",
              "v1",
              "kind",
              "Pod",
              "metadata",
              Map.of("name", "web"),
              "spec",
              Map.of(
                  "containers",
                  List.of(Map.of("name", "main", "image", "nginx:1")),
                  "volumes",
                  List.of(Map.of("name", "tls", "secret", Map.of("secretName", "late")))));
      client.create("/api/v1/namespaces/default/pods", pod);
      KubeObject event = event(client);
      assertThat(event.text("message")).contains("secret \"late\" not found");

      client.create(
          SECRETS,
          Map.of("apiVersion", "v1", "kind", "Secret", "metadata", Map.of("name", "late")));
      KubeObject running =
          client.await(
              "/api/v1/namespaces/default/pods", "web", each -> ready(each).startsWith("True"));
      assertThat(running.text("status", "phase")).isEqualTo("Running");
    }
  }

  private static KubeObject event(SandboxClient client) throws Exception {
    while (true) {
      for (Map<String, @Nullable Object> event :
          client.get("/api/v1/namespaces/default/events").maps("items")) {
        if ("FailedMount".equals(event.get("reason"))) {
          return KubeObject.of(event);
        }
      }
      Thread.onSpinWait();
    }
  }
}
