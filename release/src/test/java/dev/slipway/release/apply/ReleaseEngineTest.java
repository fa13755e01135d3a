package dev.slipway.release.apply;

import static dev.slipway.release.apply.Shop.WEB;
import static dev.slipway.release.apply.Shop.configMap;
import static dev.slipway.release.apply.Shop.deployment;
import static dev.slipway.release.apply.Shop.hook;
import static dev.slipway.release.apply.Shop.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.manifest.Hook;
import dev.slipway.kube.DeleteOptions;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.ReleaseSettings;
import dev.slipway.release.apply.ReleaseEvent.HookEnded;
import dev.slipway.release.apply.ReleaseEvent.HookLog;
import dev.slipway.release.apply.ReleaseEvent.Recovered;
import dev.slipway.release.apply.ReleaseOutcome.Result;
import dev.slipway.release.plan.Action;
import dev.slipway.release.plan.ObjectChange;
import dev.slipway.release.plan.ReleasePlan;
import dev.slipway.release.store.HookRun.Phase;
import dev.slipway.release.store.ReleaseStatus;
import dev.slipway.release.store.ReleaseStore;
import dev.slipway.release.store.StoredRelease;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReleaseEngineTest {
  private final Shop shop = new Shop();

  private ReleaseOutcome apply(ReleasePlan plan) {
    return shop.engine().apply(plan, ApplyOptions.defaults(), shop.progress);
  }

  private static ObjectKey key(String apiVersion, String kind, String name) {
    return new ObjectKey(GroupVersionKind.of(apiVersion, kind), "shop", name);
  }

  private static ObjectKey configMapKey(String name) {
    return key("v1", "ConfigMap", name);
  }

  private boolean exists(ObjectKey key) {
    return shop.cluster.get(key).isPresent();
  }

  @Test
  void installsWithRecordMarksAndStatus() {
    ReleaseOutcome outcome = apply(shop.plan(configMap("a", "1"), deployment("web", "x:1", "")));

    assertThat(outcome.succeeded()).isTrue();
    assertThat(outcome.written())
        .containsExactly(
            Map.entry(configMapKey("a"), Action.CREATE),
            Map.entry(key("apps/v1", "Deployment", "web"), Action.CREATE));
    assertThat(shop.revisions()).containsExactly("1 deployed");
    StoredRelease record = shop.history().last().orElseThrow();
    assertThat(record.description()).isEqualTo("Install complete");
    assertThat(record.manifest()).contains("# Source: web/templates/x.yaml");
    assertThat(shop.cluster.get(configMapKey("a")).orElseThrow().annotations())
        .containsEntry("meta.helm.sh/release-name", "web");
  }

  @Test
  void theRecordIsThereBeforeTheFirstObject() {
    apply(shop.plan(configMap("a", "1")));
    List<String> requests = shop.cluster.requests();
    assertThat(requests.indexOf("create Secret/sh.helm.release.v1.web.v1"))
        .isLessThan(requests.indexOf("apply ConfigMap/a"));
  }

  @Test
  void upgradesPrunesAndSupersedes() {
    apply(shop.plan(configMap("a", "1"), configMap("b", "1")));
    ReleaseOutcome outcome = apply(shop.plan(configMap("a", "2")));

    assertThat(outcome.written())
        .containsExactly(
            Map.entry(configMapKey("a"), Action.CHANGE),
            Map.entry(configMapKey("b"), Action.DELETE));
    assertThat(shop.revisions()).containsExactly("1 superseded", "2 deployed");
    assertThat(exists(configMapKey("b"))).isFalse();
  }

  @Test
  void whatIsAsItShouldBeGetsNoRequest() {
    apply(shop.plan(configMap("a", "1"), configMap("b", "1")));
    ReleasePlan plan = shop.plan(configMap("a", "1"), configMap("b", "2"));
    shop.cluster.forgetRequests();
    apply(plan);
    assertThat(shop.cluster.requests())
        .filteredOn(request -> request.contains("ConfigMap"))
        .containsExactly("apply ConfigMap/b");
  }

  @Test
  void whatIsToBeKeptAndWhatOthersHaveIsNotDeleted() {
    String kept =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: k, annotations: {helm.sh/resource-policy: keep}}
        """;
    apply(shop.plan(configMap("a", "1"), kept, configMap("taken", "1")));
    shop.cluster.put(
        """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"taken","namespace":"shop",
         "labels":{"app.kubernetes.io/managed-by":"Helm"},
         "annotations":{"meta.helm.sh/release-name":"other",
                        "meta.helm.sh/release-namespace":"shop"}}}
        """);

    ReleaseOutcome outcome = apply(shop.plan(configMap("a", "2")));

    assertThat(outcome.kept()).containsOnlyKeys(configMapKey("k"), configMapKey("taken"));
    assertThat(outcome.kept().get(configMapKey("taken"))).contains("must equal \"web\"");
    assertThat(exists(configMapKey("k"))).isTrue();
    assertThat(exists(configMapKey("taken"))).isTrue();
  }

  @Test
  void anObjectOfNobodyIsNotTakenAndNothingIsRecorded() {
    shop.cluster.put(
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\","
            + "\"metadata\":{\"name\":\"a\",\"namespace\":\"shop\"}}");
    ReleasePlan plan = shop.plan(configMap("a", "1"));
    assertThatThrownBy(() -> apply(plan))
        .isInstanceOfSatisfying(
            ReleaseException.class,
            e -> assertThat(e.diagnostic().code()).isEqualTo(ReleaseErrorCode.NOT_OWNED))
        .hasMessageStartingWith(
            "ConfigMap \"a\" in namespace \"shop\" exists and cannot be imported into the current"
                + " release: invalid ownership metadata; ");
    assertThat(shop.revisions()).isEmpty();
  }

  @Test
  void hooksRunByWeightAndAreDeletedAsTheirPoliciesSay() {
    ReleaseOutcome outcome =
        apply(
            shop.plan(
                Shop.SETTINGS,
                List.of(
                    hook("second", "pre-install", 5, ""),
                    hook("first", "pre-install", -5, "", "hook-succeeded"),
                    hook("after", "post-install", 0, "")),
                configMap("a", "1")));

    assertThat(outcome.succeeded()).isTrue();
    assertThat(shop.cluster.requests())
        .filteredOn(request -> request.startsWith("apply "))
        .containsExactly(
            "apply Job/first", "apply Job/second", "apply ConfigMap/a", "apply Job/after");
    assertThat(exists(key("batch/v1", "Job", "first"))).isFalse();
    assertThat(exists(key("batch/v1", "Job", "second"))).isTrue();
    StoredRelease record = shop.history().last().orElseThrow();
    assertThat(record.hooks())
        .extracting(hook -> hook.lastRun().phase())
        .containsOnly(Phase.SUCCEEDED);
    assertThat(record.hooks().getFirst().hook().deletePolicies())
        .containsExactly("before-hook-creation");
  }

  @Test
  void aHookThatFailsStopsItAndTells() {
    shop.cluster.put(
        """
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"first-1","namespace":"shop",
         "labels":{"job-name":"first"}},"spec":{"containers":[{"name":"a"}]}}
        """);
    ReleaseOutcome outcome =
        apply(
            shop.plan(
                Shop.SETTINGS,
                List.of(hook("first", "pre-install", 0, "no luck", "hook-failed")),
                configMap("a", "1")));

    assertThat(outcome.result()).isEqualTo(Result.FAILED);
    assertThat(outcome.problem().orElseThrow().message())
        .isEqualTo("pre-install hook Job/first failed: Job/first: no luck");
    assertThat(outcome.evidence()).contains("evidence of Job/first", "a line of first-1");
    assertThat(exists(configMapKey("a"))).isFalse();
    assertThat(exists(key("batch/v1", "Job", "first"))).isFalse();
    assertThat(shop.revisions()).containsExactly("1 failed");
    assertThat(shop.told)
        .filteredOn(HookLog.class::isInstance)
        .singleElement()
        .extracting(event -> ((HookLog) event).line())
        .isEqualTo("a line of first-1");
    assertThat(shop.told).anyMatch(HookEnded.class::isInstance);
  }

  @Test
  void aFailedFirstInstallCanBeUpgraded() {
    shop.cluster.refuse("Deployment/web", "no such field");
    apply(shop.plan(configMap("a", "1"), deployment("web", "x:1", "")));
    assertThat(shop.revisions()).containsExactly("1 failed");

    shop.cluster.refuseNothing();
    // What only the failed revision had goes.
    ReleaseOutcome outcome = apply(shop.plan(deployment("web", "x:1", "")));

    assertThat(outcome.succeeded()).isTrue();
    assertThat(shop.revisions()).containsExactly("1 failed", "2 deployed");
    assertThat(exists(configMapKey("a"))).isFalse();
  }

  @Test
  void anAtomicUpgradeThatFailsGoesBackAndKeepsTheEvidence() {
    apply(shop.plan(configMap("a", "1"), deployment("web", "x:1", "")));
    Map<String, String> before = shop.cluster.state();

    ReleaseOutcome outcome =
        apply(
            shop.plan(
                with(true, false, false, false),
                List.of(),
                configMap("b", "1"),
                deployment("web", "x:2", "image cannot be pulled")));

    assertThat(outcome.result()).isEqualTo(Result.ROLLED_BACK);
    assertThat(outcome.problem().orElseThrow().message())
        .isEqualTo("Deployment/web: image cannot be pulled");
    assertThat(outcome.evidence()).containsExactly("evidence of Deployment/web");
    assertThat(shop.cluster.state()).isEqualTo(before);
    assertThat(shop.revisions()).containsExactly("1 superseded", "2 failed", "3 deployed");
    StoredRelease failed = shop.history().find(2).orElseThrow();
    assertThat(failed.description())
        .isEqualTo("Upgrade \"web\" failed: Deployment/web: image cannot be pulled");
    assertThat(failed.evidence()).containsExactly("evidence of Deployment/web");
    StoredRelease back = shop.history().last().orElseThrow();
    assertThat(back.description()).isEqualTo("Rollback to 1");
    assertThat(back.rollbackRevision()).isEqualTo(1);
  }

  @Test
  void anAtomicFirstInstallThatFailsLeavesNothing() {
    ReleaseOutcome outcome =
        apply(
            shop.plan(
                with(true, false, false, false),
                List.of(),
                configMap("a", "1"),
                deployment("web", "x:1", "no room")));

    assertThat(outcome.result()).isEqualTo(Result.REMOVED);
    assertThat(outcome.problem().orElseThrow().message()).isEqualTo("Deployment/web: no room");
    assertThat(shop.cluster.state()).isEmpty();
    assertThat(shop.revisions()).isEmpty();
  }

  @Test
  void cleanupOnFailRemovesWhatWasMadeNow() {
    apply(shop.plan(configMap("a", "1")));
    shop.cluster.refuse("Deployment/web", "no such field");
    apply(
        shop.plan(
            with(false, true, false, false),
            List.of(),
            configMap("a", "2"),
            configMap("b", "1"),
            deployment("web", "x:1", "")));
    assertThat(exists(configMapKey("a"))).isTrue();
    assertThat(exists(configMapKey("b"))).isFalse();
    assertThat(shop.revisions()).containsExactly("1 deployed", "2 failed");
  }

  @Test
  void allProblemsOfOneKindAreTold() {
    shop.cluster.refuse("ConfigMap/a", "first");
    shop.cluster.refuse("ConfigMap/b", "second");
    ReleaseOutcome outcome = apply(shop.plan(configMap("a", "1"), configMap("b", "1")));
    assertThat(outcome.problem().orElseThrow().message()).isEqualTo("shop/ConfigMap/a: first");
    assertThat(outcome.problem().orElseThrow().notes())
        .containsExactly("also: shop/ConfigMap/b: second");
  }

  @Test
  void whatCannotBeChangedIsReplacedOnlyByForce() {
    apply(shop.plan(deployment("web", "x:1", "")));
    ReleasePlan gentle = replacing(shop.plan(deployment("web", "x:2", "")));
    assertThat(apply(gentle).problem().orElseThrow().message())
        .isEqualTo("shop/Deployment/web cannot be changed to what it is to be: selector");

    ReleasePlan forced =
        replacing(
            shop.plan(with(false, false, true, false), List.of(), deployment("web", "x:2", "")));
    assertThat(apply(forced).written())
        .containsExactly(Map.entry(key("apps/v1", "Deployment", "web"), Action.REPLACE));
  }

  private static ReleasePlan replacing(ReleasePlan plan) {
    List<ObjectChange> changes =
        plan.changes().stream()
            .map(change -> change.withAction(Action.REPLACE, "selector"))
            .toList();
    return plan.with(plan.crds(), changes, plan.findings());
  }

  @Test
  void podsAreRestartedAsKubectlDoes() {
    apply(shop.plan(deployment("web", "x:1", "")));
    apply(shop.plan(with(false, false, false, true), List.of(), deployment("web", "x:1", "")));
    assertThat(
            shop.cluster
                .get(key("apps/v1", "Deployment", "web"))
                .orElseThrow()
                .texts("spec", "template", "metadata", "annotations"))
        .containsEntry("kubectl.kubernetes.io/restartedAt", "2026-11-27T21:00:00Z");
  }

  @Test
  void aRollbackNeedsNothingButTheRecords() {
    apply(shop.plan(configMap("a", "1"), configMap("b", "1")));
    Map<String, String> first = shop.cluster.state();
    apply(shop.plan(configMap("a", "2"), configMap("c", "1")));

    ReleaseOutcome outcome =
        shop.engine().rollback(WEB, 0, Shop.SETTINGS, ApplyOptions.defaults(), shop.progress);

    assertThat(outcome.succeeded()).isTrue();
    assertThat(shop.cluster.state()).isEqualTo(first);
    assertThat(shop.revisions()).containsExactly("1 superseded", "2 superseded", "3 deployed");
    assertThatThrownBy(() ->
            shop.engine().rollback(WEB, 17, Shop.SETTINGS, ApplyOptions.defaults(), shop.progress))
        .hasMessage("release shop/web has no revision 17");
  }

  @Test
  void anUninstallLeavesNothingButWhatIsKept() {
    apply(
        shop.plan(
            Shop.SETTINGS,
            List.of(
                hook("bye", "pre-delete", 0, "", "hook-succeeded"),
                hook("gone", "post-delete", 0, "", "hook-succeeded")),
            configMap("a", "1"),
            deployment("web", "x:1", "")));
    shop.cluster.forgetRequests();

    ReleaseOutcome outcome =
        shop.engine()
            .uninstall(
                WEB,
                UninstallOptions.DEFAULTS.waiting(true),
                ApplyOptions.defaults(),
                shop.progress);

    assertThat(outcome.succeeded()).isTrue();
    assertThat(shop.cluster.state()).isEmpty();
    assertThat(shop.revisions()).isEmpty();
    assertThat(shop.cluster.requests())
        .filteredOn(request -> request.startsWith("delete ") || request.startsWith("apply "))
        .containsExactly(
            "apply Job/bye",
            "delete Job/bye",
            "delete Deployment/web",
            "delete ConfigMap/a",
            "apply Job/gone",
            "delete Job/gone",
            "delete Secret/sh.helm.release.v1.web.v1",
            "delete Lease/slipway.web");
  }

  @Test
  void theHistoryOfAnUninstalledReleaseCanBeKept() {
    apply(shop.plan(configMap("a", "1")));
    shop.engine()
        .uninstall(
            WEB,
            UninstallOptions.DEFAULTS.keepingHistory(true),
            ApplyOptions.defaults(),
            shop.progress);
    assertThat(shop.revisions()).containsExactly("1 uninstalled");
    assertThat(apply(shop.plan(configMap("a", "1"))).succeeded()).isTrue();
    assertThat(shop.revisions()).containsExactly("1 uninstalled", "2 deployed");
  }

  @Test
  void testsTellWhatTheirPodsWrote() {
    String pod =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: check}
        spec: {containers: [{name: a, image: b}]}
        """;
    Hook test =
        new Hook("check", "Pod", "web/t.yaml", pod, List.of("test"), 0, List.of(), List.of());
    apply(shop.plan(Shop.SETTINGS, List.of(test), configMap("a", "1")));

    TestReport report =
        shop.engine()
            .test(
                WEB,
                new TestOptions(Set.of(), Set.of(), Duration.ofMinutes(1), true),
                ApplyOptions.defaults(),
                shop.progress);

    assertThat(report.passed()).isTrue();
    assertThat(report.tests())
        .singleElement()
        .extracting(TestReport.Test::logs)
        .isEqualTo(List.of("a line of check"));
    assertThat(shop.history().last().orElseThrow().hooks().getFirst().lastRun().phase())
        .isEqualTo(Phase.SUCCEEDED);
  }

  @Test
  void statusTellsHowTheObjectsAreNow() {
    apply(shop.plan(configMap("a", "1"), deployment("web", "x:1", "")));
    shop.cluster.delete(configMapKey("a"), DeleteOptions.background());
    ReleaseHealth health = shop.engine().status(WEB, 0);
    assertThat(health.objects())
        .extracting(ReleaseHealth.ObjectHealth::state)
        .containsExactly(ReleaseHealth.State.MISSING, ReleaseHealth.State.READY);
    assertThat(health.atWork()).isNull();
  }

  @Test
  void aFirstStopEndsTheRunningStepAndSaysHowFarItCame() {
    Cancellation cancellation = new Cancellation();
    shop.progress =
        event -> {
          shop.told.add(event);
          if (event instanceof ReleaseEvent.ObjectWritten) {
            cancellation.stop();
          }
        };
    ReleasePlan plan = shop.plan(configMap("a", "1"), deployment("web", "x:1", ""));
    ReleaseOutcome outcome =
        shop.engine().apply(plan, ApplyOptions.defaults().stoppedBy(cancellation), shop.progress);

    assertThat(outcome.result()).isEqualTo(Result.STOPPED);
    assertThat(shop.history().last().orElseThrow().description())
        .isEqualTo("Release \"web\" failed: stopped by the user after 1 objects were written");
    assertThat(exists(key("apps/v1", "Deployment", "web"))).isFalse();
  }

  @Test
  void aPlanThatIsOutOfDateIsMadeAnewOrRefused() {
    ReleasePlan old = shop.plan(configMap("a", "1"));
    apply(shop.plan(configMap("a", "2")));

    assertThatThrownBy(() -> apply(old))
        .hasMessage(
            "the plan for release shop/web was made after revision 0, and there is revision 1 now");
    ReleaseOutcome outcome =
        shop.engine()
            .apply(
                old,
                () -> Optional.of(shop.plan(configMap("a", "3"))),
                ApplyOptions.defaults(),
                shop.progress);
    assertThat(outcome.succeeded()).isTrue();
    assertThat(shop.revisions()).containsExactly("1 superseded", "2 deployed");
  }

  @Test
  void aShortHistoryForgetsNoRevisionThatLeftSomethingBehind() {
    ReleaseSettings two =
        new ReleaseSettings(
            false,
            false,
            false,
            Duration.ofSeconds(30),
            false,
            false,
            false,
            false,
            true,
            true,
            false,
            2,
            "",
            Map.of());
    apply(shop.plan(two, List.of(), configMap("a", "1")));
    shop.cluster.refuse("Deployment/web", "no such field");
    for (int i = 0; i < 4; i++) {
      apply(
          shop.plan(
              two,
              List.of(),
              configMap("a", "1"),
              configMap("own" + i, "1"),
              deployment("web", "x:1", "")));
    }
    shop.cluster.refuseNothing();

    apply(shop.plan(two, List.of(), configMap("a", "1")));

    assertThat(shop.cluster.state().keySet()).containsExactly("ConfigMap/shop/a");
    apply(shop.plan(two, List.of(), configMap("a", "2")));
    assertThat(shop.revisions()).containsExactly("6 superseded", "7 deployed");
  }

  @Test
  void aRemovalThatHelmBeganIsGoneOnWith() {
    apply(shop.plan(configMap("a", "1")));
    ReleaseStore store = new ReleaseStore(shop.cluster, Shop.CLOCK);
    StoredRelease last = store.last(WEB).orElseThrow();
    store.delete(last);
    store.create(
        last.again(1, "", Shop.NOW, Shop.NOW, last.applyMethod())
            .withDeleted(Shop.NOW)
            .withStatus(ReleaseStatus.UNINSTALLING));

    ReleaseOutcome outcome =
        shop.engine()
            .uninstall(WEB, UninstallOptions.DEFAULTS, ApplyOptions.defaults(), shop.progress);

    assertThat(outcome.succeeded()).isTrue();
    assertThat(shop.cluster.state()).isEmpty();
    assertThat(shop.revisions()).isEmpty();
  }

  /// Helm 3's rollback asks neither for the lock nor whether another operation is in progress.
  @Test
  void whatHelmBringsMeanwhileStaysWhatCounts() {
    apply(shop.plan(configMap("a", "1")));
    ReleaseStore store = new ReleaseStore(shop.cluster, Shop.CLOCK);
    StoredRelease first = store.last(WEB).orElseThrow();
    ReleaseProgress helm =
        event -> {
          if (event instanceof ReleaseEvent.ObjectWritten) {
            store.create(
                first
                    .again(3, "Rollback to 1", Shop.NOW, Shop.NOW, first.applyMethod())
                    .withStatus(ReleaseStatus.DEPLOYED));
          }
        };

    ReleaseOutcome outcome =
        shop.engine().apply(shop.plan(configMap("a", "2")), ApplyOptions.defaults(), helm);

    assertThat(outcome.result()).isEqualTo(Result.FAILED);
    assertThat(outcome.problem().orElseThrow().code()).isEqualTo(ReleaseErrorCode.OVERTAKEN);
    assertThat(shop.revisions()).containsExactly("1 deployed", "2 failed", "3 deployed");
    assertThat(apply(shop.plan(configMap("a", "2"))).succeeded()).isTrue();
    assertThat(shop.revisions())
        .containsExactly("1 superseded", "2 failed", "3 superseded", "4 deployed");
  }

  @Test
  void aNewestRevisionThatIsSupersededIsNoDeadEnd() {
    apply(shop.plan(configMap("a", "1")));
    ReleaseStore store = new ReleaseStore(shop.cluster, Shop.CLOCK);
    StoredRelease first = store.last(WEB).orElseThrow();
    ReleasePlan plan = shop.plan(configMap("a", "2"));
    store.create(
        first
            .again(2, "Rollback to 1", Shop.NOW, Shop.NOW, first.applyMethod())
            .withStatus(ReleaseStatus.SUPERSEDED));

    assertThat(apply(plan).succeeded()).isTrue();
    assertThat(shop.revisions()).containsExactly("1 superseded", "2 superseded", "3 deployed");
  }

  @Test
  void aPendingRecordOfHelmIsLeftAloneUntilItIsOld() {
    apply(shop.plan(configMap("a", "1")));
    ReleaseStore store = new ReleaseStore(shop.cluster, Shop.CLOCK);
    StoredRelease last = store.last(WEB).orElseThrow();
    store.create(
        last.again(
            2, "Preparing upgrade", Shop.NOW, Shop.NOW.minusSeconds(60), last.applyMethod()));
    ReleasePlan plan = shop.plan(configMap("a", "2"));

    assertThatThrownBy(() -> apply(plan))
        .isInstanceOfSatisfying(
            ReleaseException.class,
            e -> assertThat(e.diagnostic().code()).isEqualTo(ReleaseErrorCode.PENDING));

    ReleaseOutcome outcome =
        shop.engine()
            .apply(
                plan,
                ApplyOptions.defaults().withStrangerPatience(Duration.ofSeconds(30)),
                shop.progress);
    assertThat(outcome.succeeded()).isTrue();
    assertThat(shop.revisions()).containsExactly("1 superseded", "2 failed", "3 deployed");
    assertThat(shop.told)
        .filteredOn(Recovered.class::isInstance)
        .singleElement()
        .extracting(event -> ((Recovered) event).was())
        .isEqualTo(ReleaseStatus.PENDING_ROLLBACK);
  }
}
