package dev.slipway.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.object.KubeObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final String CORE = "/api/v1/namespaces/default/";

  private final TestCluster cluster = new TestCluster();

  private static String pod(String name, String resources) {
    return "{apiVersion: v1, kind: Pod, metadata: {name: "
        + name
        + "}, spec: {containers: [{name: web, image: 'nginx:1', resources: "
        + resources
        + "}]}}";
  }

  @Test
  void givesPodsAccountTokenPriorityAndTolerations() {
    KubeObject pod = cluster.post(CORE + "pods", pod("a", "{limits: {cpu: 1}}"));

    assertThat(pod.text("spec", "serviceAccountName")).isEqualTo("default");
    assertThat(KubeObject.of(pod.maps("spec", "volumes").getFirst()).text("name"))
        .startsWith("kube-api-access-");
    assertThat(pod.maps("spec", "tolerations")).hasSize(2);
    assertThat(pod.number(-1, "spec", "priority")).isZero();
    assertThat(pod.text("status", "phase")).isEqualTo("Pending");
    assertThat(pod.text("status", "qosClass")).isEqualTo("Burstable");
    assertThat(
            KubeObject.of(pod.maps("spec", "containers").getFirst())
                .get("resources", "requests", "cpu"))
        .isNotNull();
  }

  @Test
  void givesServicesAddressesAndPorts() {
    String service =
        "{apiVersion: v1, kind: Service, metadata: {name: NAME}, spec: {type: NodePort, ports:"
            + " [{port: 80PORT}]}}";
    KubeObject made =
        cluster.post(
            CORE + "services", service.replace("NAME", "a").replace("PORT", ", nodePort: 30080"));
    KubeObject other =
        cluster.post(CORE + "services", service.replace("NAME", "b").replace("PORT", ""));

    assertThat(made.text("spec", "clusterIP")).startsWith("10.96.");
    assertThat(made.list("spec", "clusterIPs")).isEqualTo(List.of(made.text("spec", "clusterIP")));
    assertThat(other.text("spec", "clusterIP")).isNotEqualTo(made.text("spec", "clusterIP"));
    assertThat(KubeObject.of(other.maps("spec", "ports").getFirst()).number(0, "nodePort"))
        .isBetween(30000L, 32767L);
    assertThat(
            cluster.refused(
                422,
                "POST",
                CORE + "services",
                service.replace("NAME", "c").replace("PORT", ", nodePort: 30080")))
        .isEqualTo(
            "Service \"c\" is invalid: spec.ports[0].nodePort: Invalid value: 30080: provided port"
                + " is already allocated");
    KubeObject kept =
        cluster.expect(
            200,
            "PUT",
            CORE + "services/a",
            service.replace("NAME", "a").replace("PORT", ", targetPort: 8080"));
    assertThat(kept.text("spec", "clusterIP")).isEqualTo(made.text("spec", "clusterIP"));
    assertThat(KubeObject.of(kept.maps("spec", "ports").getFirst()).number(0, "nodePort"))
        .isEqualTo(30080);
  }

  @Test
  void enforcesQuotasAndTellsWhatIsUsed() throws InterruptedException {
    cluster.post(
        CORE + "resourcequotas",
        "{apiVersion: v1, kind: ResourceQuota, metadata: {name: q}, spec: {hard: {pods: '2',"
            + " requests.cpu: '1'}}}");

    assertThat(cluster.refused(403, "POST", CORE + "pods", pod("a", "{}")))
        .isEqualTo("pods \"a\" is forbidden: failed quota: q: must specify requests.cpu for: web");
    cluster.post(CORE + "pods", pod("a", "{requests: {cpu: 700m}}"));
    assertThat(cluster.refused(403, "POST", CORE + "pods", pod("b", "{requests: {cpu: 400m}}")))
        .isEqualTo(
            "pods \"b\" is forbidden: exceeded quota: q, requested: requests.cpu=400m, used:"
                + " requests.cpu=700m, limited: requests.cpu=1");
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!cluster
        .get(CORE + "resourcequotas/q")
        .text("status", "used", "requests.cpu")
        .equals("700m")) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(1);
    }
  }

  @Test
  void fillsInAndEnforcesLimits() {
    cluster.post(
        CORE + "limitranges",
        "{apiVersion: v1, kind: LimitRange, metadata: {name: l}, spec: {limits: [{type: Container,"
            + " default: {cpu: 500m}, max: {cpu: '1'}, min: {cpu: 100m}}]}}");

    KubeObject pod = cluster.post(CORE + "pods", pod("a", "{}"));
    assertThat(
            KubeObject.of(pod.maps("spec", "containers").getFirst())
                .get("resources", "limits", "cpu"))
        .isEqualTo("500m");
    assertThat(pod.annotations())
        .containsEntry(
            "kubernetes.io/limit-ranger",
            "LimitRanger plugin set: cpu request for container web; cpu limit for container web");
    assertThat(
            cluster.refused(
                403, "POST", CORE + "pods", pod("b", "{limits: {cpu: '2'}, requests: {cpu: 50m}}")))
        .isEqualTo(
            "pods \"b\" is forbidden: [minimum cpu usage per Container is 100m, but request is"
                + " 50m, maximum cpu usage per Container is 1, but limit is 2]");
  }

  @Test
  void asksDisruptionBudgetsBeforeAnEviction() {
    KubeObject pod =
        cluster.post(CORE + "pods", pod("a", "{}").replace("name: a", "name: a, labels: {app: a}"));
    cluster.expect(
        201,
        "POST",
        CORE + "pods/a/binding",
        "{apiVersion: v1, kind: Binding, metadata: {name: a}, target: {kind: Node, name: node-1}}");
    cluster.expect(
        200,
        "PUT",
        CORE + "pods/a/status",
        "{apiVersion: v1, kind: Pod, metadata: {name: a, uid: "
            + pod.uid()
            + "}, spec: {containers: [{name: web, image: 'nginx:1'}]}, status: {phase: Running,"
            + " conditions: [{type: Ready, status: 'True'}]}}");
    String budgets = "/apis/policy/v1/namespaces/default/poddisruptionbudgets";
    cluster.post(
        budgets,
        "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: b}, spec:"
            + " {minAvailable: 1, selector: {matchLabels: {app: a}}}}");
    cluster.expect(
        200,
        "PUT",
        budgets + "/b/status",
        "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: b, resourceVersion: '"
            + cluster.get(budgets + "/b").resourceVersion()
            + "'}, status: {observedGeneration: 1, desiredHealthy: 1, currentHealthy: 1,"
            + " disruptionsAllowed: 0, expectedPods: 1}}");

    KubeObject refused =
        cluster.expect(
            429,
            "POST",
            CORE + "pods/a/eviction",
            "{apiVersion: policy/v1, kind: Eviction, metadata: {name: a}}");

    assertThat(refused.text("message"))
        .isEqualTo("Cannot evict pod as it would violate the pod's disruption budget.");
    assertThat(refused.maps("details", "causes").getFirst())
        .containsEntry(
            "message", "The disruption budget b needs 1 healthy pods and has 1 currently");
  }

  @Test
  void answersQuestionsAboutAccess() {
    KubeObject review =
        cluster.post(
            "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            "{apiVersion: authorization.k8s.io/v1, kind: SelfSubjectAccessReview, spec:"
                + " {resourceAttributes: {verb: get, resource: pods}}}");

    assertThat(review.flag("status", "allowed")).isTrue();
  }
}
