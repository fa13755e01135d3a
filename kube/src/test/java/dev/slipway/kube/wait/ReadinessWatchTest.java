package dev.slipway.kube.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.client.FakeTiming;
import dev.slipway.kube.client.Fixtures;
import dev.slipway.kube.client.HttpKubeClient;
import dev.slipway.kube.client.ScriptedCluster;
import dev.slipway.kube.client.ScriptedCluster.Reply;
import dev.slipway.kube.status.FailureReason;
import dev.slipway.kube.status.FailureSign;
import dev.slipway.kube.status.ObjectStatus;
import dev.slipway.kube.wait.WaitReport.Outcome;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.ObjectKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReadinessWatchTest {
  private static final String NAMESPACE = "GET /apis/apps/v1/namespaces/shop/";
  private static final String CORE = "GET /api/v1/namespaces/shop/";
  private static final GroupVersionKind STATEFUL_SET =
      GroupVersionKind.of("apps/v1", "StatefulSet");
  private static final GroupVersionKind JOB = GroupVersionKind.of("batch/v1", "Job");

  private final ScriptedCluster cluster = new ScriptedCluster();
  private final FakeTiming timing = new FakeTiming();
  private final HttpKubeClient client = cluster.client(timing);
  private final List<String> told = new ArrayList<>();

  /// Writes down what it hears; time passes with each new sign.
  private final WaitListener listener =
      new WaitListener() {
        @Override
        public void progress(ObjectKey key, ObjectStatus status, String text) {
          told.add(key.label() + " " + text);
        }

        @Override
        public void sign(ObjectKey key, FailureSign sign) {
          told.add(key.label() + " " + sign.reason());
          timing.pass(Duration.ofSeconds(30).toNanos());
        }

        @Override
        public void trouble(String message) {
          told.add(message);
        }
      };

  @AfterEach
  void tearDown() {
    client.close();
    cluster.close();
  }

  private ReadinessWatch watch(WaitSettings settings) {
    return new ReadinessWatch(client, settings.with(timing), listener);
  }

  private ReadinessWatch watch() {
    return watch(WaitSettings.of(Duration.ofMinutes(5)));
  }

  private static ObjectKey key(GroupVersionKind type, String name) {
    return new ObjectKey(type, "shop", name);
  }

  private static String list(String... items) {
    return "{\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"5\"},\"items\":["
        + String.join(",", items)
        + "]}";
  }

  private static String event(String type, String object) {
    return "{\"type\":\"" + type + "\",\"object\":" + object + "}";
  }

  private static String deployment(String name, long seen, int ready) {
    return """
    {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%s","namespace":"shop",
    "uid":"u-%s","generation":2,"resourceVersion":"%d%d",
    "annotations":{"deployment.kubernetes.io/revision":"2"}},"spec":{"replicas":2},
    "status":{"observedGeneration":%d,"replicas":2,"updatedReplicas":2,"readyReplicas":%d,
    "availableReplicas":%d,"conditions":[{"type":"Available","status":"True"}]}}\
    """
        .formatted(name, name, seen, ready, seen, ready, ready)
        .replace("\n", "");
  }

  private static String pod(String name, String hash, String status) {
    return """
    {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s","namespace":"shop",
    "labels":{"pod-template-hash":"%s"},"ownerReferences":[{"kind":"ReplicaSet","name":"web-%s",
    "controller":true}]},"status":%s}\
    """
        .formatted(name, hash, hash, status)
        .replace("\n", "");
  }

  private static String waiting(String reason) {
    return "{\"phase\":\"Pending\",\"containerStatuses\":[{\"name\":\"app\",\"ready\":false,"
        + "\"state\":{\"waiting\":{\"reason\":\""
        + reason
        + "\",\"message\":\"no such image\"}}}]}";
  }

  private void replicaSet(String hash, String revision) {
    cluster.on(
        NAMESPACE + "replicasets/web-" + hash,
        Reply.ok(
            "{\"apiVersion\":\"apps/v1\",\"kind\":\"ReplicaSet\",\"metadata\":{\"annotations\":"
                + "{\"deployment.kubernetes.io/revision\":\""
                + revision
                + "\"}}}"));
  }

  @Test
  void endsWhenAllAreReadyAndTellsHowTheyGetThere() {
    cluster
        .on(
            NAMESPACE + "deployments?limit=500",
            Reply.ok(list(deployment("web", 1, 2), deployment("api", 2, 2))))
        .on(
            NAMESPACE + "deployments",
            Reply.streaming(
                event("MODIFIED", deployment("web", 2, 1)),
                event("MODIFIED", deployment("web", 2, 2))))
        .on(CORE + "pods", Reply.ok(list()));

    WaitReport report =
        watch()
            .untilReady(
                List.of(
                    key(Fixtures.DEPLOYMENT, "web"),
                    key(Fixtures.DEPLOYMENT, "api"),
                    key(Fixtures.CONFIG_MAP, "conf")));

    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    assertThat(told)
        .contains(
            "ConfigMap/conf ready",
            "Deployment/web 0 of 2 ready",
            "Deployment/web 2 of 2 ready",
            "Deployment/api 2 of 2 ready");
    assertThat(report.objects())
        .extracting(end -> end.key().name())
        .containsExactly("web", "api", "conf");
    assertThat(report.evidence()).isEmpty();
    assertThat(cluster.lines()).noneMatch(line -> line.contains("configmaps"));
  }

  @Test
  @Timeout(60)
  void aLookThatTookLongDoesNotKeepItFromHearing() {
    cluster
        .on(
            NAMESPACE + "deployments?fieldSelector=metadata.name%3Dweb&limit=500",
            Reply.ok(list(deployment("web", 1, 2))))
        .on(NAMESPACE + "deployments", Reply.streaming(event("MODIFIED", deployment("web", 2, 2))))
        .on(CORE + "pods", Reply.ok(list()));
    WaitListener slow =
        (key, status, text) -> {
          if (!status.isCurrent()) {
            timing.pass(Duration.ofMinutes(1).toNanos());
          }
        };

    WaitReport report =
        new ReadinessWatch(client, WaitSettings.of(Duration.ofMinutes(5)).with(timing), slow)
            .untilReady(List.of(key(Fixtures.DEPLOYMENT, "web")));

    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void failsEarlyWhenAnImageCannotBePulledAndGathersTheEvidence() {
    replicaSet("new", "2");
    replicaSet("old", "1");
    cluster
        .on(
            NAMESPACE + "deployments?fieldSelector=metadata.name%3Dweb&limit=500",
            Reply.ok(list(deployment("web", 2, 1))))
        .on(NAMESPACE + "deployments", Reply.streaming())
        .on(
            CORE + "pods?limit=500",
            Reply.ok(
                list(
                    pod("web-new-1", "new", waiting("ImagePullBackOff")),
                    pod("web-old-1", "old", waiting("InvalidImageName")),
                    pod("other", "x", waiting("InvalidImageName")))))
        .on(CORE + "pods", Reply.streaming())
        .on(
            CORE + "events",
            Reply.ok(
                list(
                    "{\"type\":\"Warning\",\"reason\":\"Failed\",\"message\":\"pull failed\","
                        + "\"lastTimestamp\":\"2026-01-01T00:00:00Z\",\"count\":4,"
                        + "\"involvedObject\":{\"kind\":\"Pod\",\"name\":\"web-new-1\"}}")));

    WaitReport report = watch().untilReady(List.of(key(Fixtures.DEPLOYMENT, "web")));

    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    Evidence evidence = report.evidence().getFirst();
    assertThat(evidence.signs())
        .extracting(FailureSign::describe)
        .containsExactly("the image cannot be pulled: Pod/web-new-1, container app: no such image");
    assertThat(evidence.events())
        .contains(
            new Evidence.EventLine(
                "2026-01-01T00:00:00Z", true, "Failed", "Pod/web-new-1", "pull failed", 4));
    assertThat(evidence.logs()).isEmpty();
    assertThat(evidence.notes()).isEmpty();
    assertThat(report.took()).isLessThan(Duration.ofMinutes(5));
  }

  @Test
  void takesTheLogOfAContainerThatCrashes() {
    replicaSet("new", "2");
    String crash =
        "{\"phase\":\"Running\",\"containerStatuses\":[{\"name\":\"app\",\"ready\":false,"
            + "\"restartCount\":4,\"state\":{\"waiting\":{\"reason\":\"CrashLoopBackOff\"}},"
            + "\"lastState\":{\"terminated\":{\"exitCode\":1}}}]}";
    cluster
        .on(
            NAMESPACE + "deployments?fieldSelector=metadata.name%3Dweb&limit=500",
            Reply.ok(list(deployment("web", 2, 1))))
        .on(NAMESPACE + "deployments", Reply.streaming())
        .on(CORE + "pods?limit=500", Reply.ok(list(pod("web-new-1", "new", crash))))
        .on(CORE + "pods", Reply.streaming())
        .on(CORE + "events", Reply.error(403, "Forbidden", "User \"u\" cannot list resource", ""))
        .on(
            CORE + "pods/web-new-1/log?container=app&tailLines=20&previous=true",
            Reply.ok("panic: no config\n"));

    WaitReport report = watch().untilReady(List.of(key(Fixtures.DEPLOYMENT, "web")));

    Evidence evidence = report.evidence().getFirst();
    assertThat(evidence.signs().getFirst().reason()).isEqualTo(FailureReason.CRASH_LOOP);
    assertThat(evidence.logs())
        .extracting(Evidence.ContainerLog::text)
        .containsExactly("panic: no config\n");
    assertThat(evidence.notes()).anyMatch(note -> note.startsWith("no events of Deployment/web"));
  }

  @Test
  void asksForEventsWhenAStatefulSetGetsNoPods() {
    String set =
        "{\"apiVersion\":\"apps/v1\",\"kind\":\"StatefulSet\",\"metadata\":{\"name\":\"db\","
            + "\"namespace\":\"shop\",\"uid\":\"u\"},\"spec\":{\"replicas\":1},\"status\":{}}";
    cluster
        .on(
            NAMESPACE + "statefulsets?fieldSelector=metadata.name%3Ddb&limit=500",
            Reply.ok(list(set)))
        .on(NAMESPACE + "statefulsets", Reply.streaming())
        .on(CORE + "pods?limit=500", Reply.ok(list()))
        .on(CORE + "pods", Reply.streaming())
        .on(
            CORE + "events",
            Reply.ok(
                list(
                    "{\"reason\":\"FailedCreate\",\"message\":\"exceeded quota: q\","
                        + "\"lastTimestamp\":\"2026-01-01T00:00:00Z\"}")));
    WaitListener passing =
        (key, status, text) -> {
          told.add(text);
          timing.pass(Duration.ofSeconds(11).toNanos());
        };
    ReadinessWatch watch =
        new ReadinessWatch(
            client, WaitSettings.of(Duration.ofMinutes(5)).with(new Hastening(timing)), passing);

    WaitReport report = watch.untilReady(List.of(key(STATEFUL_SET, "db")));

    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.evidence().getFirst().signs())
        .extracting(FailureSign::reason, FailureSign::message)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(FailureReason.PODS_REFUSED, "exceeded quota: q"));
  }

  @Test
  void hearsAtOnceThatPodsOfAStatefulSetAreRefused() {
    String set =
        "{\"apiVersion\":\"apps/v1\",\"kind\":\"StatefulSet\",\"metadata\":{\"name\":\"db\","
            + "\"namespace\":\"shop\",\"uid\":\"u\"},\"spec\":{\"replicas\":1},\"status\":{}}";
    String refused =
        "{\"kind\":\"Event\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"e\",\"namespace\":"
            + "\"shop\"},\"reason\":\"FailedCreate\",\"message\":\"violates PodSecurity\","
            + "\"lastTimestamp\":\"2026-01-01T00:00:00Z\",\"involvedObject\":{\"kind\":"
            + "\"StatefulSet\",\"namespace\":\"shop\",\"name\":\"db\"}}";
    String mine = "involvedObject.kind%3DStatefulSet%2CinvolvedObject.name%3Ddb";
    cluster
        .on(
            NAMESPACE + "statefulsets?fieldSelector=metadata.name%3Ddb&limit=500",
            Reply.ok(list(set)))
        .on(NAMESPACE + "statefulsets", Reply.streaming())
        .on(CORE + "pods?limit=500", Reply.ok(list()))
        .on(CORE + "pods", Reply.streaming())
        .on(CORE + "events?fieldSelector=" + mine + "&limit=500", Reply.ok(list(refused)))
        .on(CORE + "events?fieldSelector=reason%3DFailedCreate&limit=500", Reply.ok(list()))
        .on(CORE + "events", Reply.streaming(event("ADDED", refused)));

    // No time passes but with the sign, and so nothing is asked for because it is idle.
    WaitReport report = watch().untilReady(List.of(key(STATEFUL_SET, "db")));

    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(told).contains("StatefulSet/db PODS_REFUSED");
  }

  @Test
  void waitsForHooksToEndAndSeesThemFail() {
    String job =
        "{\"apiVersion\":\"batch/v1\",\"kind\":\"Job\",\"metadata\":{\"name\":\"%s\","
            + "\"namespace\":\"shop\"},\"status\":{\"startTime\":\"x\",\"conditions\":"
            + "[{\"type\":\"%s\",\"status\":\"True\",\"reason\":\"R\",\"message\":\"m\"}]}}";
    cluster
        .on(
            "GET /apis/batch/v1/namespaces/shop/jobs?limit=500",
            Reply.ok(list(job.formatted("a", "Complete"), job.formatted("b", "Failed"))))
        .on("GET /apis/batch/v1/namespaces/shop/jobs", Reply.streaming())
        .on(CORE + "pods", Reply.ok(list()))
        .on(CORE + "events", Reply.ok(list()));

    WaitReport report =
        watch(
                WaitSettings.of(Duration.ofMinutes(5))
                    .with(WaitSettings.Mode.RUN)
                    .failingEarly(false))
            .untilReady(
                List.of(key(JOB, "a"), key(JOB, "b"), key(Fixtures.DEPLOYMENT, "not-waited-for")));

    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.open()).extracting(end -> end.key().name()).containsExactly("b");
    assertThat(report.evidence().getFirst().signs())
        .extracting(FailureSign::describe)
        .containsExactly("the job failed: Job/b: R: m");
  }

  @Test
  void endsWhenTheTimeIsOver() {
    cluster
        .on(NAMESPACE + "deployments?fieldSelector=metadata.name%3Dweb&limit=500", Reply.ok(list()))
        .on(NAMESPACE + "deployments", Reply.streaming())
        .on(CORE + "events", Reply.ok(list()));
    ReadinessWatch watch =
        new ReadinessWatch(
            client,
            WaitSettings.of(Duration.ofMinutes(5)).with(timing),
            (key, status, text) -> timing.pass(Duration.ofMinutes(6).toNanos()));

    WaitReport report = watch.untilReady(List.of(key(Fixtures.DEPLOYMENT, "web")));

    assertThat(report.outcome()).isEqualTo(Outcome.TIMEOUT);
    assertThat(report.open().getFirst().status()).isEqualTo(ObjectStatus.NOT_FOUND);
  }

  @Test
  void endsWhenSomeoneStopsIt() {
    cluster
        .on(NAMESPACE + "deployments?fieldSelector=metadata.name%3Dweb&limit=500", Reply.ok(list()))
        .on(NAMESPACE + "deployments", Reply.streaming());
    List<ReadinessWatch> self = new ArrayList<>();
    ReadinessWatch watch =
        new ReadinessWatch(
            client,
            WaitSettings.of(Duration.ofMinutes(5)).with(timing),
            (key, status, text) -> self.getFirst().stop());
    self.add(watch);

    assertThat(watch.untilReady(List.of(key(Fixtures.DEPLOYMENT, "web"))).outcome())
        .isEqualTo(Outcome.INTERRUPTED);
  }

  @Test
  void waitsUntilObjectsAreGone() {
    String held =
        "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"web\","
            + "\"namespace\":\"shop\",\"resourceVersion\":\"6\",\"deletionTimestamp\":\"x\","
            + "\"finalizers\":[\"example.org/hold\"]}}";
    cluster
        .on(NAMESPACE + "deployments?limit=500", Reply.ok(list(held)))
        .on(NAMESPACE + "deployments", Reply.streaming(event("DELETED", held)));

    WaitReport report =
        watch()
            .untilGone(
                List.of(
                    key(Fixtures.DEPLOYMENT, "web"),
                    key(Fixtures.DEPLOYMENT, "gone"),
                    new ObjectKey(Fixtures.WIDGET, "shop", "never-served")));

    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    assertThat(told)
        .contains(
            "Deployment/web is being deleted, held by example.org/hold", "Deployment/web gone");
  }

  @Test
  void getsObjectsOneByOneWhereListingIsForbidden() {
    Reply forbidden = Reply.error(403, "Forbidden", "User \"u\" cannot list resource", "");
    cluster
        .on(NAMESPACE + "deployments", forbidden)
        .on(NAMESPACE + "deployments/web", Reply.ok(deployment("web", 2, 2)))
        .on(CORE + "pods", forbidden);

    WaitReport report = watch().untilReady(List.of(key(Fixtures.DEPLOYMENT, "web")));

    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void endsWithAnErrorWhenTheCredentialIsRefused() {
    cluster.on(NAMESPACE + "deployments", Reply.error(401, "Unauthorized", "Unauthorized", ""));

    KubeException fault =
        catchThrowableOfType(
            KubeException.class,
            () -> watch().untilReady(List.of(key(Fixtures.DEPLOYMENT, "web"))));

    assertThat(fault.is(KubeErrorCode.UNAUTHORIZED)).isTrue();
  }
}
