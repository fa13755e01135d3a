package dev.slipway.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.object.KubeObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ObjectRequestsTest {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";

  private final TestCluster cluster = new TestCluster();

  private static String map(String name) {
    return "{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name + "}, data: {a: b}}";
  }

  @Test
  void givesANewObjectItsIdentity() {
    KubeObject created = cluster.post(MAPS, map("one"));

    assertThat(created.uid()).hasSize(36);
    assertThat(created.resourceVersion()).isNotEmpty();
    assertThat(created.text("metadata", "creationTimestamp")).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(created.namespace()).isEqualTo("default");
    assertThat(cluster.get(MAPS + "/one")).isEqualTo(created);
  }

  @Test
  void refusesAsTheRealServerDoes() {
    cluster.post(MAPS, map("one"));

    assertThat(cluster.refused(409, "POST", MAPS, map("one")))
        .isEqualTo("configmaps \"one\" already exists");
    assertThat(cluster.refused(404, "GET", MAPS + "/two", ""))
        .isEqualTo("configmaps \"two\" not found");
    assertThat(cluster.statusOf("GET", "/apis/no.such/v1/things")).isEqualTo(404);
    assertThat(
            cluster.refused(
                422, "POST", MAPS, "{apiVersion: v1, kind: ConfigMap, metadata: {name: Not_A}}"))
        .startsWith(
            "ConfigMap \"Not_A\" is invalid: metadata.name: Invalid value: \"Not_A\": a lowercase"
                + " RFC 1123 subdomain must consist of");
    assertThat(cluster.refused(422, "POST", MAPS, "{apiVersion: v1, kind: ConfigMap}"))
        .isEqualTo(
            "ConfigMap \"\" is invalid: metadata.name: Required value: name or generateName is"
                + " required");
  }

  @Test
  void writesOnlyOverTheVersionThatTheClientSaw() {
    KubeObject created = cluster.post(MAPS, map("one"));
    String body =
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: one, resourceVersion: '"
            + created.resourceVersion()
            + "'}, data: {a: c}}";

    KubeObject updated = cluster.expect(200, "PUT", MAPS + "/one", body);

    assertThat(updated.text("data", "a")).isEqualTo("c");
    assertThat(updated.uid()).isEqualTo(created.uid());
    assertThat(cluster.refused(409, "PUT", MAPS + "/one", body))
        .isEqualTo(
            "Operation cannot be fulfilled on configmaps \"one\": the object has been modified;"
                + " please apply your changes to the latest version and try again");
  }

  @Test
  void writesNothingWhenNothingChanges() {
    KubeObject created = cluster.post(MAPS, map("one"));

    KubeObject again = cluster.expect(200, "PUT", MAPS + "/one", map("one"));

    assertThat(again.resourceVersion()).isEqualTo(created.resourceVersion());
  }

  @Test
  void listsPageByPageAtOneVersion() {
    List.of("a", "b", "c", "d").forEach(name -> cluster.post(MAPS, map(name)));

    KubeObject first = cluster.get(MAPS + "?limit=3");
    cluster.expect(200, "DELETE", MAPS + "/d", "");
    KubeObject second =
        cluster.get(MAPS + "?limit=3&continue=" + first.text("metadata", "continue"));

    assertThat(names(first)).containsExactly("a", "b", "c");
    assertThat(first.number(0, "metadata", "remainingItemCount")).isEqualTo(2);
    assertThat(names(second)).containsExactly("d", "kube-root-ca.crt");
    assertThat(second.text("metadata", "continue")).isEmpty();
    assertThat(second.resourceVersion()).isEqualTo(first.resourceVersion());
    assertThat(names(cluster.get(MAPS))).containsExactly("a", "b", "c", "kube-root-ca.crt");
  }

  @Test
  void goesOnWithTheNewestObjectsWhenAPageIsTooOld() {
    List.of("a", "b", "c").forEach(name -> cluster.post(MAPS, map(name)));
    KubeObject first = cluster.get(MAPS + "?limit=1");
    cluster.post(MAPS, map("bb"));
    cluster.store.compact();

    KubeObject tooOld =
        cluster.expect(
            410, "GET", MAPS + "?limit=5&continue=" + first.text("metadata", "continue"), "");
    assertThat(tooOld.text("reason")).isEqualTo("Expired");
    KubeObject rest =
        cluster.get(MAPS + "?limit=5&continue=" + tooOld.text("metadata", "continue"));
    assertThat(names(rest)).containsExactly("b", "bb", "c", "kube-root-ca.crt");
  }

  @Test
  void storesNothingInADryRun() {
    KubeObject tried = cluster.expect(201, "POST", MAPS + "?dryRun=All", map("one"));

    assertThat(tried.uid()).isNotEmpty();
    cluster.expect(404, "GET", MAPS + "/one", "");
  }

  @Test
  void generatesNames() {
    KubeObject created =
        cluster.post(MAPS, "{apiVersion: v1, kind: ConfigMap, metadata: {generateName: job-}}");

    assertThat(created.name()).startsWith("job-").hasSize(9);
  }

  @Test
  void tellsChangesAsTheSelectorSeesThem() throws InterruptedException {
    cluster.post(MAPS, labelled("one", "web"));
    ApiResponse.Watching watching =
        (ApiResponse.Watching)
            cluster.ask(
                "GET",
                MAPS + "?watch=true&labelSelector=app%3Dweb".replace("%3D", "="),
                "",
                "",
                "");
    cluster.expect(200, "PUT", MAPS + "/one", labelled("one", "other"));
    cluster.expect(200, "PUT", MAPS + "/one", labelled("one", "web"));

    try (WatchStream stream = watching.stream()) {
      assertThat(type(stream)).isEqualTo("ADDED");
      assertThat(type(stream)).isEqualTo("DELETED");
      assertThat(type(stream)).isEqualTo("ADDED");
      assertThat(stream.next(Duration.ZERO)).isNull();
    }
  }

  private static String type(WatchStream stream) throws InterruptedException {
    return Objects.requireNonNull(stream.next(Duration.ofSeconds(10))).type();
  }

  private static String labelled(String name, String app) {
    return "{apiVersion: v1, kind: ConfigMap, metadata: {name: "
        + name
        + ", labels: {app: "
        + app
        + "}}}";
  }

  @Test
  void tellsAWatchThatItsVersionIsTooOld() throws InterruptedException {
    cluster.post(MAPS, map("one"));
    cluster.store.compact();

    ApiResponse.Watching watching =
        (ApiResponse.Watching) cluster.ask("GET", MAPS + "?watch=1&resourceVersion=1", "", "", "");

    WatchStream.WatchItem item =
        Objects.requireNonNull(watching.stream().next(Duration.ofSeconds(10)));
    assertThat(item.type()).isEqualTo("ERROR");
    assertThat(item.object().object().number(0, "code")).isEqualTo(410);
    assertThat(watching.stream().isDone()).isTrue();
  }

  @Test
  void keepsAnObjectUntilItsLastFinalizerIsGone() {
    cluster.post(
        MAPS, "{apiVersion: v1, kind: ConfigMap, metadata: {name: one, finalizers: [a.b/c]}}");

    KubeObject marked = cluster.expect(200, "DELETE", MAPS + "/one", "");
    assertThat(marked.text("metadata", "deletionTimestamp")).isNotEmpty();
    cluster.expect(
        200,
        "PUT",
        MAPS + "/one",
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: one, finalizers: []}}");

    cluster.expect(404, "GET", MAPS + "/one", "");
  }

  @Test
  void servesDiscoveryInAllItsForms() {
    KubeObject core = cluster.get("/api/v1");
    assertThat(core.maps("resources"))
        .anySatisfy(resource ->
            assertThat(resource)
                .containsEntry("name", "pods")
                .containsEntry("shortNames", List.of("po")));
    KubeObject aggregated =
        TestCluster.document(
            200,
            cluster.ask(
                "GET",
                "/apis",
                "",
                "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
                    + "application/json",
                ""));
    assertThat(aggregated.kind()).isEqualTo("APIGroupDiscoveryList");
    assertThat(cluster.get("/apis").maps("groups")).hasSizeGreaterThan(15);
    assertThat(cluster.get("/version").text("minor")).isEqualTo("34");
  }

  private static List<String> names(KubeObject list) {
    return list.maps("items").stream().map(item -> KubeObject.of(item).name()).toList();
  }
}
