package dev.slipway.kube.wait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kube.DeleteOptions;
import dev.slipway.kube.WriteOptions;
import dev.slipway.kube.client.ClientSettings;
import dev.slipway.kube.client.Fixtures;
import dev.slipway.kube.client.HttpKubeClient;
import dev.slipway.kube.client.KubeClients;
import dev.slipway.kube.config.InMemoryKubeHost;
import dev.slipway.kube.config.KubeConfig;
import dev.slipway.kube.status.FailureReason;
import dev.slipway.kube.wait.WaitReport.Outcome;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.sandbox.Sandbox;
import dev.slipway.sandbox.SandboxOptions;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Waits for what the controllers of a simulated cluster do.
class SandboxWaitTest {
  private static final WriteOptions US = WriteOptions.as("slipway");

  private final Sandbox sandbox = Sandbox.start(SandboxOptions.of("sim").withSpeed(100));
  private final HttpKubeClient client = connect();

  private HttpKubeClient connect() {
    InMemoryKubeHost host = new InMemoryKubeHost().file("/k", sandbox.kubeconfig());
    return new KubeClients(host, ClientSettings.of("test"))
        .connect(KubeConfig.load(host, "/k").context(""));
  }

  @AfterEach
  void tearDown() {
    client.close();
    sandbox.close();
  }

  private ObjectKey deploy(String name, String annotations) {
    KubeObject deployment =
        KubeObject.parse(
            Json.writeRaw(
                Yaml.read(
                    """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: %1$s, namespace: default}
                    spec:
                      replicas: 2
                      selector: {matchLabels: {app: %1$s}}
                      template:
                        metadata: {labels: {app: %1$s}, annotations: {%2$s}}
                        spec: {containers: [{name: app, image: "example.org/%1$s:1"}]}
                    """
                        .formatted(name, annotations))));
    return client.apply(deployment, US).key();
  }

  private WaitReport wait(ObjectKey... keys) {
    return new ReadinessWatch(client, WaitSettings.of(Duration.ofMinutes(2)), WaitListener.NONE)
        .untilReady(List.of(keys));
  }

  @Test
  void seesDeploymentsGetReadyAndGo() {
    ObjectKey web = deploy("web", "");
    ObjectKey api = deploy("api", "");

    assertThat(wait(web, api).outcome()).isEqualTo(Outcome.DONE);

    client.delete(web, DeleteOptions.background());
    assertThat(
            new ReadinessWatch(client, WaitSettings.of(Duration.ofMinutes(2)), WaitListener.NONE)
                .untilGone(List.of(web))
                .outcome())
        .isEqualTo(Outcome.DONE);
    assertThat(client.get(new ObjectKey(Fixtures.DEPLOYMENT, "default", "web"))).isEmpty();
  }

  @Test
  void seesThatAnImageCannotBePulled() {
    ObjectKey bad = deploy("bad", "sandbox.slipway.dev/fail: image");

    WaitReport report = wait(bad);

    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.evidence().getFirst().signs())
        .extracting(sign -> sign.reason())
        .contains(FailureReason.IMAGE_PULL);
    assertThat(report.evidence().getFirst().events()).isNotEmpty();
  }

  @Test
  void seesThatAContainerCrashesAndTakesItsLog() {
    ObjectKey bad = deploy("bad", "sandbox.slipway.dev/fail: crash");

    WaitReport report = wait(bad);

    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.evidence().getFirst().signs())
        .extracting(sign -> sign.reason())
        .contains(FailureReason.CRASH_LOOP);
    assertThat(report.evidence().getFirst().logs()).isNotEmpty();
  }
}
