package dev.slipway.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Webhooks that cannot be asked; those that answer are in compat/contract.
class WebhooksTest {
  private static final String HOOKS =
      "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations";
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";

  private final TestCluster cluster = new TestCluster();

  @AfterEach
  void close() {
    cluster.server.close();
  }

  private void hook(String more) {
    cluster.post(
        HOOKS,
        """
        metadata: {name: hooks}
        webhooks:
        - name: hook.example.com
          clientConfig: {service: {name: absent, namespace: default}}
          admissionReviewVersions: [v1]
          rules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
          %s
        """
            .formatted(more));
  }

  @Test
  void aWebhookThatCannotBeAskedRefuses() {
    hook("sideEffects: None");
    assertThat(cluster.refused(500, "POST", MAPS, "metadata: {name: a}"))
        .isEqualTo(
            "Internal error occurred: failed calling webhook \"hook.example.com\": failed to call"
                + " webhook: Post \"https://absent.default.svc:443?timeout=10s\": service \"absent\""
                + " not found");
    cluster.post("/api/v1/namespaces/default/secrets", "metadata: {name: a}");
  }

  @Test
  void failuresCanBeIgnored() {
    hook("sideEffects: None\n  failurePolicy: Ignore");
    cluster.post(MAPS, "metadata: {name: a}");
  }

  @Test
  void objectsWithoutTheLabelsAreNotItsBusiness() {
    hook("sideEffects: None\n  objectSelector: {matchLabels: {a: b}}");
    cluster.post(MAPS, "metadata: {name: a}");
    assertThat(cluster.statusOf("DELETE", HOOKS + "/hooks")).isEqualTo(200);
    cluster.post(MAPS, "metadata: {name: c, labels: {a: b}}");
  }
}
