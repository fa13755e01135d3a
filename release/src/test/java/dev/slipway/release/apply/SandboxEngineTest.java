package dev.slipway.release.apply;

import static dev.slipway.release.apply.ReleaseOutcome.Result.ROLLED_BACK;
import static dev.slipway.release.apply.SandboxShop.WEB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.manifest.Hook;
import dev.slipway.kube.DeleteOptions;
import dev.slipway.kube.KubeClient;
import dev.slipway.kube.ListOptions;
import dev.slipway.kube.WriteOptions;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.MortalClient;
import dev.slipway.release.MortalClient.Killed;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.apply.ReleaseOutcome.Result;
import dev.slipway.release.plan.Action;
import dev.slipway.release.plan.ConflictRule;
import dev.slipway.release.plan.Finding;
import dev.slipway.release.plan.Finding.Topic;
import dev.slipway.release.plan.ObjectChange;
import dev.slipway.release.plan.ReleasePlan;
import dev.slipway.release.store.ApplyMethod;
import dev.slipway.release.store.ReleaseStatus;
import dev.slipway.release.store.ReleaseStore;
import dev.slipway.release.store.StoredRelease;
import dev.slipway.sandbox.SandboxOptions;
import dev.slipway.sandbox.fault.Fault;
import dev.slipway.sandbox.fault.FaultRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The engine with the real planner, the real client and a simulated cluster.
class SandboxEngineTest {
  private static ReleaseSettings settings(boolean waits, boolean atomic) {
    return new ReleaseSettings(
        true,
        waits,
        false,
        Duration.ofMinutes(2),
        atomic,
        false,
        false,
        false,
        true,
        true,
        false,
        10,
        "",
        Map.of());
  }

  private static final GroupVersionKind CONFIG_MAP = GroupVersionKind.of("v1", "ConfigMap");
  private static final ReleaseSettings PLAIN = settings(false, false);

  private static String deployment(String image, int replicas, String fail) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      replicas: %d
      selector: {matchLabels: {app: web}}
      template:
        metadata:
          labels: {app: web}
          annotations: {sandbox.slipway.dev/fail: "%s"}
        spec:
          containers: [{name: app, image: "%s"}]
    """
        .formatted(replicas, fail, image);
  }

  private static String configMap(String name, String... data) {
    StringBuilder text =
        new StringBuilder(
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}\ndata:\n");
    for (String pair : data) {
      text.append("  ").append(pair).append('\n');
    }
    return text.toString();
  }

  @Test
  void whatMovedSinceAPlanWasSavedIsLeftAlone() {
    try (SandboxShop shop = new SandboxShop(SandboxOptions.of("test").withoutControllers())) {
      shop.apply(PLAIN, configMap("a", "x: \"1\""), configMap("b", "x: \"1\""));
      ReleasePlan plan =
          shop.plan(
              shop.client,
              PLAIN,
              ConflictRule.STOP,
              List.of(),
              "",
              configMap("a", "x: \"2\""),
              configMap("b", "x: \"2\""));
      ObjectKey moved = new ObjectKey(CONFIG_MAP, "shop", "a");
      List<ObjectChange> changes =
          plan.changes().stream()
              .map(change ->
                  change.key().equals(moved) ? change.withAction(Action.NONE, "moved") : change)
              .toList();
      List<Finding> findings = List.of(Finding.fails(Topic.MOVED, moved, "was changed", ""));

      shop.engine(shop.client)
          .apply(
              plan.with(plan.crds(), changes, findings), ApplyOptions.defaults(), shop.told::add);

      assertThat(shop.get("v1", "ConfigMap", "a").text("data", "x")).isEqualTo("1");
      assertThat(shop.get("v1", "ConfigMap", "b").text("data", "x")).isEqualTo("2");
    }
  }

  @Test
  void whatIsDeletedToBeMadeAnewIsBackWhenTheNewOneIsRefused() {
    ReleaseSettings forced = Shop.with(false, false, true, false);
    try (SandboxShop shop = new SandboxShop(SandboxOptions.of("test").withoutControllers())) {
      shop.apply(PLAIN, service("10.96.0.50"));
      ReleasePlan plan =
          shop.plan(shop.client, forced, ConflictRule.STOP, List.of(), "", service("192.0.2.1"));
      ReleaseOutcome outcome =
          shop.engine(shop.client)
              .apply(plan, ApplyOptions.defaults().tryingAnyway(true), shop.told::add);

      assertThat(outcome.problem().orElseThrow().message())
          .startsWith("shop/Service/web cannot be made anew: ")
          .contains("192.0.2.1");
      assertThat(outcome.problem().orElseThrow().notes()).contains("the one before was made again");
      assertThat(shop.get("v1", "Service", "web").text("spec", "clusterIP"))
          .isEqualTo("10.96.0.50");
      assertThat(shop.apply(forced, service("10.96.0.51")).problem()).isEmpty();
    }
  }

  private static String service(String address) {
    return "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n"
        + "spec: {clusterIP: "
        + address
        + ", ports: [{port: 80}]}\n";
  }

  @Test
  void whatAKillBetweenTheTwoLastRecordsLeavesIsSettledWithoutANewRevision() {
    try (SandboxShop shop = new SandboxShop(SandboxOptions.of("test"))) {
      shop.apply(PLAIN, configMap("a", "x: \"1\""));
      shop.apply(PLAIN, configMap("a", "x: \"2\""));
      ReleaseStore store = new ReleaseStore(shop.client, Clock.systemUTC());
      store.update(shop.history().find(1).orElseThrow().withStatus(ReleaseStatus.DEPLOYED));
      assertThat(shop.revisions()).containsExactly("1 deployed", "2 deployed");

      ReleasePlan plan =
          shop.plan(
              shop.client, PLAIN, ConflictRule.STOP, List.of(), "", configMap("a", "x: \"2\""));
      assertThat(plan.isUnchanged()).isTrue();
      assertThat(plan.isUnsettled()).isTrue();
      assertThat(plan.findings())
          .singleElement()
          .matches(finding -> finding.text().startsWith("revision 1 still counts as deployed"));
      shop.engine(shop.client).settle(WEB, ApplyOptions.defaults(), shop.told::add);
      assertThat(shop.revisions()).containsExactly("1 superseded", "2 deployed");
    }
  }

  @Test
  void installsUpgradesRollsBackAndRemoves() {
    try (SandboxShop shop = new SandboxShop(SandboxOptions.of("test"))) {
      ReleaseSettings waiting = settings(true, false);
      String config = configMap("config", "a: \"1\"");
      assertThat(shop.apply(waiting, config, deployment("app:1", 2, "")).problem()).isEmpty();
      assertThat(shop.get("apps/v1", "Deployment", "web").number(0, "status", "readyReplicas"))
          .isEqualTo(2);
      assertThat(shop.apply(waiting, deployment("app:2", 2, "")).problem()).isEmpty();

      ReleaseOutcome back =
          shop.engine(shop.client)
              .rollback(WEB, 0, waiting, ApplyOptions.defaults(), shop.told::add);

      assertThat(back.problem()).isEmpty();
      assertThat(shop.revisions()).containsExactly("1 superseded", "2 superseded", "3 deployed");
      assertThat(shop.get("v1", "ConfigMap", "config").text("data", "a")).isEqualTo("1");
      assertThat(shop.engine(shop.client).status(WEB, 0).ready()).isTrue();

      ReleaseOutcome gone =
          shop.engine(shop.client)
              .uninstall(
                  WEB,
                  UninstallOptions.DEFAULTS.waiting(true),
                  ApplyOptions.defaults(),
                  shop.told::add);
      assertThat(gone.problem()).isEmpty();
      assertThat(shop.revisions()).isEmpty();
      assertThat(
              shop.client.get(
                  new ObjectKey(GroupVersionKind.of("apps/v1", "Deployment"), "shop", "web")))
          .isEmpty();
    }
  }

  @Test
  void anAtomicUpgradeThatCrashesIsSeenEarlyAndUndone() {
    try (SandboxShop shop = new SandboxShop(SandboxOptions.of("test"))) {
      shop.apply(settings(true, false), deployment("app:1", 1, ""));

      ReleaseOutcome outcome =
          shop.apply(settings(true, true), deployment("app:2", 1, "crash"), configMap("b", "c: d"));

      assertThat(outcome.result()).isEqualTo(Result.ROLLED_BACK);
      assertThat(outcome.problem().orElseThrow().message()).contains("crashes again and again");
      assertThat(outcome.evidence()).isNotEmpty();
      assertThat(shop.revisions()).containsExactly("1 superseded", "2 failed", "3 deployed");
      KubeObject live = shop.get("apps/v1", "Deployment", "web");
      assertThat(live.maps("spec", "template", "spec", "containers").getFirst())
          .containsEntry("image", "app:1");
      assertThat(
              shop.client.get(new ObjectKey(GroupVersionKind.of("v1", "ConfigMap"), "shop", "b")))
          .isEmpty();
    }
  }

  @Test
  void hooksRunToTheirEnd() {
    try (SandboxShop shop = new SandboxShop(SandboxOptions.of("test"))) {
      String job =
          """
          apiVersion: batch/v1
          kind: Job
          metadata: {name: migrate}
          spec:
            backoffLimit: 0
            template:
              metadata: {annotations: {sandbox.slipway.dev/run-seconds: "1"}}
              spec: {restartPolicy: Never, containers: [{name: a, image: "b:1"}]}
          """;
      Hook good =
          new Hook("migrate", "Job", "x", job, List.of("pre-install"), 0, List.of(), List.of());
      ReleaseOutcome outcome =
          shop.engine(shop.client)
              .apply(
                  shop.plan(
                      shop.client,
                      PLAIN,
                      ConflictRule.STOP,
                      List.of(good),
                      "",
                      configMap("a", "b: c")),
                  ApplyOptions.defaults(),
                  shop.told::add);
      assertThat(outcome.problem()).isEmpty();
      assertThat(shop.get("batch/v1", "Job", "migrate").number(0, "status", "succeeded"))
          .isEqualTo(1);
    }
  }

  @Test
  void aStopWhileItWaitsIsNoFailureThatIsUndone() {
    try (SandboxShop shop = new SandboxShop(SandboxOptions.of("test"))) {
      shop.apply(settings(true, false), deployment("app:1", 1, ""));
      Cancellation cancellation = new Cancellation();

      ReleaseOutcome outcome =
          shop.engine(shop.client)
              .apply(
                  shop.plan(
                      shop.client,
                      settings(true, true),
                      ConflictRule.STOP,
                      List.of(),
                      "",
                      deployment("app:2", 1, "never-ready")),
                  ApplyOptions.defaults().stoppedBy(cancellation),
                  event -> {
                    if (event instanceof ReleaseEvent.ObjectState) {
                      cancellation.stop();
                    }
                  });

      assertThat(outcome.result()).isEqualTo(Result.STOPPED);
      assertThat(shop.revisions()).containsExactly("1 deployed", "2 failed");
      assertThat(shop.history().last().orElseThrow().description())
          .startsWith("Upgrade \"web\" failed: stopped by the user after 1 objects were written");
    }
  }

  @Test
  void aStopOnTheWayBackDoesNotEndItHalfWay() {
    try (SandboxShop shop = new SandboxShop(SandboxOptions.of("test"))) {
      shop.apply(settings(true, false), deployment("app:1", 1, ""));
      Cancellation cancellation = new Cancellation();

      ReleaseOutcome outcome =
          shop.engine(shop.client)
              .apply(
                  shop.plan(
                      shop.client,
                      settings(true, true),
                      ConflictRule.STOP,
                      List.of(),
                      "",
                      deployment("app:2", 1, "image")),
                  ApplyOptions.defaults().stoppedBy(cancellation),
                  event -> {
                    if (event instanceof ReleaseEvent.GoingBack) {
                      cancellation.stop();
                    }
                  });

      assertThat(outcome.result()).isEqualTo(Result.ROLLED_BACK);
      assertThat(shop.revisions()).containsExactly("1 superseded", "2 failed", "3 deployed");
    }
  }

  @Test
  void fieldsOfOthersAreToldLeftOrTaken() {
    try (SandboxShop shop = new SandboxShop(SandboxOptions.of("test").withoutControllers())) {
      shop.apply(PLAIN, deployment("app:1", 1, ""));
      shop.client.apply(
          KubeObject.parse(
              """
              {"apiVersion":"apps/v1","kind":"Deployment",
               "metadata":{"name":"web","namespace":"shop"},"spec":{"replicas":7}}
              """),
          WriteOptions.as("autoscaler").forced());

      assertThatThrownBy(() -> shop.apply(PLAIN, deployment("app:2", 2, "")))
          .isInstanceOfSatisfying(
              ReleaseException.class,
              e -> assertThat(e.diagnostic().code()).isEqualTo(ReleaseErrorCode.FIELD_CONFLICT))
          .hasMessageContaining(".spec.replicas belongs to autoscaler");
      assertThat(shop.revisions()).containsExactly("1 deployed");

      assertThat(shop.apply(PLAIN, ConflictRule.KEEP, deployment("app:2", 2, "")).problem())
          .isEmpty();
      assertThat(shop.get("apps/v1", "Deployment", "web").number(0, "spec", "replicas"))
          .isEqualTo(7);

      assertThat(shop.apply(PLAIN, ConflictRule.TAKE, deployment("app:2", 2, "")).problem())
          .isEmpty();
      assertThat(shop.get("apps/v1", "Deployment", "web").number(0, "spec", "replicas"))
          .isEqualTo(2);
    }
  }

  @Test
  void theWayBackIsNotStoppedByFieldsThatOthersTookMeanwhile() {
    try (SandboxShop shop = new SandboxShop(SandboxOptions.of("test"))) {
      shop.apply(settings(true, false), deployment("app:1", 1, ""));
      // The chart leaves the replicas to an autoscaler, which sets them while the upgrade is on.
      String without = deployment("app:2", 1, "never-ready").replace("  replicas: 1\n", "");
      ReleasePlan plan =
          shop.plan(
              shop.client,
              new ReleaseSettings(
                  true,
                  true,
                  false,
                  Duration.ofSeconds(3),
                  true,
                  false,
                  false,
                  false,
                  true,
                  true,
                  false,
                  10,
                  "",
                  Map.of()),
              ConflictRule.STOP,
              List.of(),
              "",
              without);

      ReleaseOutcome outcome =
          shop.engine(shop.client)
              .apply(
                  plan,
                  ApplyOptions.defaults(),
                  event -> {
                    shop.told.add(event);
                    if (event instanceof ReleaseEvent.StepStarted(var _, ReleaseEvent.Step step)
                        && step == ReleaseEvent.Step.WAIT) {
                      shop.client.apply(
                          KubeObject.parse(
                              """
                              {"apiVersion":"apps/v1","kind":"Deployment",
                               "metadata":{"name":"web","namespace":"shop"},
                               "spec":{"replicas":2}}
                              """),
                          WriteOptions.as("autoscaler").forced());
                    }
                  });

      assertThat(outcome.result()).as(String.valueOf(outcome.failure())).isEqualTo(ROLLED_BACK);
      assertThat(shop.get("apps/v1", "Deployment", "web").number(0, "spec", "replicas"))
          .isEqualTo(2);
      assertThat(shop.told)
          .filteredOn(ReleaseEvent.ConflictSettled.class::isInstance)
          .extracting(event -> ((ReleaseEvent.ConflictSettled) event).conflict().text())
          .contains(".spec.replicas belongs to autoscaler; it stays theirs");
    }
  }

  @Test
  void aPlanThatWillFailIsNotBegunUnlessThatIsWanted() {
    try (SandboxShop shop = new SandboxShop(SandboxOptions.of("test").withoutControllers())) {
      shop.apply(PLAIN, deployment("app:1", 1, ""));
      ReleasePlan plan =
          shop.plan(
              shop.client,
              PLAIN,
              ConflictRule.STOP,
              List.of(),
              "",
              configMap("new", "a: b"),
              deployment("app:1", 1, "").replace("{app: web}", "{app: other}"));
      ReleaseEngine engine = shop.engine(shop.client);

      assertThatThrownBy(() -> engine.apply(plan, ApplyOptions.defaults(), shop.told::add))
          .isInstanceOfSatisfying(
              ReleaseException.class,
              e -> assertThat(e.diagnostic().code()).isEqualTo(ReleaseErrorCode.WILL_FAIL))
          .hasMessageContaining("release shop/web would fail: shop/Deployment/web")
          .hasMessageContaining("field is immutable");
      assertThat(shop.revisions()).containsExactly("1 deployed");
      assertThat(shop.client.get(new ObjectKey(CONFIG_MAP, "shop", "new"))).isEmpty();

      ReleaseOutcome tried =
          engine.apply(plan, ApplyOptions.defaults().tryingAnyway(true), shop.told::add);
      assertThat(tried.result()).isEqualTo(Result.FAILED);
      assertThat(shop.revisions()).containsExactly("1 deployed", "2 failed");
    }
  }

  @Test
  void whoWaitsInLinePlansAnewAndMayFindNothingToDo() {
    try (SandboxShop shop = new SandboxShop(SandboxOptions.of("test").withoutControllers())) {
      ReleasePlan old = texts(shop, "a: \"1\"");
      ReleaseEngine engine = shop.engine(shop.client);
      shop.apply(PLAIN, configMap("config", "a: \"1\""));

      ReleaseOutcome same =
          engine.apply(
              old,
              () -> Optional.of(texts(shop, "a: \"1\"")).filter(plan -> !plan.isEmpty()),
              ApplyOptions.defaults(),
              shop.told::add);
      assertThat(same.succeeded()).isTrue();
      assertThat(same.written()).isEmpty();
      assertThat(shop.revisions()).containsExactly("1 deployed");

      ReleaseOutcome other =
          engine.apply(
              old,
              () -> Optional.of(texts(shop, "a: \"2\"")).filter(plan -> !plan.isEmpty()),
              ApplyOptions.defaults(),
              shop.told::add);
      assertThat(other.written()).hasSize(1);
      assertThat(shop.revisions()).containsExactly("1 superseded", "2 deployed");
      assertThat(shop.told)
          .filteredOn(ReleaseEvent.PlannedAnew.class::isInstance)
          .extracting(event -> ((ReleaseEvent.PlannedAnew) event).revision())
          .containsExactly(1, 1);
    }
  }

  private static ReleasePlan texts(SandboxShop shop, String data) {
    return shop.plan(
        shop.client, PLAIN, ConflictRule.STOP, List.of(), "", configMap("config", data));
  }

  @Test
  void whatHelm3LeftIsTakenOverSoThatFieldsThatGoAreGone() {
    try (SandboxShop shop = new SandboxShop(SandboxOptions.of("test").withoutControllers())) {
      shop.apply(PLAIN, configMap("config", "a: \"1\"", "old: \"1\""));
      becomeHelm3s(shop);

      assertThat(shop.apply(PLAIN, configMap("config", "a: \"1\"")).problem()).isEmpty();

      KubeObject live = shop.get("v1", "ConfigMap", "config");
      assertThat(live.texts("data")).containsOnlyKeys("a");
      assertThat(live.maps("metadata", "managedFields"))
          .singleElement()
          .satisfies(entry -> {
            assertThat(entry.get("manager")).isEqualTo("helm");
            assertThat(entry.get("operation")).isEqualTo("Apply");
          });
      assertThat(shop.history().last().orElseThrow().applyMethod())
          .isEqualTo(ApplyMethod.SERVER_SIDE);
    }
  }

  /// As if Helm 3 had made the release: fields that were written by updates, a record that does not
  /// name its method.
  private static void becomeHelm3s(SandboxShop shop) {
    KubeObject live = shop.get("v1", "ConfigMap", "config");
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "v1");
    tree.put("kind", "ConfigMap");
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", "config");
    metadata.put("namespace", "shop");
    metadata.put("labels", live.labels());
    metadata.put("annotations", live.annotations());
    tree.put("metadata", metadata);
    tree.put("data", live.texts("data"));
    shop.client.delete(live.key(), DeleteOptions.background());
    shop.client.create(KubeObject.of(new LinkedHashMap<>(tree)), WriteOptions.as("helm"));
    ReleaseStore store = new ReleaseStore(shop.client, Clock.systemUTC());
    StoredRelease record = shop.history().last().orElseThrow();
    store.delete(record);
    Instant now = record.lastDeployed().orElseThrow();
    store.create(
        record
            .again(1, "Install complete", now, now, ApplyMethod.CLIENT_SIDE)
            .withStatus(ReleaseStatus.DEPLOYED));
  }

  @Test
  void objectsOfANewKindComeAfterItsDefinition() {
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
    String thing = "apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: one}\nspec: {a: 1}\n";
    try (SandboxShop shop = new SandboxShop(SandboxOptions.of("test"))) {
      ReleaseOutcome outcome =
          shop.engine(shop.client)
              .apply(
                  shop.plan(shop.client, PLAIN, ConflictRule.STOP, List.of(), crd, thing),
                  ApplyOptions.defaults(),
                  shop.told::add);
      assertThat(outcome.problem()).isEmpty();
      assertThat(outcome.written().keySet())
          .extracting(ObjectKey::toString)
          .containsExactly("CustomResourceDefinition/things.example.org", "shop/Thing/one");
      assertThat(shop.get("example.org/v1", "Thing", "one").number(0, "spec", "a")).isEqualTo(1);

      // The version in which the object is stored must not go.
      ReleaseOutcome unsafe =
          shop.engine(shop.client)
              .apply(
                  shop.plan(
                      shop.client,
                      PLAIN,
                      ConflictRule.STOP,
                      List.of(),
                      crd.replace("name: v1\n", "name: v2\n"),
                      configMap("a", "b: c")),
                  ApplyOptions.defaults().tryingAnyway(true),
                  shop.told::add);
      assertThat(unsafe.problem().orElseThrow().code()).isEqualTo(ReleaseErrorCode.UNSAFE_CRD);
    }
  }

  @Test
  void anUpgradeThatIsKilledAnywhereEndsWellTheNextTime() {
    int kills = 0;
    boolean killed = true;
    try (SandboxShop shop = new SandboxShop(SandboxOptions.of("test").withoutControllers())) {
      while (killed) {
        shop.apply(
            PLAIN,
            configMap("a", "v: \"1\""),
            configMap("b", "v: \"1\""),
            deployment("app:1", 1, ""));
        killed = upgrade(shop, new MortalClient(shop.client, kills));
        upgrade(shop, shop.client);

        List<StoredRelease> revisions = new ArrayList<>(shop.history().revisions());
        assertThat(revisions)
            .as("after %s writes", kills)
            .noneMatch(revision -> Recovery.isUnderWay(revision.status()))
            .filteredOn(revision -> revision.status() == ReleaseStatus.DEPLOYED)
            .singleElement()
            .isSameAs(revisions.getLast());
        assertThat(
                shop.client
                    .list(
                        GroupVersionKind.of("v1", "ConfigMap"),
                        "shop",
                        ListOptions.labelled("app.kubernetes.io/managed-by=Helm"))
                    .items())
            .as("after %s writes", kills)
            .extracting(KubeObject::name)
            .containsExactlyInAnyOrder("a", "c");
        kills++;
      }
    }
    assertThat(kills).isGreaterThan(6);
  }

  private static boolean upgrade(SandboxShop shop, KubeClient client) {
    try {
      ReleaseOutcome outcome =
          shop.engine(client)
              .apply(
                  shop.plan(
                      client,
                      PLAIN,
                      ConflictRule.STOP,
                      List.of(),
                      "",
                      configMap("a", "v: \"2\""),
                      configMap("c", "v: \"1\""),
                      deployment("app:2", 1, "")),
                  ApplyOptions.defaults(),
                  shop.told::add);
      assertThat(outcome.problem()).isEmpty();
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  @Test
  void aHookWithAGeneratedNameRunsOnceThoughItsAnswerIsLost() {
    String job =
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {generateName: migrate-, annotations: {helm.sh/hook: pre-install}}
        spec:
          template:
            spec: {restartPolicy: Never, containers: [{name: m, image: "m:1"}]}
        """;
    Hook hook =
        new Hook("", "Job", "web/job.yaml", job, List.of("pre-install"), 0, List.of(), List.of());
    try (SandboxShop shop = new SandboxShop(SandboxOptions.of("test").withSpeed(50))) {
      shop.client.create(
          KubeObject.parse(
              "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"shop\"}}"),
          WriteOptions.as("a-test"));
      ReleasePlan plan =
          shop.plan(
              shop.client, PLAIN, ConflictRule.STOP, List.of(hook), "", configMap("a", "x: \"1\""));
      shop.sandbox
          .faults()
          .add(FaultRule.always(new Fault.Reset(true)).on("POST", "*/jobs*").times(1));

      ReleaseOutcome outcome =
          shop.engine(shop.client).apply(plan, ApplyOptions.defaults(), shop.told::add);

      assertThat(outcome.succeeded()).as("%s", outcome.failure()).isTrue();
      assertThat(
              shop.client
                  .list(GroupVersionKind.of("batch/v1", "Job"), "shop", ListOptions.ALL)
                  .items())
          .singleElement()
          .satisfies(made -> assertThat(made.name()).matches("migrate-[a-z0-9]{5}"));
    }
  }
}
