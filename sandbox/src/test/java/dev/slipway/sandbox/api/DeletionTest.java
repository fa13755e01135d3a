package dev.slipway.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.object.KubeObject;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class DeletionTest {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";

  private final TestCluster cluster = new TestCluster();

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(1);
    }
  }

  private boolean isGone(String path) {
    return cluster.ask("GET", path, "", "", "").status() == 404;
  }

  private String owned(String name, KubeObject owner, boolean blocks) {
    return "{apiVersion: v1, kind: ConfigMap, metadata: {name: "
        + name
        + ", ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: "
        + owner.name()
        + ", uid: "
        + owner.uid()
        + ", blockOwnerDeletion: "
        + blocks
        + "}]}}";
  }

  private KubeObject owner() {
    return cluster.post(MAPS, "{apiVersion: v1, kind: ConfigMap, metadata: {name: owner}}");
  }

  @Test
  void collectsWhatBelongsToADeletedObject() throws InterruptedException {
    KubeObject owner = owner();
    cluster.post(MAPS, owned("child", owner, false));

    cluster.expect(200, "DELETE", MAPS + "/owner", "");

    await(() -> isGone(MAPS + "/child"));
  }

  @Test
  void leavesOrphansWhenAsked() throws InterruptedException {
    KubeObject owner = owner();
    cluster.post(MAPS, owned("child", owner, false));

    cluster.expect(
        200, "DELETE", MAPS + "/owner", "{kind: DeleteOptions, propagationPolicy: Orphan}");

    await(() -> isGone(MAPS + "/owner"));
    assertThat(cluster.get(MAPS + "/child").list("metadata", "ownerReferences")).isEmpty();
  }

  @Test
  void waitsInTheForegroundForDependents() throws InterruptedException {
    KubeObject owner = owner();
    cluster.post(
        MAPS,
        owned("child", owner, true).replace("name: child", "name: child, finalizers: [a.b/c]"));

    KubeObject marked =
        cluster.expect(
            200, "DELETE", MAPS + "/owner", "{kind: DeleteOptions, propagationPolicy: Foreground}");
    assertThat(marked.list("metadata", "finalizers")).isEqualTo(List.of("foregroundDeletion"));
    await(() -> !cluster.get(MAPS + "/child").text("metadata", "deletionTimestamp").isEmpty());
    assertThat(isGone(MAPS + "/owner")).isFalse();

    cluster.expect(200, "PUT", MAPS + "/child", owned("child", owner, true));
    await(() -> isGone(MAPS + "/owner"));
  }

  @Test
  void emptiesANamespaceBeforeItGoes() throws InterruptedException {
    KubeObject made =
        cluster.post(
            "/api/v1/namespaces", "{apiVersion: v1, kind: Namespace, metadata: {name: web}}");
    assertThat(made.text("status", "phase")).isEqualTo("Active");
    assertThat(made.labels()).containsEntry("kubernetes.io/metadata.name", "web");
    cluster.get("/api/v1/namespaces/web/serviceaccounts/default");
    String maps = "/api/v1/namespaces/web/configmaps";
    cluster.post(
        maps, "{apiVersion: v1, kind: ConfigMap, metadata: {name: held, finalizers: [a.b/c]}}");

    cluster.expect(200, "DELETE", "/api/v1/namespaces/web", "");
    assertThat(
            cluster.refused(
                403, "POST", maps, "{apiVersion: v1, kind: ConfigMap, metadata: {name: late}}"))
        .isEqualTo(
            "configmaps \"late\" is forbidden: unable to create new content in namespace web"
                + " because it is being terminated");
    await(() -> isGone(maps + "/kube-root-ca.crt"));
    assertThat(cluster.get("/api/v1/namespaces/web").text("status", "phase"))
        .isEqualTo("Terminating");
    cluster.expect(
        200, "PUT", maps + "/held", "{apiVersion: v1, kind: ConfigMap, metadata: {name: held}}");
    await(() -> isGone("/api/v1/namespaces/web"));
  }

  @Test
  void keepsTheNamespacesOfEveryCluster() {
    assertThat(cluster.refused(403, "DELETE", "/api/v1/namespaces/default", ""))
        .isEqualTo("namespaces \"default\" is forbidden: this namespace may not be deleted");
    assertThat(
            cluster.refused(
                404,
                "POST",
                "/api/v1/namespaces/none/configmaps",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}"))
        .isEqualTo("namespaces \"none\" not found");
  }

  @Test
  void deletesOnlyTheObjectThatIsMeant() {
    KubeObject owner = owner();

    assertThat(cluster.refused(409, "DELETE", MAPS + "/owner", "{preconditions: {uid: other}}"))
        .isEqualTo(
            "Operation cannot be fulfilled on ConfigMap \"owner\": the UID in the precondition"
                + " (other) does not match the UID in record ("
                + owner.uid()
                + "). The object might have been deleted and then recreated");
  }
}
