package dev.slipway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.fault.Fault;
import dev.slipway.sandbox.fault.FaultRule;
import dev.slipway.yaml.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SandboxTest {
  private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
  private static final String PODS = "/api/v1/namespaces/default/pods";
  private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
  private static final SandboxOptions FAST = SandboxOptions.of("test").withSpeed(1000);

  private static Map<String, Object> configMap(String name) {
    return Map.of("apiVersion", "v1", "kind", "ConfigMap", "metadata", Map.of("name", name));
  }

  @Test
  void speaksHttpsWithItsOwnAuthority() throws Exception {
    try (Sandbox sandbox = Sandbox.start(FAST);
        SandboxClient client = SandboxClient.of(sandbox)) {
      assertThat(sandbox.url()).startsWith("https://127.0.0.1:");
      assertThat(client.get("/version").text("minor")).isNotEmpty();
      assertThat(sandbox.kubeconfig())
          .contains("server: " + sandbox.url(), "certificate-authority-data: ", "token: ");
    }
  }

  @Test
  void bringsDeploymentsToReady() throws Exception {
    try (Sandbox sandbox = Sandbox.start(FAST.withPlainHttp());
        SandboxClient client = SandboxClient.of(sandbox)) {
      client.create(DEPLOYMENTS, SandboxClient.deployment("web", 3, "nginx:1", Map.of()));
      KubeObject ready =
          client.await(DEPLOYMENTS, "web", d -> d.number(0, "status", "availableReplicas") == 3);
      assertThat(ready.number(0, "status", "observedGeneration")).isEqualTo(1);
      KubeObject pods = client.get(PODS);
      assertThat(pods.maps("items")).hasSize(3);
      String pod = KubeObject.of(pods.maps("items").getFirst()).name();
      assertThat(client.send("GET", PODS + "/" + pod + "/log", "").body())
          .isEqualTo("starting main of image nginx:1\n");
    }
  }

  @Test
  void keepsEnoughPodsWhileItRollsOut() throws Exception {
    try (Sandbox sandbox = Sandbox.start(FAST.withPlainHttp());
        SandboxClient client = SandboxClient.of(sandbox)) {
      client.create(DEPLOYMENTS, SandboxClient.deployment("web", 4, "nginx:1", Map.of()));
      KubeObject before =
          client.await(DEPLOYMENTS, "web", d -> d.number(0, "status", "availableReplicas") == 4);
      Map<String, Object> next = SandboxClient.deployment("web", 4, "nginx:2", Map.of());
      HttpResponse<String> replaced = client.send("PUT", DEPLOYMENTS + "/web", Json.writeRaw(next));
      assertThat(replaced.statusCode()).isEqualTo(200);
      long[] fewest = {4};
      KubeObject after =
          client.await(
              DEPLOYMENTS,
              "web",
              d -> {
                fewest[0] = Math.min(fewest[0], d.number(0, "status", "availableReplicas"));
                return d.number(0, "status", "observedGeneration")
                        > before.number(0, "metadata", "generation")
                    && d.number(0, "status", "updatedReplicas") == 4
                    && d.number(0, "status", "replicas") == 4
                    && d.number(0, "status", "availableReplicas") == 4;
              });
      assertThat(fewest[0]).isGreaterThanOrEqualTo(3);
      assertThat(after.annotations()).containsEntry("deployment.kubernetes.io/revision", "2");
    }
  }

  @Test
  void failsOnRequest() throws Exception {
    try (Sandbox sandbox = Sandbox.start(FAST.withPlainHttp());
        SandboxClient client = SandboxClient.of(sandbox)) {
      client.create(
          PODS,
          Map.of(
              "apiVersion",
              "v1",
              "kind",
              "Pod",
              "metadata",
              Map.of("name", "crash", "annotations", Map.of("sandbox.slipway.dev/fail", "crash")),
              "spec",
              Map.of("containers", List.of(Map.of("name", "main", "image", "app:1")))));
      KubeObject crashed =
          client.await(
              PODS, "crash", pod -> pod.json().contains("\"reason\":\"CrashLoopBackOff\""));
      assertThat(crashed.json()).contains("\"exitCode\":1");
      client.create(
          DEPLOYMENTS, SandboxClient.deployment("gone", 1, "app:does-not-exist", Map.of()));
      client.await(DEPLOYMENTS, "gone", d -> d.number(0, "status", "unavailableReplicas") == 1);
      sandbox.clock().advance(Duration.ofMinutes(11));
      client.await(DEPLOYMENTS, "gone", d -> d.json().contains("ProgressDeadlineExceeded"));
    }
  }

  @Test
  void letsUsersDoOnlyWhatTheirRolesAllow() throws Exception {
    try (Sandbox sandbox = Sandbox.start(FAST.withPlainHttp().withoutControllers());
        SandboxClient administrator = SandboxClient.of(sandbox);
        SandboxClient reader = new SandboxClient(sandbox, sandbox.token("ann", "readers"));
        SandboxClient nobody = new SandboxClient(sandbox, "wrong")) {
      assertThat(nobody.send("GET", PODS, "").statusCode()).isEqualTo(401);
      KubeObject refused = KubeObject.parse(reader.send("GET", PODS, "").body());
      assertThat(refused.text("message"))
          .isEqualTo(
              "pods is forbidden: User \"ann\" cannot list resource \"pods\" in API group \"\" in"
                  + " the namespace \"default\"");
      administrator.create(
          "/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings",
          Map.of(
              "apiVersion",
              "rbac.authorization.k8s.io/v1",
              "kind",
              "RoleBinding",
              "metadata",
              Map.of("name", "readers"),
              "roleRef",
              Map.of(
                  "apiGroup", "rbac.authorization.k8s.io", "kind", "ClusterRole", "name", "view"),
              "subjects",
              List.of(
                  Map.of(
                      "apiGroup",
                      "rbac.authorization.k8s.io",
                      "kind",
                      "Group",
                      "name",
                      "readers"))));
      assertThat(reader.send("GET", PODS, "").statusCode()).isEqualTo(200);
      assertThat(reader.send("GET", "/api/v1/namespaces/default/secrets", "").statusCode())
          .isEqualTo(403);
      assertThat(reader.send("DELETE", PODS, "").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void refusesAsOftenAsItIsTold() throws Exception {
    try (Sandbox sandbox = Sandbox.start(FAST.withPlainHttp().withoutControllers());
        SandboxClient client = SandboxClient.of(sandbox)) {
      sandbox
          .faults()
          .add(FaultRule.always(new Fault.Refusal(429, 1)).on("GET", "*/pods").times(2));
      HttpResponse<String> first = client.send("GET", PODS, "");
      assertThat(first.statusCode()).isEqualTo(429);
      assertThat(first.headers().firstValue("Retry-After")).contains("1");
      assertThat(client.send("GET", CONFIG_MAPS, "").statusCode()).isEqualTo(200);
      assertThat(client.send("GET", PODS, "").statusCode()).isEqualTo(429);
      assertThat(client.send("GET", PODS, "").statusCode()).isEqualTo(200);
      assertThat(client.get("/sandbox/faults").json()).contains("\"happened\":2");
    }
  }

  @Test
  void breaksOffAnswersAfterTheWork() throws Exception {
    try (Sandbox sandbox = Sandbox.start(FAST.withPlainHttp().withoutControllers());
        SandboxClient client = SandboxClient.of(sandbox)) {
      String posted =
          client
              .send(
                  "POST",
                  "/sandbox/faults",
                  "{\"kind\":\"brokenAnswer\",\"bytes\":5,\"method\":\"POST\",\"count\":1}")
              .body();
      assertThat(posted).contains("\"kind\":\"brokenAnswer\"");
      assertThatThrownBy(() -> client.create(CONFIG_MAPS, configMap("half")))
          .isInstanceOf(IOException.class);
      assertThat(client.get(CONFIG_MAPS + "/half").name()).isEqualTo("half");
      sandbox.faults().clear();
      sandbox.faults().add(FaultRule.always(new Fault.Reset(false)).on("POST", "").times(1));
      assertThatThrownBy(() -> client.create(CONFIG_MAPS, configMap("none")))
          .isInstanceOf(IOException.class);
      assertThat(client.send("GET", CONFIG_MAPS + "/none", "").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void dropsWatches() throws Exception {
    try (Sandbox sandbox = Sandbox.start(FAST.withPlainHttp().withoutControllers());
        SandboxClient client = SandboxClient.of(sandbox)) {
      sandbox.faults().add(FaultRule.always(new Fault.DroppedWatch(Duration.ofMillis(1))).times(1));
      byte[] all = client.stream(CONFIG_MAPS + "?watch=1&timeoutSeconds=3000").readAllBytes();
      assertThat(new String(all, StandardCharsets.UTF_8)).contains("ADDED");
    }
  }

  @Test
  void refusesBodiesThatAreTooLarge() throws Exception {
    try (Sandbox sandbox = Sandbox.start(FAST.withPlainHttp().withoutControllers());
        SandboxClient client = SandboxClient.of(sandbox)) {
      assertThat(client.send("POST", CONFIG_MAPS, " ".repeat(4 << 20)).statusCode()).isEqualTo(413);
    }
  }

  @Test
  void describesItsKindsInOpenApi() throws Exception {
    try (Sandbox sandbox = Sandbox.start(FAST.withPlainHttp().withoutControllers());
        SandboxClient client = SandboxClient.of(sandbox)) {
      KubeObject index = client.get("/openapi/v3");
      assertThat(index.map("paths")).containsKeys("api/v1", "apis/apps/v1");
      KubeObject apps = client.get("/openapi/v3/apis/apps/v1");
      assertThat(apps.map("components", "schemas", "io.k8s.api.apps.v1.Deployment", "properties"))
          .containsKeys("metadata", "spec", "status");
      assertThat(apps.map("paths"))
          .containsKey("/apis/apps/v1/namespaces/{namespace}/deployments/{name}");
    }
  }

  @Test
  void keepsItsStateInAFolder(@TempDir Path folder) throws Exception {
    SandboxOptions options = FAST.withPlainHttp().withoutControllers().withFolder(folder);
    String token;
    String uid;
    try (Sandbox sandbox = Sandbox.start(options);
        SandboxClient client = SandboxClient.of(sandbox)) {
      token = sandbox.token();
      uid = client.create(CONFIG_MAPS, configMap("kept")).uid();
      client.create(CONFIG_MAPS, configMap("deleted"));
      client.send("DELETE", CONFIG_MAPS + "/deleted", "");
      assertThatThrownBy(() -> Sandbox.start(options))
          .isInstanceOf(SandboxException.class)
          .hasMessageContaining("uses this folder");
    }
    // A process that is killed may leave half a line.
    Files.writeString(folder.resolve("log"), "{\"version\":", StandardOpenOption.APPEND);
    try (Sandbox sandbox = Sandbox.start(options);
        SandboxClient client = new SandboxClient(sandbox, token)) {
      assertThat(client.get(CONFIG_MAPS + "/kept").uid()).isEqualTo(uid);
      assertThat(client.send("GET", CONFIG_MAPS + "/deleted", "").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void startsFromTheObjectsOfAnotherCluster() throws Exception {
    try (Sandbox sandbox = Sandbox.start(FAST.withPlainHttp().withoutControllers());
        SandboxClient client = SandboxClient.of(sandbox)) {
      sandbox.loadObjects(
          List.of(
              KubeObject.parse(
                  "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\","
                      + "\"namespace\":\"default\",\"uid\":\"u1\"},\"data\":{\"k\":\"v\"}}"),
              KubeObject.parse(
                  "{\"apiVersion\":\"x/v1\",\"kind\":\"Unknown\",\"metadata\":{\"name\":\"b\"}}")));
      assertThat(client.get(CONFIG_MAPS + "/a").uid()).isEqualTo("u1");
    }
  }
}
