package dev.slipway.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.resource.KubernetesVersion;
import dev.slipway.sandbox.store.ObjectStore;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OlderVersionsTest {
  private final TestCluster cluster = of("1.23");

  private static TestCluster of(String version) {
    ApiServerSetup setup =
        ApiServerSetup.open(Clock.fixed(TestCluster.NOW, ZoneOffset.UTC))
            .withVersion(KubernetesVersion.near(version).orElseThrow());
    return new TestCluster(new ObjectStore(), setup);
  }

  @AfterEach
  void close() {
    cluster.server.close();
  }

  @Test
  void theVersionIsTold() {
    assertThat(cluster.get("/version").text("gitVersion")).startsWith("v1.23.17");
  }

  @Test
  void anObjectOfABetaVersionIsTheSameInTheStableOne() {
    cluster.post(
        "/apis/batch/v1beta1/namespaces/default/cronjobs",
        """
        metadata: {name: c}
        spec:
          schedule: '* * * * *'
          jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: c}]}}}}
        """);

    KubeObject stable = cluster.get("/apis/batch/v1/namespaces/default/cronjobs/c");
    KubeObject beta = cluster.get("/apis/batch/v1beta1/namespaces/default/cronjobs/c");

    assertThat(stable.apiVersion()).isEqualTo("batch/v1");
    assertThat(beta.apiVersion()).isEqualTo("batch/v1beta1");
    assertThat(beta.map("spec")).isEqualTo(stable.map("spec"));
  }

  @Test
  void metricsOfTheFirstBetaVersionHaveOtherNames() {
    cluster.post(
        "/apis/autoscaling/v2beta1/namespaces/default/horizontalpodautoscalers",
        """
        metadata: {name: h}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: d}
          maxReplicas: 3
          metrics:
          - {type: Resource, resource: {name: cpu, targetAverageUtilization: 60}}
          - {type: Pods, pods: {metricName: hits, targetAverageValue: 5}}
        """);

    String path = "/namespaces/default/horizontalpodautoscalers/h";
    KubeObject stable = cluster.get("/apis/autoscaling/v2" + path);
    KubeObject beta = cluster.get("/apis/autoscaling/v2beta1" + path);

    KubeObject cpu = KubeObject.of(stable.maps("spec", "metrics").getFirst());
    KubeObject hits = KubeObject.of(stable.maps("spec", "metrics").getLast());
    assertThat(cpu.text("resource", "target", "type")).isEqualTo("Utilization");
    assertThat(cpu.number(0, "resource", "target", "averageUtilization")).isEqualTo(60);
    assertThat(hits.text("pods", "metric", "name")).isEqualTo("hits");
    assertThat(hits.text("pods", "target", "averageValue")).isEqualTo("5");
    assertThat(KubeObject.of(beta.maps("spec", "metrics").getFirst()).map("resource"))
        .containsEntry("targetAverageUtilization", 60L);
    assertThat(KubeObject.of(beta.maps("spec", "metrics").getLast()).map("pods"))
        .containsEntry("metricName", "hits");
  }

  @Test
  void aKindThatAVersionDoesNotServeIsNotThere() {
    try (TestServer newer = new TestServer(of("1.25"))) {
      assertThat(newer.cluster().statusOf("GET", "/apis/policy/v1beta1/podsecuritypolicies"))
          .isEqualTo(404);
    }
    assertThat(cluster.statusOf("GET", "/apis/policy/v1beta1/podsecuritypolicies")).isEqualTo(200);
  }

  /// Closes the server of a cluster.
  private record TestServer(TestCluster cluster) implements AutoCloseable {
    @Override
    public void close() {
      cluster.server.close();
    }
  }
}
