package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.ExitCode;
import dev.slipway.cli.RecordedRun;
import dev.slipway.kube.DeleteOptions;
import dev.slipway.kube.PatchType;
import dev.slipway.kube.WriteOptions;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clusters that refuse: each is told once, with what, where, why and what next, and nothing is
/// touched.
class BadClusterTest {
  private static final String CONFIG =
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {a: b}\n";

  @TempDir private Path folder;

  private ClusterStage stage;

  @BeforeEach
  void layOut() {
    stage = ClusterStage.in(folder);
  }

  @AfterEach
  void end() {
    stage.close();
  }

  private static ObjectKey key(String kind, String namespace, String name) {
    return new ObjectKey(GroupVersionKind.of("v1", kind), namespace, name);
  }

  private void useToken(String token) {
    stage.write("kubeconfig", stage.sandbox().kubeconfig().replace(stage.sandbox().token(), token));
  }

  @Test
  void aTokenThatIsNotValidAnyMore() {
    useToken("expired");

    RecordedRun run = stage.run("apply");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .containsOnlyOnce("Error:")
        .contains("Unauthorized", "hint:", "Nothing was changed.");
  }

  @Test
  void noRightToOneKind() {
    stage.write("chart/templates/settings.yaml", CONFIG);
    stage.helmfile("{}");
    stage.make("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}");
    stage.make(
        "{apiVersion: v1, kind: ServiceAccount, metadata: {name: deployer, namespace: shop}}",
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: deployer, namespace: shop}
        rules:
          - {apiGroups: [""], resources: [secrets], verbs: ["*"]}
          - {apiGroups: [coordination.k8s.io], resources: [leases], verbs: ["*"]}
          - {apiGroups: [apps], resources: [deployments], verbs: ["*"]}
        """,
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: deployer, namespace: shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: deployer}
        subjects: [{kind: ServiceAccount, name: deployer, namespace: shop}]
        """);
    Object answer =
        stage
            .client()
            .request(
                "POST",
                "/api/v1/namespaces/shop/serviceaccounts/deployer/token",
                Map.of(
                    "apiVersion",
                    "authentication.k8s.io/v1",
                    "kind",
                    "TokenRequest",
                    "spec",
                    Map.of()));
    assertThat(answer).isInstanceOf(Map.class);
    Map<String, Object> tree = new LinkedHashMap<>();
    ((Map<?, ?>) answer).forEach((name, value) -> tree.put((String) name, value));
    useToken(KubeObject.of(new LinkedHashMap<>(tree)).text("status", "token"));

    RecordedRun run = stage.run("apply", "-l", "name=web");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains("shop/ConfigMap/settings", "configmaps", "cannot", "system:serviceaccount:shop");
    assertThat(run.err()).contains("nothing was changed").doesNotContain("installing");
  }

  @Test
  void aNamespaceThatIsBeingDeleted() {
    stage.make(
        "{apiVersion: v1, kind: Namespace, metadata: {name: shop}}",
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: held, namespace: shop, finalizers:"
            + " [example.org/held]}}");
    stage.client().delete(key("Namespace", "", "shop"), DeleteOptions.background());

    RecordedRun run = stage.run("apply");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains("the namespace shop is being deleted (wait until it is gone)", "nothing was");
  }

  @Test
  void aRecordThatCannotBeRead() {
    assertThat(stage.run("apply").exit()).isEqualTo(ExitCode.DONE);
    spoil("sh.helm.release.v1.web.v1");

    RecordedRun status = stage.run("status", "web", "-n", "shop");
    RecordedRun back = stage.run("rollback", "web", "-n", "shop");
    RecordedRun applied = stage.run("apply");

    assertThat(status.err() + status.out()).contains("sh.helm.release.v1.web.v1");
    assertThat(back.err()).contains("has no good revision before its newest one", "history web");
    assertThat(applied.exit()).as(applied.err()).isEqualTo(ExitCode.DONE);
    assertThat(applied.err()).containsOnlyOnce("sh.helm.release.v1.web.v1 cannot be read");
    assertThat(stage.run("history", "web", "-n", "shop").out()).contains("Upgrade complete");
  }

  @Test
  void theStatusOfARevisionThatIsNotTheNewestIsSaidToBeThat() {
    assertThat(stage.run("apply").exit()).isEqualTo(ExitCode.DONE);
    stage.helmfile("{tag: two}");
    assertThat(stage.run("apply").exit()).isEqualTo(ExitCode.DONE);
    spoil("sh.helm.release.v1.web.v2");

    RecordedRun status = stage.run("status", "web", "-n", "shop");

    assertThat(status.err())
        .contains("sh.helm.release.v1.web.v2 cannot be read", "what is shown is revision 1");
    assertThat(status.out()).contains("REVISION: 1");
  }

  private void spoil(String secret) {
    stage
        .client()
        .patch(
            key("Secret", "shop", secret),
            PatchType.MERGE,
            Map.of("data", Map.of("release", "bm90aGluZw==")),
            "",
            WriteOptions.as("someone"));
  }

  @Test
  void aClusterThatCannotBeReached() {
    stage.sandbox().close();

    RecordedRun run = stage.run("apply");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .containsOnlyOnce("Error:")
        .contains(
            "cannot be reached at " + stage.sandbox().url(),
            "the same with shop/db",
            "hint: check the address in the kubeconfig's context",
            "Nothing was changed.");
  }

  @Test
  void aWebhookThatRefuses() throws IOException {
    stage.make("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}");
    try (RefusingWebhook webhook = new RefusingWebhook("no images of strangers here")) {
      stage.make(webhook.configuration("Fail"));

      RecordedRun run = stage.run("apply");

      assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
      assertThat(run.err())
          .containsOnlyOnce("Error:")
          .contains(
              "shop/web, shop/db: ",
              "admission webhook \"refuser.example.org\" denied the request: no images of strangers"
                  + " here",
              "nothing was changed");
      assertThat(stage.run("history", "web", "-n", "shop").exit()).isEqualTo(ExitCode.FAILED);
    }
  }

  @Test
  void aWebhookThatDoesNotAnswer() throws IOException {
    stage.make("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}");
    try (RefusingWebhook webhook = new RefusingWebhook("never heard")) {
      stage.make(webhook.configuration("Fail"));
    }

    RecordedRun run = stage.run("apply");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .containsOnlyOnce("Error:")
        .contains("failed calling webhook \"refuser.example.org\"", "hint: ", "othing was changed");
    assertThat(stage.run("history", "web", "-n", "shop").exit()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void aQuotaThatIsFull() {
    stage.make(
        "{apiVersion: v1, kind: Namespace, metadata: {name: shop}}",
        "{apiVersion: v1, kind: ResourceQuota, metadata: {name: small, namespace: shop}, spec:"
            + " {hard: {pods: '1'}}}");
    stage.helmfile("{replicas: 1}");

    RecordedRun run = stage.run("apply");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains(
            "quota small leaves 1 of pods, and the releases of this run need 2 more together",
            "nothing was changed");
  }

  @Test
  void aDefinitionThatAnotherReleaseHas() {
    String crd =
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: things.example.org}
        spec:
          group: example.org
          scope: Namespaced
          names: {kind: Thing, plural: things, singular: thing, listKind: ThingList}
          versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
        """;
    stage.make(crd);
    stage.write("chart/templates/crd.yaml", crd);

    RecordedRun run = stage.run("apply", "-l", "name=web");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains(
            "CustomResourceDefinition \"things.example.org\"",
            "cannot be imported into the current release",
            "--take-ownership",
            "nothing was changed");
  }
}
