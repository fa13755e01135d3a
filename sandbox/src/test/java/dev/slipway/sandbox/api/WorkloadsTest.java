package dev.slipway.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.object.KubeObject;
import dev.slipway.yaml.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkloadsTest {
  private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
            - name: web
              image: nginx
              ports: [{containerPort: 80}]
              readinessProbe: {httpGet: {port: 80}}
      """;

  private final TestCluster cluster = new TestCluster();

  @Test
  void defaultsADeployment() {
    KubeObject web = cluster.post(DEPLOYMENTS, WEB);

    assertThat(web.number(0, "metadata", "generation")).isEqualTo(1);
    assertThat(web.get("status")).isEqualTo(Map.of());
    assertThat(Json.write(Map.of("spec", Objects.requireNonNull(web.get("spec")))))
        .isEqualTo(
            Json.write(
                Json.readExact(
                    TestCluster.json(
                        """
                        spec:
                          progressDeadlineSeconds: 600
                          replicas: 1
                          revisionHistoryLimit: 10
                          selector: {matchLabels: {app: web}}
                          strategy:
                            type: RollingUpdate
                            rollingUpdate: {maxSurge: 25%, maxUnavailable: 25%}
                          template:
                            metadata: {labels: {app: web}}
                            spec:
                              dnsPolicy: ClusterFirst
                              restartPolicy: Always
                              schedulerName: default-scheduler
                              securityContext: {}
                              terminationGracePeriodSeconds: 30
                              containers:
                              - name: web
                                image: nginx
                                imagePullPolicy: Always
                                resources: {}
                                terminationMessagePath: /dev/termination-log
                                terminationMessagePolicy: File
                                ports: [{containerPort: 80, protocol: TCP}]
                                readinessProbe:
                                  failureThreshold: 3
                                  httpGet: {path: /, port: 80, scheme: HTTP}
                                  periodSeconds: 10
                                  successThreshold: 1
                                  timeoutSeconds: 1
                        """))));
  }

  @Test
  void countsTheChangesOfTheSpecOnly() {
    cluster.post(DEPLOYMENTS, WEB);

    KubeObject labelled =
        cluster.expect(
            200,
            "PUT",
            DEPLOYMENTS + "/web",
            WEB.replace("name: web}", "name: web, labels: {a: b}}"));
    KubeObject scaled =
        cluster.expect(
            200,
            "PUT",
            DEPLOYMENTS + "/web",
            WEB.replace("spec:\n  sel", "spec:\n  replicas: 3\n  sel"));

    assertThat(labelled.number(0, "metadata", "generation")).isEqualTo(1);
    assertThat(scaled.number(0, "metadata", "generation")).isEqualTo(2);
  }

  @Test
  void refusesWhatADeploymentMustNotBe() {
    assertThat(
            cluster.refused(
                422, "POST", DEPLOYMENTS, WEB.replace("labels: {app: web}", "labels: {app: x}")))
        .isEqualTo(
            "Deployment.apps \"web\" is invalid: spec.template.metadata.labels: Invalid value:"
                + " {\"app\":\"x\"}: `selector` does not match template `labels`");
    assertThat(
            cluster.refused(422, "POST", DEPLOYMENTS, WEB.replace("image: nginx", "command: [a]")))
        .isEqualTo(
            "Deployment.apps \"web\" is invalid: spec.template.spec.containers[0].image: Required"
                + " value");
    cluster.post(DEPLOYMENTS, WEB);
    assertThat(
            cluster.refused(
                422, "PUT", DEPLOYMENTS + "/web", WEB.replace("app: web", "app: other")))
        .isEqualTo(
            "Deployment.apps \"web\" is invalid: spec.selector: Invalid value:"
                + " {\"matchLabels\":{\"app\":\"other\"}}: field is immutable");
  }

  @Test
  void tellsUnknownFieldsAsTheClientAsks() {
    String wrong = WEB.replace("image: nginx", "image: nginx\n        imagee: x");

    ApiResponse warned =
        cluster.ask("POST", DEPLOYMENTS, "application/json", "", TestCluster.json(wrong));
    assertThat(warned.warnings())
        .containsExactly("unknown field \"spec.template.spec.containers[0].imagee\"");
    assertThat(cluster.refused(400, "POST", DEPLOYMENTS + "?fieldValidation=Strict", wrong))
        .isEqualTo(
            "Deployment in version \"v1\" cannot be handled as a Deployment: strict decoding"
                + " error: unknown field \"spec.template.spec.containers[0].imagee\"");
  }

  @Test
  void keepsStatusAndSpecApart() {
    cluster.post(DEPLOYMENTS, WEB);
    KubeObject status =
        cluster.expect(
            200,
            "PUT",
            DEPLOYMENTS + "/web/status",
            WEB.replace("spec:\n  sel", "status: {replicas: 1}\nspec:\n  replicas: 7\n  sel"));

    assertThat(status.number(0, "status", "replicas")).isEqualTo(1);
    assertThat(status.number(0, "spec", "replicas")).isEqualTo(1);
    KubeObject spec = cluster.expect(200, "PUT", DEPLOYMENTS + "/web", WEB);
    assertThat(spec.number(0, "status", "replicas")).isEqualTo(1);
  }

  @Test
  void scales() {
    cluster.post(DEPLOYMENTS, WEB);

    KubeObject scale =
        cluster.expect(
            200,
            "PUT",
            DEPLOYMENTS + "/web/scale",
            "{kind: Scale, apiVersion: autoscaling/v1, metadata: {name: web}, spec: {replicas: 4}}");

    assertThat(scale.number(0, "spec", "replicas")).isEqualTo(4);
    assertThat(scale.text("status", "selector")).isEqualTo("app=web");
    assertThat(cluster.get(DEPLOYMENTS + "/web").number(0, "spec", "replicas")).isEqualTo(4);
  }

  @Test
  void appliesServerSide() {
    String path = DEPLOYMENTS + "/web?fieldManager=helm";
    KubeObject made = cluster.patch(201, path, "application/apply-patch+yaml", WEB);
    assertThat(made.maps("metadata", "managedFields"))
        .singleElement()
        .satisfies(entry ->
            assertThat(entry).containsEntry("manager", "helm").containsEntry("operation", "Apply"));

    KubeObject again = cluster.patch(200, path, "application/apply-patch+yaml", WEB);
    assertThat(again.resourceVersion()).isEqualTo(made.resourceVersion());

    String other = WEB.replace("image: nginx", "image: httpd");
    KubeObject refused =
        cluster.patch(
            409, DEPLOYMENTS + "/web?fieldManager=me", "application/apply-patch+yaml", other);
    assertThat(refused.text("message"))
        .isEqualTo(
            "Apply failed with 1 conflict: conflict with \"helm\":"
                + " .spec.template.spec.containers[name=\"web\"].image");
    KubeObject forced =
        cluster.patch(
            200,
            DEPLOYMENTS + "/web?fieldManager=me&force=true",
            "application/apply-patch+yaml",
            other);
    assertThat(forced.maps("spec", "template", "spec", "containers").getFirst())
        .containsEntry("image", "httpd");
  }

  @Test
  void recordsWhoSetWhat() {
    KubeObject web = cluster.post(DEPLOYMENTS + "?fieldManager=kubectl-create", WEB);

    Map<String, @Nullable Object> entry = web.maps("metadata", "managedFields").getFirst();
    assertThat(entry)
        .containsEntry("manager", "kubectl-create")
        .containsEntry("operation", "Update")
        .containsEntry("apiVersion", "apps/v1");
    assertThat(Json.write(entry.get("fieldsV1")))
        .contains("f:progressDeadlineSeconds")
        .doesNotContain("f:status");
  }

  @Test
  void printsTables() {
    cluster.post(DEPLOYMENTS, WEB);

    KubeObject table =
        TestCluster.document(
            200,
            cluster.ask(
                "GET",
                DEPLOYMENTS,
                "",
                "application/json;as=Table;v=v1;g=meta.k8s.io,application/json",
                ""));

    assertThat(table.kind()).isEqualTo("Table");
    assertThat(table.maps("rows").getFirst().get("cells"))
        .isEqualTo(List.of("web", "0/1", 0L, 0L, "0s", "web", "nginx", "app=web"));
  }

  @Test
  void patchesInThreeWays() {
    cluster.post(DEPLOYMENTS, WEB);
    String path = DEPLOYMENTS + "/web";

    KubeObject merged =
        cluster.patch(200, path, "application/merge-patch+json", "{metadata: {labels: {a: b}}}");
    assertThat(merged.labels()).containsEntry("a", "b");
    KubeObject strategic =
        cluster.patch(
            200,
            path,
            "application/strategic-merge-patch+json",
            "{spec: {template: {spec: {containers: [{name: web, image: 'httpd:2'}]}}}}");
    KubeObject container =
        KubeObject.of(strategic.maps("spec", "template", "spec", "containers").getFirst());
    assertThat(container.text("image")).isEqualTo("httpd:2");
    assertThat(container.list("ports")).hasSize(1);
    KubeObject replaced =
        cluster.patch(
            200,
            path,
            "application/json-patch+json",
            "[{op: replace, path: /spec/replicas, value: 5}]");
    assertThat(replaced.number(0, "spec", "replicas")).isEqualTo(5);
    KubeObject scaled =
        cluster.patch(
            200, path + "/scale", "application/merge-patch+json", "{spec: {replicas: 2}}");
    assertThat(scaled.number(0, "spec", "replicas")).isEqualTo(2);
    KubeObject impossible =
        cluster.patch(422, path, "application/json-patch+json", "[{op: remove, path: /spec/none}]");
    assertThat(impossible.text("reason")).isEqualTo("Invalid");
    assertThat(cluster.patch(415, path, "application/x-unknown", "{}").text("reason"))
        .isEqualTo("UnsupportedMediaType");
  }

  @Test
  void takesTheReplicasFromTheirOwnerWhenScaled() {
    cluster.patch(
        201,
        DEPLOYMENTS + "/web?fieldManager=helm",
        "application/apply-patch+yaml",
        WEB.replace("spec:\n  sel", "spec:\n  replicas: 1\n  sel"));
    cluster.patch(
        200,
        DEPLOYMENTS + "/web/scale?fieldManager=kubectl",
        "application/merge-patch+json",
        "{spec: {replicas: 3}}");

    KubeObject refused =
        cluster.patch(
            409,
            DEPLOYMENTS + "/web?fieldManager=helm",
            "application/apply-patch+yaml",
            WEB.replace("spec:\n  sel", "spec:\n  replicas: 1\n  sel"));

    assertThat(refused.text("message"))
        .isEqualTo(
            "Apply failed with 1 conflict: conflict with \"kubectl\" with subresource \"scale\""
                + " using apps/v1: .spec.replicas");
  }

  @Test
  void tellsAboutThePatchWhatItsResultCannotBe() {
    cluster.post(DEPLOYMENTS, WEB);

    KubeObject refused =
        cluster.patch(
            422,
            DEPLOYMENTS + "/web?fieldValidation=Strict",
            "application/strategic-merge-patch+json",
            "{spec: {none: 1}}");

    assertThat(refused.text("message"))
        .isEqualTo(
            " \"\" is invalid: patch: Invalid value: \"map[spec:map[none:1]]\": strict decoding"
                + " error: unknown field \"spec.none\"");
  }

  @Test
  void leavesOutWhatGoDoesNotWrite() {
    KubeObject web =
        cluster.post(
            DEPLOYMENTS,
            WEB.replace(
                    "spec:\n  sel",
                    "spec:\n  replicas: 0\n  paused: false\n  minReadySeconds: 0\n  sel")
                .replace("image: nginx", "image: nginx\n        args: []\n        stdin: false"));

    assertThat(web.map("spec"))
        .containsEntry("replicas", 0L)
        .doesNotContainKeys("paused", "minReadySeconds");
    assertThat(web.maps("spec", "template", "spec", "containers").getFirst())
        .doesNotContainKeys("args", "stdin");
  }
}
