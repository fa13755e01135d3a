package dev.slipway.release.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.kube.DeleteOptions;
import dev.slipway.kube.WriteOptions;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.ReleaseSpec;
import dev.slipway.release.diff.DiffOptions;
import dev.slipway.release.diff.DiffSummary;
import dev.slipway.release.diff.PlanDiff;
import dev.slipway.release.diff.Styling;
import dev.slipway.release.fields.FieldChange;
import dev.slipway.release.plan.Finding.Topic;
import dev.slipway.release.plan.Finding.Weight;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final ConflictRule KEEP = ConflictRule.KEEP;
  private static final ObjectKey DEPLOYMENT =
      new ObjectKey(new GroupVersionKind("apps", "v1", "Deployment"), "shop", "web");

  /// One of most kinds that charts have, written as people write them.
  private static final String RICH =
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: web}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: web}
      stringData: {password: hunter2}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: web}
      data: {app.yaml: "a: 1\\n", empty: ""}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: web}
      rules:
      - apiGroups: [""]
        resources: [pods]
        verbs: [get, list]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec:
        selector: {app: web}
        ports:
        - {name: http, port: 80, targetPort: http}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, labels: {app: web}}
      spec:
        replicas: 2
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            hostNetwork: false
            containers:
            - name: web
              image: web:1
              args: [serve, --fast]
              env:
              - {name: MODE, value: "1000m"}
              ports:
              - {name: http, containerPort: 8080}
              resources:
                requests: {cpu: 1000m, memory: 0.5Gi}
                limits: {cpu: 2}
              volumeMounts:
              - {name: config, mountPath: /etc/web}
            volumes:
            - name: config
              configMap: {name: web}
            - name: scratch
              emptyDir: {}
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: web}
      spec:
        rules:
        - host: web.example.org
          http:
            paths:
            - path: /
              pathType: Prefix
              backend: {service: {name: web, port: {name: http}}}
      """;

  private static List<Action> actions(ReleasePlan plan) {
    return plan.changes().stream().map(ObjectChange::action).distinct().toList();
  }

  private static ObjectChange change(ReleasePlan plan, String label) {
    return plan.changes().stream()
        .filter(change -> change.key().label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> paths(ObjectChange change) {
    return Prediction.changes(change).stream()
        .map(FieldChange::path)
        .map(Object::toString)
        .toList();
  }

  @Test
  void firstInstallMakesEachObjectInHelmsOrderWithOneRequestEach() {
    Scene scene = new Scene();

    ReleasePlan plan = scene.plan(RICH, PlanOptions.DEFAULTS.withoutChecks());

    assertThat(plan.kind()).isEqualTo(PlanKind.INSTALL);
    assertThat(plan.revision()).isEqualTo(1);
    assertThat(plan.findings()).isEmpty();
    assertThat(actions(plan)).containsExactly(Action.CREATE);
    assertThat(plan.changes())
        .extracting(change -> change.key().type().kind())
        .containsExactly(
            "ServiceAccount", "Secret", "ConfigMap", "Role", "Service", "Deployment", "Ingress");
    assertThat(plan.changes()).allSatisfy(change -> assertThat(change.predicted()).isNotNull());
    // The records twice, the namespace, and one dry run for each.
    assertThat(scene.client.takeRequests()).hasSize(3 + 7);
    assertThat(DiffSummary.of(plan).text()).isEqualTo("7 to add, 0 to change, 0 to delete");
  }

  @Test
  void afterApplyingThereIsNothingToDoAndNothingIsTried() {
    Scene scene = new Scene();
    scene.install(RICH);

    ReleasePlan plan = scene.plan(RICH);

    assertThat(plan.changes())
        .filteredOn(change -> change.action() != Action.NONE)
        .as(() -> new PlanDiff(DiffOptions.DEFAULTS, Styling.NONE).text(plan))
        .isEmpty();
    assertThat(plan.isEmpty()).isTrue();
    List<String> requests = scene.client.takeRequests();
    assertThat(requests).noneMatch(request -> request.endsWith(" dry")).hasSize(1 + 7);
  }

  @Test
  void manyOfAKindAreReadByOneList() {
    Scene scene = new Scene();
    StringBuilder manifest = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      manifest.append("---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c");
      manifest.append(i).append("}\ndata: {a: b}\n");
    }
    scene.install(manifest.toString());

    assertThat(scene.plan(manifest.toString()).isEmpty()).isTrue();

    assertThat(scene.client.takeRequests()).hasSize(2);
  }

  @Test
  void forManyReleasesEachKindIsReadOnce() {
    Scene scene = new Scene();
    scene.install(RICH);
    Planner planner = scene.planner.atOneMoment();
    ReleaseSpec spec = Scene.spec(_ -> RICH, ReleaseSettings.DEFAULTS);

    planner.plan(spec, PlanOptions.DEFAULTS);
    scene.client.takeRequests();
    ReleasePlan plan = planner.plan(spec, PlanOptions.DEFAULTS);

    assertThat(plan.isEmpty()).isTrue();
    assertThat(scene.client.takeRequests()).hasSize(1);
  }

  @Test
  void rightsThatAreMissingAreForetold() {
    Scene scene = new Scene(DirectClient.ofClusterThatForbids("create", "secrets"));
    Finding missing =
        Finding.fails(
            Topic.PERMISSION,
            null,
            "you may not create secrets in the namespace shop",
            "ask for a role that allows this");

    ReleasePlan plan = scene.plan("apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web}\n");

    assertThat(plan.findings()).containsExactly(missing);
    assertThat(scene.plan("apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n").findings())
        .hasSize(2)
        .contains(missing)
        .allSatisfy(finding -> assertThat(finding.topic()).isEqualTo(Topic.PERMISSION));
  }

  @Test
  void aNewImageChangesOneFieldAndRestartsThePods() {
    Scene scene = new Scene();
    scene.install(RICH);

    ReleasePlan plan = scene.plan(RICH.replace("web:1", "web:2"));

    ObjectChange change = change(plan, "Deployment/web");
    assertThat(change.action()).isEqualTo(Action.CHANGE);
    assertThat(change.restarts()).isTrue();
    assertThat(change.drift()).isEmpty();
    assertThat(paths(change)).containsExactly("spec.template.spec.containers[name=web].image");
    assertThat(DiffSummary.of(plan).text())
        .isEqualTo("0 to add, 1 to change, 0 to delete; 1 deployment restarts");
  }

  @Test
  void aFieldThatLeavesTheManifestLeavesTheObject() {
    Scene scene = new Scene();
    scene.install(RICH);

    ReleasePlan plan = scene.plan(RICH.replace(", empty: \"\"", ""));

    assertThat(paths(change(plan, "ConfigMap/web"))).containsExactly("data.empty");
  }

  @Test
  void whatSomeoneChangedByHandIsDriftAndIsRepaired() {
    Scene scene = new Scene();
    scene.install(RICH);
    scene.edit("kubectl-edit", DEPLOYMENT, "{spec: {replicas: 5}}");

    ReleasePlan plan = scene.plan(RICH);

    ObjectChange change = change(plan, "Deployment/web");
    assertThat(change.drift()).containsExactly("spec.replicas");
    assertThat(change.action()).isEqualTo(Action.CHANGE);
    assertThat(plan.willFail()).isFalse();
    assertThat(Prediction.changes(change).getFirst().before()).isEqualTo(5L);
    scene.carryOut(plan);
    assertThat(scene.plan(RICH).isEmpty()).isTrue();
  }

  @Test
  void aFieldThatAControllerTookIsAConflict() {
    Scene scene = new Scene();
    scene.install(RICH);
    scene.edit("autoscaler", DEPLOYMENT, "{spec: {replicas: 5}}");

    ReleasePlan stops = scene.plan(RICH);
    ReleasePlan keeps = scene.plan(RICH, PlanOptions.DEFAULTS.withConflicts(ConflictRule.KEEP));

    assertThat(change(stops, "Deployment/web").conflicts())
        .extracting(conflict -> conflict.field() + " " + conflict.owner())
        .containsExactly(".spec.replicas autoscaler");
    assertThat(stops.findings())
        .extracting(Finding::weight, Finding::topic)
        .contains(tuple(Weight.FAILS, Topic.CONFLICT));
    assertThat(keeps.willFail()).isFalse();
    assertThat(change(keeps, "Deployment/web").action()).isEqualTo(Action.NONE);
  }

  @Test
  void whatBecomesOfFieldsOfOthersCanBeSaidForEach() {
    Scene scene = new Scene();
    scene.install(RICH);
    scene.edit("autoscaler", DEPLOYMENT, "{spec: {replicas: 5}}");
    ConflictChoice keeps =
        ConflictChoice.of(ConflictRule.TAKE).with("Deployment/web:.spec.replicas", KEEP);
    ConflictChoice takes = ConflictChoice.STOP.with(".spec", ConflictRule.TAKE);
    ConflictChoice other = ConflictChoice.STOP.with("Deployment/api:.spec", ConflictRule.TAKE);

    ReleasePlan kept = scene.plan(RICH, PlanOptions.DEFAULTS.withConflicts(keeps));
    ReleasePlan taken = scene.plan(RICH, PlanOptions.DEFAULTS.withConflicts(takes));
    ReleasePlan stopped = scene.plan(RICH, PlanOptions.DEFAULTS.withConflicts(other));

    assertThat(change(kept, "Deployment/web").action()).isEqualTo(Action.NONE);
    assertThat(change(taken, "Deployment/web").action()).isEqualTo(Action.CHANGE);
    assertThat(change(taken, "Deployment/web").conflicts())
        .extracting(DecidedConflict::text)
        .containsExactly(".spec.replicas belongs to autoscaler; the release takes it");
    assertThat(stopped.willFail()).isTrue();
  }

  @Test
  void whatSomeoneSetByHandStaysIfThatIsSaid() {
    Scene scene = new Scene();
    scene.install(RICH);
    scene.edit("kubectl-edit", DEPLOYMENT, "{spec: {replicas: 5}}");
    ConflictChoice keeps = ConflictChoice.STOP.with(".spec.replicas", KEEP);

    ReleasePlan plan = scene.plan(RICH, PlanOptions.DEFAULTS.withConflicts(keeps));

    assertThat(change(plan, "Deployment/web").action()).isEqualTo(Action.NONE);
  }

  @Test
  void releasesOfOneRunShareTheQuotaOfTheirNamespace() {
    Scene scene = new Scene();
    scene.create(
        "{apiVersion: v1, kind: ResourceQuota, metadata: {name: small, namespace: shop},"
            + " spec: {hard: {count/networkpolicies.networking.k8s.io: '1'}}}");
    ReleasePlan one = scene.plan(policy("one"));
    ReleasePlan two = scene.plan(policy("two"));
    assertThat(one.willFail()).isFalse();

    List<ReleasePlan> together = RunQuotas.together(scene.client, List.of(one, two));

    assertThat(together).allMatch(ReleasePlan::willFail);
    assertThat(together.getFirst().findings().getLast().message())
        .isEqualTo(
            "quota small leaves 1 of count/networkpolicies.networking.k8s.io, and the releases of this"
                + " run need 2 more together");
    assertThat(RunQuotas.together(scene.client, List.of(one)).getFirst().willFail()).isFalse();
  }

  private static String policy(String name) {
    return "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: "
        + name
        + "}, spec: {podSelector: {}}}";
  }

  @Test
  void aQuotaThatTheRunItselfRaisesIsReckonedAsItWillBe() {
    Scene scene = new Scene();
    scene.create(
        "{apiVersion: v1, kind: ResourceQuota, metadata: {name: small, namespace: shop},"
            + " spec: {hard: {count/configmaps: '0'}}}");
    ReleasePlan refused = scene.plan("{apiVersion: v1, kind: ConfigMap, metadata: {name: one}}");
    assertThat(refused.blockers()).isNotEmpty();
    KubeObject raised =
        KubeObject.parse(
            "{\"apiVersion\":\"v1\",\"kind\":\"ResourceQuota\",\"metadata\":{\"name\":\"small\","
                + "\"namespace\":\"shop\"},\"spec\":{\"hard\":{\"count/configmaps\":\"9\"}}}");
    ReleasePlan quota =
        refused.with(
            List.of(),
            List.of(ObjectChange.of(raised.key(), Action.CHANGE).withStates(raised, null, null)),
            List.of());

    List<ReleasePlan> together = RunQuotas.together(scene.client, List.of(quota, refused));

    assertThat(together.getLast().blockers()).isEmpty();
    assertThat(together.getLast().findings())
        .extracting(Finding::weight, Finding::topic)
        .contains(tuple(Weight.WARNING, Topic.QUOTA));
  }

  @Test
  void whatOthersAddIsNoDifference() {
    Scene scene = new Scene();
    scene.install(RICH);
    scene.edit("sidecar-injector", DEPLOYMENT, "{metadata: {annotations: {team: blue}}}");

    assertThat(scene.plan(RICH).isEmpty()).isTrue();
  }

  @Test
  void anObjectThatSomeoneDeletedIsMadeAgain() {
    Scene scene = new Scene();
    scene.install(RICH);
    scene.client.delete(DEPLOYMENT, DeleteOptions.background());

    ObjectChange change = change(scene.plan(RICH), "Deployment/web");

    assertThat(change.action()).isEqualTo(Action.CREATE);
    assertThat(change.drift()).containsExactly(".");
  }

  @Test
  void whatLeftTheChartGoesUnlessItsPolicyIsKeep() {
    Scene scene = new Scene();
    String kept =
        "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: kept, annotations:"
            + " {helm.sh/resource-policy: keep}}\n";
    scene.install(RICH + kept);

    ReleasePlan plan = scene.plan("apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web}\n");

    assertThat(change(plan, "ConfigMap/kept").action()).isEqualTo(Action.KEEP);
    assertThat(plan.changes())
        .filteredOn(change -> change.action() == Action.DELETE)
        .extracting(change -> change.key().type().kind())
        .containsExactly("Ingress", "Deployment", "Service", "Role", "ConfigMap", "Secret");
  }

  @Test
  void anObjectThatIsThereAlreadyIsRefusedInHelmsWords() {
    Scene scene = new Scene();
    scene.create("{apiVersion: v1, kind: ConfigMap, metadata: {name: web, namespace: shop}}");

    ReleasePlan plan =
        scene.plan("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata: {a: b}\n");

    assertThat(plan.findings())
        .extracting(Finding::message)
        .containsExactly(
            "unable to continue with install: ConfigMap \"web\" in namespace \"shop\" exists and"
                + " cannot be imported into the current release: invalid ownership metadata; label"
                + " validation error: missing key \"app.kubernetes.io/managed-by\": must be set to"
                + " \"Helm\"; annotation validation error: missing key"
                + " \"meta.helm.sh/release-name\": must be set to \"web\"; annotation validation"
                + " error: missing key \"meta.helm.sh/release-namespace\": must be set to"
                + " \"shop\"");
  }

  @Test
  void anObjectWithHelmsMarksIsAdopted() {
    Scene scene = new Scene();
    KubeObject there =
        Scene.object("{apiVersion: v1, kind: ConfigMap, metadata: {name: web, namespace: shop}}");
    scene.client.create(OwnershipMarks.mark(there, Scene.WEB), WriteOptions.as("someone"));

    ReleasePlan plan =
        scene.plan("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata: {a: b}\n");

    assertThat(plan.willFail()).isFalse();
    assertThat(change(plan, "ConfigMap/web").action()).isEqualTo(Action.CHANGE);
  }

  @Test
  void aMissingNamespaceFailsUnlessItIsMade() {
    Scene scene = new Scene();
    ReleaseSpec nowhere =
        new ReleaseSpec(
            new ReleaseName("nowhere", "web"),
            Scene.spec(_ -> RICH, ReleaseSettings.DEFAULTS).source(),
            ReleaseSettings.DEFAULTS);

    ReleasePlan fails = scene.planner.plan(nowhere, PlanOptions.DEFAULTS);
    ReleasePlan comes =
        scene.planner.plan(nowhere, PlanOptions.DEFAULTS.expecting(List.of(), Set.of("nowhere")));

    assertThat(fails.findings())
        .extracting(Finding::message)
        .containsExactly("namespaces \"nowhere\" not found");
    assertThat(comes.willFail()).isFalse();
    assertThat(actions(comes)).containsExactly(Action.LATER);
    assertThat(scene.client.takeRequests()).noneMatch(request -> request.endsWith(" dry"));
  }

  @Test
  void aKindWhoseDefinitionComesFirstIsPlannedAndAnUnknownOneFails() {
    Scene scene = new Scene();
    String crd =
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: cups.example.org}
        spec:
          group: example.org
          scope: Namespaced
          names: {kind: Cup, plural: cups}
          versions:
          - name: v1
            served: true
            storage: true
            schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
        """;
    String cup = "---\napiVersion: example.org/v1\nkind: Cup\nmetadata: {name: mine}\n";

    ReleasePlan together = scene.plan(crd + cup, PlanOptions.DEFAULTS.withoutChecks());
    ReleasePlan alone = scene.plan(cup);
    ReleasePlan after =
        scene.plan(
            cup, PlanOptions.DEFAULTS.expecting(CustomKinds.of(Scene.object(crd)), Set.of()));

    assertThat(change(together, "Cup/mine").action()).isEqualTo(Action.LATER);
    assertThat(together.willFail()).isFalse();
    assertThat(after.willFail()).isFalse();
    assertThat(alone.findings())
        .extracting(Finding::message)
        .containsExactly("no matches for kind \"Cup\" in version \"example.org/v1\"");
  }

  @Test
  void aRemovedApiVersionSaysSinceWhen() {
    ReleasePlan plan =
        new Scene()
            .plan("apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: a}");

    assertThat(plan.findings().getFirst().hint())
        .startsWith("policy/v1beta1 PodDisruptionBudget is not served since Kubernetes 1.25");
  }

  @Test
  void randomValuesStayAsTheyAreUntilTheyAreToBeMadeAnew() {
    Scene scene = new Scene();
    scene.install(situation -> secret(situation.seed(), "a"));
    ReleaseSettings settings = ReleaseSettings.DEFAULTS;

    ReleasePlan again =
        scene.planner.plan(
            Scene.spec(situation -> secret(situation.seed() + 7, "a"), settings),
            PlanOptions.DEFAULTS);
    ReleasePlan anew =
        scene.planner.plan(
            Scene.spec(situation -> secret(situation.seed() + 7, "a"), settings),
            PlanOptions.DEFAULTS.regenerating());

    assertThat(again.isEmpty()).isTrue();
    assertThat(change(again, "Secret/web").kept()).containsExactly("stringData.password");
    assertThat(change(again, "Deployment/web").kept())
        .containsExactly("spec.template.metadata.annotations[\"checksum/secret\"]");
    assertThat(again.rendered().manifest()).contains("password: pw1\n");
    assertThat(change(anew, "Secret/web").action()).isEqualTo(Action.CHANGE);
    assertThat(change(anew, "Deployment/web").restarts()).isTrue();
  }

  @Test
  void aChecksumChangesWhenSomethingSteadyChangesBesideRandomValues() {
    Scene scene = new Scene();
    scene.install(situation -> secret(situation.seed(), "a"));

    ReleasePlan plan =
        scene.planner.plan(
            Scene.spec(situation -> secret(situation.seed() + 7, "b"), ReleaseSettings.DEFAULTS),
            PlanOptions.DEFAULTS);

    assertThat(paths(change(plan, "Secret/web"))).containsExactly("data.user");
    assertThat(change(plan, "Deployment/web").restarts()).isTrue();
  }

  private static String secret(long seed, String user) {
    return """
    apiVersion: v1
    kind: Secret
    metadata: {name: web}
    stringData: {password: pwSEED, user: USER}
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      selector: {matchLabels: {app: web}}
      template:
        metadata:
          labels: {app: web}
          annotations: {checksum/secret: "SUM"}
        spec: {containers: [{name: web, image: web:1}]}
    """
        .replace("SEED", Long.toString(seed))
        .replace("USER", user)
        .replace("SUM", "sum" + Objects.hash(seed, user));
  }

  @Test
  void aFieldThatCannotChangeFailsOrReplacesTheObject() {
    Scene scene = new Scene();
    scene.install(RICH);
    String other = RICH.replace("{app: web}", "{app: other}");

    ReleasePlan fails = scene.plan(other);
    ReleasePlan replaces =
        scene.planner.plan(Scene.spec(_ -> other, Scene.FORCE), PlanOptions.DEFAULTS);

    assertThat(fails.findings())
        .filteredOn(finding -> finding.weight() == Weight.FAILS)
        .singleElement()
        .satisfies(finding -> assertThat(finding.topic()).isEqualTo(Topic.IMMUTABLE))
        .satisfies(finding -> assertThat(finding.message()).contains("field is immutable"));
    assertThat(change(replaces, "Deployment/web").action()).isEqualTo(Action.REPLACE);
    assertThat(replaces.willFail()).isFalse();
  }

  @Test
  void againstTheReleaseNoObjectIsLookedAt() {
    Scene scene = new Scene();
    scene.install(RICH);
    scene.edit("kubectl-edit", DEPLOYMENT, "{spec: {replicas: 5}}");

    ReleasePlan plan =
        scene.plan(RICH.replace("web:1", "web:2"), PlanOptions.DEFAULTS.comparedWithRelease());

    assertThat(paths(change(plan, "Deployment/web")))
        .containsExactly("spec.template.spec.containers[name=web].image");
    assertThat(scene.client.takeRequests()).hasSize(1);
  }

  @Test
  void aRollbackBringsBackWhatIsRecorded() {
    Scene scene = new Scene();
    scene.install(RICH);
    scene.install(RICH.replace("web:1", "web:2"));

    ReleasePlan plan =
        scene.planner.rollback(Scene.WEB, 0, ReleaseSettings.DEFAULTS, PlanOptions.DEFAULTS);

    assertThat(plan.rollbackTo()).isEqualTo(1);
    assertThat(plan.revision()).isEqualTo(3);
    assertThat(paths(change(plan, "Deployment/web")))
        .containsExactly("spec.template.spec.containers[name=web].image");
    assertThat(plan.rendered().manifest()).contains("web:1");
  }

  @Test
  void anUninstallDeletesInHelmsOrder() {
    Scene scene = new Scene();
    scene.install(RICH);

    ReleasePlan plan =
        scene.planner.uninstall(Scene.WEB, ReleaseSettings.DEFAULTS, PlanOptions.DEFAULTS);

    assertThat(plan.changes())
        .extracting(change -> change.key().type().kind())
        .containsExactly(
            "Ingress", "Deployment", "Service", "Role", "ConfigMap", "Secret", "ServiceAccount");
    assertThat(actions(plan)).containsExactly(Action.DELETE);
  }

  @Test
  void podsThatDoNotFitTheQuotaAreForetold() {
    Scene scene = new Scene();
    scene.create(
        "{apiVersion: v1, kind: ResourceQuota, metadata: {name: small, namespace: shop},"
            + " spec: {hard: {requests.cpu: '1500m', limits.memory: 1Gi}}}");

    ReleasePlan plan = scene.plan(RICH);

    assertThat(plan.findings())
        .extracting(Finding::message)
        .contains(
            "quota small leaves 1500m of requests.cpu, and this needs 2 more",
            "failed quota: small: must specify limits.memory for each container");
  }

  @Test
  void aClientSideReleaseOfHelm3IsSettledWithoutATrial() {
    Scene scene = new Scene();
    String manifest =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata: {a: b, c: d}\n";
    ReleasePlan first = scene.plan(manifest);
    scene.client.create(
        Objects.requireNonNull(first.changes().getFirst().desired()), WriteOptions.as("helm"));
    scene.record(first);
    scene.client.takeRequests();

    assertThat(scene.plan(manifest).isEmpty()).isTrue();
    assertThat(scene.client.takeRequests()).noneMatch(request -> request.endsWith(" dry"));
    ReleasePlan changed = scene.plan(manifest.replace(", c: d", ", e: f"));

    assertThat(paths(change(changed, "ConfigMap/web")))
        .containsExactlyInAnyOrder("data.c", "data.e");
    assertThat(changed.willFail()).isFalse();
  }

  @Test
  void aSecretsValuesAreHiddenAndItsChangeIsSeen() {
    Scene scene = new Scene();
    scene.install(RICH);

    String text =
        new PlanDiff(DiffOptions.DEFAULTS, Styling.NONE)
            .text(scene.plan(RICH.replace("hunter2", "hunter3")));

    assertThat(text)
        .contains("~ shop/Secret/web changes")
        .containsPattern("-  password: <secret:[0-9a-f]{8}>")
        .containsPattern("\\+  password: <secret:[0-9a-f]{8}>")
        .doesNotContain("hunter")
        .doesNotContain("aHVudGVy");
  }

  @Test
  void anObjectWithoutANameIsMadeEachTime() {
    Scene scene = new Scene();
    String manifest =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: run-}\ndata: {a: b}\n";
    scene.install("apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web}\n");

    ReleasePlan plan = scene.plan(manifest);

    assertThat(plan.changes())
        .extracting(change -> change.key().type().kind() + " " + change.action())
        .containsExactly("ConfigMap CREATE", "ServiceAccount DELETE");
    assertThat(plan.willFail()).isFalse();
  }

  @Test
  void aHookThatChangesIsSeenAndOneThatAlwaysDiffersIsNot() {
    Scene scene = new Scene();
    scene.install(situation -> hook("1", situation.seed()));

    ReleasePlan same =
        scene.planner.plan(
            Scene.spec(situation -> hook("1", situation.seed()), ReleaseSettings.DEFAULTS),
            PlanOptions.DEFAULTS);
    ReleasePlan other = scene.plan(hook("2", 1));

    assertThat(same.isEmpty()).isTrue();
    assertThat(other.hooks()).extracting(HookChange::name).containsExactly("migrate");
    assertThat(other.isEmpty()).isFalse();
  }

  private static String hook(String value, long seed) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: migrate, annotations: {helm.sh/hook: pre-upgrade}}
    data: {value: "VALUE"}
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: dice, annotations: {helm.sh/hook: pre-upgrade}}
    data: {value: "SEED"}
    """
        .replace("VALUE", value)
        .replace("SEED", Long.toString(seed));
  }

  @Test
  void whatPodsReadOnlyWhenTheyStartIsNoted() {
    Scene scene = new Scene();
    String manifest =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: env}
        data: {a: "1"}
        ---
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
                image: web:1
                envFrom: [{configMapRef: {name: env}}]
        """;
    scene.install(manifest);

    assertThat(scene.plan(manifest.replace("a: \"1\"", "a: \"2\"")).findings())
        .extracting(Finding::message)
        .containsExactly(
            "its pods read their environment from ConfigMap/env, which changes, and do not"
                + " restart");
  }

  @Test
  void theDriftOfAReleaseIsToldWithoutItsChart() {
    Scene scene = new Scene();
    scene.install(RICH);
    scene.edit("kubectl-edit", DEPLOYMENT, "{spec: {replicas: 5}}");

    ReleasePlan plan =
        scene.planner.drift(Scene.WEB, ReleaseSettings.DEFAULTS, PlanOptions.DEFAULTS);

    assertThat(DiffSummary.of(plan).drifted()).isEqualTo(1);
    assertThat(change(plan, "Deployment/web").drift()).containsExactly("spec.replicas");
  }

  @Test
  void theOrderOfInitContainersCounts() {
    String one = "{name: one, image: init}";
    String two = "{name: two, image: init}";
    String before =
        RICH.replace(
            "      containers:\n",
            "      initContainers: [" + one + ", " + two + "]\n      containers:\n");
    Scene scene = new Scene();
    scene.install(before);

    ReleasePlan plan = scene.plan(before.replace(one + ", " + two, two + ", " + one));

    assertThat(paths(change(plan, "Deployment/web")))
        .containsExactly("spec.template.spec.initContainers");
    assertThat(scene.plan(before).changesObjects()).isFalse();
  }
}
