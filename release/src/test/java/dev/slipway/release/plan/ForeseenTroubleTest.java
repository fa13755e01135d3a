package dev.slipway.release.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.plan.Finding.Topic;
import dev.slipway.release.plan.Finding.Weight;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What plans say of hooks, of the pods of workloads, and of what objects name.
class ForeseenTroubleTest {
  private static final String JOB =
      """
      apiVersion: batch/v1
      kind: Job
      metadata:
        name: migrate
        annotations: {helm.sh/hook: "pre-install,pre-upgrade"}
      spec:
        template:
          spec:
            restartPolicy: Never
            containers: [{name: migrate, image: "migrate:1"}]
      """;

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
            containers: [{name: web, image: "web:1"}]
      """;

  private static final String USES_SECRET =
      WEB.replace(
          "image: \"web:1\"}",
          "image: \"web:1\", env: [{name: URL, valueFrom: {secretKeyRef: {name: db, key: url}}}]}");

  private static final String ACCOUNT =
      "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web}\n";

  private static List<String> troubles(Scene scene, String... manifests) {
    return troubles(scene.plan(String.join("---\n", manifests)));
  }

  private static List<String> troubles(ReleasePlan plan) {
    return plan.findings().stream()
        .filter(finding -> finding.weight() != Weight.NOTE)
        .map(Finding::text)
        .toList();
  }

  @Test
  void hooksThatTheClusterTakesAreNotMentioned() {
    Scene scene = new Scene();

    assertThat(troubles(scene, JOB, WEB)).isEmpty();
    scene.create(JOB.replace("name: migrate\n", "name: migrate\n  namespace: shop\n"));
    assertThat(troubles(scene, JOB, WEB)).isEmpty();
  }

  @Test
  void aHookThatTheClusterRefusesIsSeenBefore() {
    assertThat(new Scene().plan(JOB.replace("Never", "Sometimes")).blockers())
        .singleElement()
        .satisfies(finding -> assertThat(finding.topic()).isEqualTo(Topic.REFUSED))
        .satisfies(finding ->
            assertThat(finding.text())
                .startsWith(
                    "shop/Job/migrate: pre-install hook: Job.batch \"migrate\" is invalid"));
  }

  @Test
  void aHookOfAKindThatIsNotServedIsSeenBefore() {
    String cup =
        """
        apiVersion: example.org/v1
        kind: Cup
        metadata: {name: cup, annotations: {helm.sh/hook: post-install}}
        """;

    assertThat(troubles(new Scene(), cup))
        .singleElement()
        .asString()
        .contains("post-install hook: no matches for kind \"Cup\"");
  }

  @Test
  void aHookInANamespaceThatIsNotThereIsSeenBefore() {
    String far =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: far, namespace: far, annotations: {helm.sh/hook: pre-install}}
        """;

    assertThat(troubles(new Scene(), far))
        .singleElement()
        .asString()
        .contains("pre-install hook: namespaces \"far\" not found");
  }

  @Test
  void hooksOfOtherMomentsAreNotTried() {
    String later = JOB.replace("pre-install,pre-upgrade", "post-delete").replace("Never", "Maybe");

    assertThat(troubles(new Scene(), later, WEB)).isEmpty();
  }

  @Test
  void hooksThatAreLeftOutAreNotTried() {
    Scene scene = new Scene();
    ReleaseSettings all = ReleaseSettings.DEFAULTS;
    ReleaseSettings without =
        new ReleaseSettings(
            all.createNamespace(),
            all.waits(),
            all.waitForJobs(),
            all.timeout(),
            all.atomic(),
            all.cleanupOnFail(),
            all.force(),
            all.recreatePods(),
            false,
            all.crds(),
            all.takeOwnership(),
            all.historyMax(),
            all.description(),
            all.labels());

    ReleasePlan plan =
        scene.planner.plan(
            Scene.spec(_ -> JOB.replace("Never", "Sometimes"), without), PlanOptions.DEFAULTS);

    assertThat(plan.blockers()).isEmpty();
  }

  @Test
  void podsThatTheClusterWillRefuseAreSeenThroughTheirWorkload() {
    Scene scene = new Scene();
    scene.create(
        """
        apiVersion: v1
        kind: LimitRange
        metadata: {name: small, namespace: shop}
        spec: {limits: [{type: Container, max: {memory: 32Mi}}]}
        """);
    String large =
        WEB.replace("image: \"web:1\"", "image: \"web:1\", resources: {limits: {memory: 64Mi}}");

    assertThat(troubles(scene, large))
        .singleElement()
        .asString()
        .startsWith(
            "shop/Deployment/web: its pods are refused: maximum memory usage per Container");
  }

  @Test
  void aServiceAccountThatIsNotThereIsSeenBefore() {
    String web = WEB.replace("    spec:\n", "    spec:\n      serviceAccountName: web\n");
    Scene scene = new Scene();

    assertThat(troubles(scene, web))
        .singleElement()
        .asString()
        .contains("serviceaccount \"web\" not found");
    assertThat(troubles(scene, ACCOUNT, web)).isEmpty();
  }

  @Test
  void aHookThatNeedsTheReleasesOwnServiceAccountComesTooEarly() {
    String job = JOB.replace("    spec:\n", "    spec:\n      serviceAccountName: web\n");

    assertThat(troubles(new Scene(), ACCOUNT, job))
        .singleElement()
        .asString()
        .contains("pre-install hook: its pods are refused")
        .contains("the release makes it only after this hook");
  }

  @Test
  void aSecretThatNobodyMakesIsMissed() {
    assertThat(new Scene().plan(USES_SECRET).findings())
        .filteredOn(finding -> finding.topic() == Topic.REFERENCE)
        .singleElement()
        .satisfies(finding -> assertThat(finding.weight()).isEqualTo(Weight.WARNING))
        .satisfies(finding ->
            assertThat(finding.text())
                .isEqualTo(
                    "shop/Secret/db: it does not exist, and Deployment/web names it: its pods do"
                        + " not start without it (make it first, or add it to the chart)"));
  }

  @Test
  void aKeyThatASecretDoesNotHaveIsMissed() {
    Scene scene = new Scene();
    scene.create(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: db, namespace: shop}
        stringData: {uri: x}
        """);

    assertThat(troubles(scene, USES_SECRET))
        .singleElement()
        .asString()
        .contains("shop/Secret/db: it has no key \"url\"");
  }

  @Test
  void whatIsThereOrComesIsNotMissed() {
    String secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: db}\nstringData: {url: x}\n";
    String optional = USES_SECRET.replace("key: url", "key: url, optional: true");
    String maker = JOB.replace("image: \"migrate:1\"", "image: \"migrate:1\", args: [--secret=db]");

    assertThat(troubles(new Scene(), secret, USES_SECRET)).isEmpty();
    assertThat(troubles(new Scene(), optional)).isEmpty();
    assertThat(troubles(new Scene(), maker, USES_SECRET)).isEmpty();
  }

  @Test
  void aSecretOfAnotherReleaseOfTheRunIsNotMissed() {
    Scene scene = new Scene();
    Planner planner = scene.planner.atOneMoment();
    ReleasePlan web =
        planner.plan(Scene.spec(_ -> USES_SECRET, ReleaseSettings.DEFAULTS), PlanOptions.DEFAULTS);
    ReleasePlan secrets =
        planner.plan(
            Scene.spec(
                _ -> "apiVersion: v1\nkind: Secret\nmetadata: {name: db}\nstringData: {url: x}\n",
                ReleaseSettings.DEFAULTS),
            PlanOptions.DEFAULTS);

    assertThat(ReferenceCheck.together(scene.client, List.of(web, secrets)))
        .flatExtracting(ReleasePlan::findings)
        .filteredOn(finding -> finding.topic() == Topic.REFERENCE)
        .isEmpty();
    assertThat(ReferenceCheck.together(scene.client, List.of(web)))
        .flatExtracting(ReleasePlan::findings)
        .filteredOn(finding -> finding.topic() == Topic.REFERENCE)
        .hasSize(1);
  }

  @Test
  void aHookThatNeedsTheReleasesOwnSecretComesTooEarly() {
    String secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: db}\nstringData: {url: x}\n";
    String job =
        JOB.replace(
            "image: \"migrate:1\"", "image: \"migrate:1\", envFrom: [{secretRef: {name: db}}]");

    assertThat(troubles(new Scene(), secret, job))
        .singleElement()
        .asString()
        .contains("shop/Secret/db: the release makes it only after the pre-install hook");
  }

  @Test
  void classesThatAreNotThereAreMissed() {
    String claim =
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data}
        spec:
          storageClassName: fast
          accessModes: [ReadWriteOnce]
          resources: {requests: {storage: 1Gi}}
        """;

    assertThat(troubles(new Scene(), claim))
        .singleElement()
        .asString()
        .startsWith(
            "StorageClass/fast: it does not exist, and PersistentVolumeClaim/data names it");
  }

  @Test
  void theQuotaLeavesNoRoomForTheHooksPods() {
    Scene scene = new Scene();
    scene.create(
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: small, namespace: shop}
        spec: {hard: {requests.cpu: 100m}}
        """);
    String job =
        JOB.replace(
            "image: \"migrate:1\"", "image: \"migrate:1\", resources: {requests: {cpu: 200m}}");
    String map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n";

    assertThat(troubles(scene, map, job))
        .singleElement()
        .asString()
        .contains("the pre-install hook needs 200m more");
  }
}
