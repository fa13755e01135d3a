package dev.slipway.release.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kube.WriteOptions;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.plan.Finding.Topic;
import dev.slipway.release.plan.Finding.Weight;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What plans say of changes that the cluster refuses.
class RefusedPlansTest {
  private static final String CLAIM =
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 2Gi}}}
      """;

  private static final String BINDING =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: web}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
      subjects: [{kind: ServiceAccount, name: default, namespace: shop}]
      """;

  private static String cups(String scope, String... versions) {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: cups.example.org}
            spec:
              group: example.org
              scope: SCOPE
              names: {kind: Cup, plural: cups}
              versions:
            """
                .replace("SCOPE", scope));
    for (String version : versions) {
      text.append(
          """
            - name: NAME
              served: true
              storage: LAST
              schema: {openAPIV3Schema: {type: object}}
          """
              .replace("NAME", version)
              .replace("LAST", String.valueOf(version.equals(versions[versions.length - 1]))));
    }
    return text.toString();
  }

  private static ReleasePlan plan(Scene scene, String manifest, ReleaseSettings settings) {
    return scene.planner.plan(
        Scene.spec(_ -> manifest, settings), PlanOptions.DEFAULTS.withoutChecks());
  }

  private static ReleasePlan definitions(Scene scene, String crds) {
    return scene.planner.plan(
        Scene.definitions(crds, ReleaseSettings.DEFAULTS), PlanOptions.DEFAULTS.withoutChecks());
  }

  @Test
  void forceDoesNotDeleteWhatHoldsData() {
    Scene scene = new Scene();
    scene.install(CLAIM);

    ReleasePlan plan = plan(scene, CLAIM.replace("ReadWriteOnce", "ReadWriteMany"), Scene.FORCE);

    assertThat(plan.changes())
        .singleElement()
        .extracting(ObjectChange::action)
        .isEqualTo(Action.CHANGE);
    assertThat(plan.blockers())
        .singleElement()
        .satisfies(finding -> assertThat(finding.topic()).isEqualTo(Topic.IMMUTABLE))
        .satisfies(finding -> assertThat(finding.hint()).contains("delete what it holds"))
        .satisfies(finding -> assertThat(finding.message()).doesNotContain("\n"));
  }

  @Test
  void forceReplacesABindingOfAnotherRole() {
    Scene scene = new Scene();
    scene.install(BINDING);
    String other = BINDING.replace("view", "edit");

    assertThat(plan(scene, other, ReleaseSettings.DEFAULTS).blockers())
        .singleElement()
        .satisfies(finding -> assertThat(finding.hint()).contains("--force"));
    assertThat(plan(scene, other, Scene.FORCE).changes())
        .singleElement()
        .extracting(ObjectChange::action)
        .isEqualTo(Action.REPLACE);
  }

  @Test
  void aRefusedChangeDoesNotShowDefaultsAsChanges() {
    Scene scene = new Scene();
    String service =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {clusterIP: 10.96.0.40, selector: {app: web}, ports: [{port: 80}]}
        """;
    scene.install(service);

    ReleasePlan plan = scene.plan(service.replace("0.40", "0.41"));

    assertThat(plan.willFail()).isTrue();
    assertThat(Prediction.changes(plan.changes().getFirst()))
        .extracting(change -> change.path().toString())
        .containsExactly("spec.clusterIP");
  }

  @Test
  void aVersionInWhichObjectsAreStoredDoesNotLeaveItsDefinition() {
    Scene scene = new Scene();
    scene.create(cups("Namespaced", "v2", "v1"));

    ReleasePlan plan = definitions(scene, cups("Namespaced", "v2"));

    assertThat(plan.blockers())
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("the version v1 would go"));
    assertThat(plan.isEmpty()).isFalse();
    assertThat(plan.crds()).extracting(ObjectChange::action).containsExactly(Action.CHANGE);
    assertThat(Prediction.changes(plan.crds().getFirst()))
        .extracting(change -> change.path().toString())
        .contains("spec.versions[name=v1]");
  }

  @Test
  void aDefinitionDoesNotChangeItsScope() {
    Scene scene = new Scene();
    scene.create(cups("Namespaced", "v1"));

    assertThat(definitions(scene, cups("Cluster", "v1")).findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.weight()).isEqualTo(Weight.FAILS))
        .satisfies(finding ->
            assertThat(finding.message())
                .isEqualTo("its scope is Namespaced and cannot become Cluster"));
  }

  @Test
  void aVersionThatNothingIsStoredInLeavesItsDefinition() {
    Scene scene = new Scene();
    scene.create(cups("Namespaced", "v1", "v2"));

    ReleasePlan plan = definitions(scene, cups("Namespaced", "v2"));

    assertThat(plan.findings()).isEmpty();
    assertThat(Prediction.changes(plan.crds().getFirst()))
        .extracting(change -> change.path().toString())
        .containsExactly("spec.versions[name=v1]");
  }

  @Test
  void theDefaultOfAFieldThatLeavesAClientSideReleaseIsForetold() {
    Scene scene = new Scene();
    String manifest =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 3
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: "web:1"}]}
        """;
    ReleasePlan first = scene.plan(manifest);
    first
        .changes()
        .forEach(change ->
            scene.client.create(Objects.requireNonNull(change.desired()), WriteOptions.as("helm")));
    scene.record(first);

    ReleasePlan plan = scene.plan(manifest.replace("  replicas: 3\n", ""));

    assertThat(Prediction.changes(plan.changes().getFirst()))
        .singleElement()
        .satisfies(change -> assertThat(change.path().toString()).isEqualTo("spec.replicas"))
        .satisfies(change ->
            assertThat(List.of(3L, 1L)).isEqualTo(Arrays.asList(change.before(), change.after())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "Invalid value: {\"a\":1}: field is immutable"})
  void shortMessagesStayAsTheyAre(String message) {
    assertThat(Objection.shortened(message)).isEqualTo(message);
  }

  @Test
  void messagesAboutSecretsDoNotTellTheirValues() {
    String message =
        "failed to create typed patch object: .stringData.a: expected string, got"
            + " &value.valueUnstructured{Value:\"hush\"}";

    assertThat(
            Objection.tellable(
                Scene.object("{apiVersion: v1, kind: Secret, metadata: {name: a}}").key(), message))
        .isEqualTo("failed to create typed patch object: .stringData.a: expected string");
  }

  @Test
  void longValuesAreCutOutOfMessages() {
    String value = "{\"a\":{\"b\": {}: " + "x".repeat(400) + "}}";

    assertThat(
            Objection.shortened("spec.template: Invalid value: " + value + ": field is immutable"))
        .isEqualTo("spec.template: Invalid value: {…}: field is immutable");
  }

  @Test
  void aRecordThatNoSecretHoldsStopsThePlanBeforeAnythingIsTouched() {
    Scene scene = new Scene();
    Random random = new Random(1);
    StringBuilder manifest = new StringBuilder();
    for (int i = 0; i < 2; i++) {
      byte[] noise = new byte[600_000];
      random.nextBytes(noise);
      manifest.append(
          """
          ---
          apiVersion: v1
          kind: ConfigMap
          metadata: {name: large-NUMBER}
          data: {blob: TEXT}
          """
              .replace("NUMBER", Integer.toString(i))
              .replace("TEXT", Base64.getEncoder().encodeToString(noise)));
    }

    ReleasePlan plan = scene.plan(manifest.toString());

    assertThat(plan.blockers())
        .singleElement()
        .satisfies(finding -> assertThat(finding.topic()).isEqualTo(Topic.RECORD))
        .satisfies(finding -> assertThat(finding.message()).contains("are the manifest"))
        .satisfies(finding -> assertThat(finding.hint()).contains("split the chart"));
  }
}
