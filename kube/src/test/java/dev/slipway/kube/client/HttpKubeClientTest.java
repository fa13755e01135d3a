package dev.slipway.kube.client;

import static dev.slipway.kube.client.Fixtures.CONFIG_MAP;
import static dev.slipway.kube.client.Fixtures.WIDGET;
import static dev.slipway.kube.client.Fixtures.configMap;
import static dev.slipway.kube.client.Fixtures.configMapJson;
import static dev.slipway.kube.client.Fixtures.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.kube.ApiResource;
import dev.slipway.kube.DeleteOptions;
import dev.slipway.kube.FieldConflict;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.ListOptions;
import dev.slipway.kube.ObjectList;
import dev.slipway.kube.PatchType;
import dev.slipway.kube.WriteOptions;
import dev.slipway.kube.client.ScriptedCluster.Reply;
import dev.slipway.kube.client.ScriptedCluster.Seen;
import dev.slipway.kube.config.ClusterAccess;
import dev.slipway.kube.config.Credential;
import dev.slipway.kube.config.Credentials;
import dev.slipway.kube.config.Impersonation;
import dev.slipway.kube.config.KubeContext;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class HttpKubeClientTest {
  private static final String MAPS = "/api/v1/namespaces/shop/configmaps";
  private static final WriteOptions US = WriteOptions.as("slipway");

  private final ScriptedCluster cluster = new ScriptedCluster();
  private final FakeTiming timing = new FakeTiming();
  private final HttpKubeClient client = cluster.client(timing);

  @AfterEach
  void tearDown() {
    client.close();
    cluster.close();
  }

  private static KubeException fault(Executable work) {
    KubeException fault = catchThrowableOfType(KubeException.class, work::execute);
    assertThat(fault).isNotNull();
    return fault;
  }

  private Seen last() {
    return cluster.seen().getLast();
  }

  @Test
  void knowsTheKindsAndTheVersion() {
    assertThat(client.version()).isEqualTo("v1.34.2");
    assertThat(client.resources().find(Fixtures.DEPLOYMENT))
        .hasValueSatisfying(resource -> {
          assertThat(resource.plural()).isEqualTo("deployments");
          assertThat(resource.namespaced()).isTrue();
          assertThat(resource.subresources()).containsExactly("status");
        });
    assertThat(client.resources().apiVersions()).contains("apps/v1", "v1/Pod", "batch/v1/Job");
    assertThat(cluster.lines()).containsOnlyOnce("GET /apis");
  }

  @Test
  void asksEachGroupWhereTheClusterDoesNotTellAllAtOnce() {
    cluster
        .on("GET /api", Reply.ok("{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}"))
        .on(
            "GET /apis",
            Reply.ok(
                """
                {"kind":"APIGroupList","groups":[{"name":"apps","versions":[
                {"groupVersion":"apps/v1beta1","version":"v1beta1"},
                {"groupVersion":"apps/v1","version":"v1"}],
                "preferredVersion":{"groupVersion":"apps/v1","version":"v1"}}]}\
                """))
        .on(
            "GET /api/v1",
            Reply.ok(
                """
                {"kind":"APIResourceList","groupVersion":"v1","resources":[
                {"name":"pods","namespaced":true,"kind":"Pod","verbs":["get"]},
                {"name":"pods/log","namespaced":true,"kind":"Pod","verbs":["get"]}]}\
                """))
        .on(
            "GET /apis/apps/v1",
            Reply.ok(
                """
                {"resources":[{"name":"deployments","namespaced":true,"kind":"Deployment",
                "verbs":["get"]}]}\
                """))
        .on("GET /apis/apps/v1beta1", Reply.ok("{\"resources\":[]}"));

    assertThat(client.resources().all())
        .extracting(resource -> resource.type().toString())
        .containsExactly("v1, Kind=Pod", "apps/v1, Kind=Deployment");
    assertThat(client.resources().find(Fixtures.POD).map(ApiResource::subresources))
        .hasValue(java.util.Set.of("log"));
  }

  @Test
  void looksAgainForAKindThatCameMeanwhile() {
    assertThat(client.resources().find(WIDGET)).isEmpty();
    ObjectKey key = new ObjectKey(WIDGET, "", "w");
    assertThat(client.get(key)).isEmpty();
    assertThat(cluster.lines()).containsOnlyOnce("GET /apis");

    cluster
        .on(
            "GET /apis",
            Reply.ok(
                Fixtures.groups(
                    Fixtures.group(
                        "example.org", "v1", Fixtures.resource("widgets", "Widget", false)))))
        .on("PATCH /apis/example.org/v1/widgets/w", Reply.ok("{\"kind\":\"Widget\"}"));
    KubeObject widget =
        KubeObject.parse(
            "{\"apiVersion\":\"example.org/v1\",\"kind\":\"Widget\",\"metadata\":{\"name\":\"w\"}}");

    assertThat(client.apply(widget, US).kind()).isEqualTo("Widget");
  }

  @Test
  void saysThatAKindIsNotServed() {
    KubeException fault = fault(() -> client.list(WIDGET, "", ListOptions.ALL));

    assertThat(fault.getMessage())
        .isEqualTo("cluster \"here\" has no kind Widget in example.org/v1");
    assertThat(fault.is(KubeErrorCode.NOT_FOUND)).isTrue();
    assertThat(fault.diagnostic().hint()).contains("CustomResourceDefinition");
    assertThat(client.delete(new ObjectKey(WIDGET, "", "w"), DeleteOptions.background())).isFalse();
  }

  @Test
  void keepsTheKindsBetweenRuns(@TempDir Path folder) {
    ClientSettings settings = ClientSettings.of("test").withTiming(timing).withCacheFolder(folder);
    try (HttpKubeClient first = cluster.client(cluster.context(), settings)) {
      first.resources();
      first.version();
    }
    int asked = cluster.lines().size();

    try (HttpKubeClient second = cluster.client(cluster.context(), settings)) {
      assertThat(second.resources().all()).containsExactlyElementsOf(client.resources().all());
      assertThat(second.version()).isEqualTo("v1.34.2");
    }
    assertThat(cluster.lines()).hasSize(asked + 2);

    timing.pass(301_000_000_000L);
    try (HttpKubeClient third = cluster.client(cluster.context(), settings)) {
      third.resources();
    }
    assertThat(cluster.lines()).hasSize(asked + 4);
  }

  @Test
  void getsAnObjectOrNone() {
    cluster
        .on("GET " + MAPS + "/there", Reply.ok(configMapJson("there", "7", "x")))
        .on("GET " + MAPS + "/gone", Reply.error(404, "NotFound", "not found", ""));

    assertThat(client.get(configMap("there")).map(KubeObject::resourceVersion)).hasValue("7");
    assertThat(client.get(configMap("gone"))).isEmpty();
    assertThat(last().headers()).containsEntry("User-agent", "slipway/test");
    assertThat(client.counts().reads()).isEqualTo(4);
  }

  @Test
  void listsPageByPageAndTellsWhatTheItemsAre() {
    cluster
        .on("GET " + MAPS + "?labelSelector=a%3Db&limit=500", Reply.ok(page("10", "next", "one")))
        .on(
            "GET " + MAPS + "?labelSelector=a%3Db&limit=500&continue=next",
            Reply.ok(page("10", "", "two")));

    ObjectList list = client.list(CONFIG_MAP, "shop", ListOptions.labelled("a=b"));

    assertThat(list.resourceVersion()).isEqualTo("10");
    assertThat(list.items())
        .extracting(KubeObject::key)
        .containsExactly(configMap("one"), configMap("two"));
    assertThat(last().headers()).containsEntry("Accept-encoding", "gzip");
  }

  @Test
  void beginsAListAnewWhenItsPagesAreForgotten() {
    cluster
        .on("GET " + MAPS + "?limit=500", Reply.ok(page("10", "old", "one")))
        .on("GET " + MAPS + "?limit=500&continue=old", Reply.error(410, "Expired", "too old", ""))
        .on("GET " + MAPS, Reply.ok(page("12", "", "one")));

    assertThat(client.list(CONFIG_MAP, "shop", ListOptions.ALL).resourceVersion()).isEqualTo("12");
  }

  private static String page(String version, String next, String name) {
    return "{\"kind\":\"ConfigMapList\",\"metadata\":{\"resourceVersion\":\""
        + version
        + "\",\"continue\":\""
        + next
        + "\"},\"items\":[{\"metadata\":{\"name\":\""
        + name
        + "\",\"namespace\":\"shop\"}}]}";
  }

  @Test
  void waitsAsLongAsTheClusterAsksAndLongerEachTime() {
    cluster.on(
        "GET " + MAPS + "/a",
        Reply.error(429, "TooManyRequests", "slow down", "").with("Retry-After", "3"),
        Reply.error(503, "ServiceUnavailable", "not now", ""),
        Reply.error(502, "BadGateway", "who", ""),
        Reply.error(504, "Timeout", "late", ""),
        Reply.ok(configMapJson("a", "1", "x")));
    client.resources();

    assertThat(client.get(configMap("a"))).isPresent();
    assertThat(timing.pausesInMillis()).containsExactly(3075L, 300L, 600L, 1200L);
    assertThat(client.counts().repeats()).isEqualTo(4);
  }

  @Test
  void saysOnceWhyNothingGoesOnWhenThatLasts() {
    List<String> warned = new ArrayList<>();
    cluster.on(
        "GET " + MAPS + "/a",
        Reply.error(429, "TooManyRequests", "slow down", "").with("Retry-After", "1"),
        Reply.error(429, "TooManyRequests", "slow down", "").with("Retry-After", "4"),
        Reply.error(503, "ServiceUnavailable", "not now", "").with("Retry-After", "4"),
        Reply.ok(configMapJson("a", "1", "x")));
    try (HttpKubeClient patient =
        cluster.client(
            cluster.context(),
            ClientSettings.of("test").withTiming(timing).withWarnings(warned::add))) {
      assertThat(patient.get(configMap("a"))).isPresent();
    }
    assertThat(warned)
        .containsExactly(
            "cluster \"here\" does not answer as it should (it answers 429); trying again for up to"
                + " 60 s");
  }

  @Test
  void givesUpInTheEndAndSaysAfterHowManyAttempts() {
    cluster.on("GET " + MAPS + "/a", Reply.error(500, "InternalError", "etcd is ill", ""));

    KubeException fault = fault(() -> client.get(configMap("a")));

    assertThat(fault.getMessage())
        .isEqualTo(
            "cannot read ConfigMap/a in namespace shop on cluster \"here\": etcd is ill"
                + " (5 attempts)");
    assertThat(fault.is(KubeErrorCode.SERVER)).isTrue();
    assertThat(fault.status()).isEqualTo(500);
  }

  @Test
  void aValueOfTheWrongTypeIsNoFailureOfTheClusterThoughItSaysSo() {
    cluster.on(
        "PATCH " + MAPS + "/a",
        Reply.error(
            500,
            "",
            "failed to create typed patch object (shop/a; /v1, Kind=ConfigMap): .data.x: expected"
                + " string, got &value.valueUnstructured{Value:true}",
            ""));

    KubeException fault = fault(() -> client.apply(wanted("a", "x"), US));

    assertThat(fault.is(KubeErrorCode.REFUSED)).isTrue();
    assertThat(fault.getMessage()).contains(".data.x: expected string").doesNotContain("attempts");
    assertThat(client.counts().repeats()).isZero();
  }

  @Test
  void createsOnceEvenWhenTheAnswerIsLost() {
    cluster
        .on(
            "POST " + MAPS,
            Reply.cut(),
            Reply.error(409, "AlreadyExists", "configmaps \"a\" already exists", ""))
        .on("GET " + MAPS + "/a", Reply.ok(configMapJson("a", "3", "x")));

    assertThat(client.create(wanted("a", "x"), US).resourceVersion()).isEqualTo("3");
    assertThat(cluster.lines())
        .contains("POST " + MAPS + "?fieldManager=slipway", "GET " + MAPS + "/a");
  }

  @Test
  void doesNotTakeAnothersObjectForItsOwn() {
    cluster
        .on(
            "POST " + MAPS,
            Reply.cut(),
            Reply.error(409, "AlreadyExists", "configmaps \"a\" already exists", ""))
        .on("GET " + MAPS + "/a", Reply.ok(configMapJson("a", "3", "of others")));

    KubeException fault = fault(() -> client.create(wanted("a", "x"), US));

    assertThat(fault.is(KubeErrorCode.CONFLICT)).isTrue();
    assertThat(fault.reason()).isEqualTo("AlreadyExists");
  }

  @Test
  void doesNotRepeatWhatCouldHappenTwice() {
    cluster.on("POST " + MAPS, Reply.cut()).on("PATCH " + MAPS + "/a", Reply.cut());
    KubeObject generated =
        KubeObject.parse(
            "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":"
                + "{\"generateName\":\"g-\",\"namespace\":\"shop\"}}");

    assertThat(fault(() -> client.create(generated, US)).getMessage())
        .startsWith(
            "cannot create ConfigMap/g- in namespace shop: cluster \"here\" did not answer");
    fault(() ->
        client.patch(
            configMap("a"),
            PatchType.JSON,
            List.of(Map.of("op", "add", "path", "/data/b", "value", "c")),
            "",
            US));
    assertThat(cluster.seen()).hasSize(2);
  }

  @Test
  void asksAgainWhenTheAnswerToAReviewIsLost() {
    String path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    cluster.on("POST " + path, Reply.cut(), Reply.ok("{\"ok\":1}"));

    assertThat(client.request("POST", path, Map.of("kind", "SelfSubjectAccessReview")))
        .isEqualTo(Map.of("ok", 1L));
  }

  @Test
  void takesALostReplaceForDoneWhenTheObjectIsSo() {
    cluster
        .on("PUT " + MAPS + "/a", Reply.cut(), Reply.error(409, "Conflict", "changed", ""))
        .on("GET " + MAPS + "/a", Reply.ok(configMapJson("a", "9", "x")));

    assertThat(client.replace(wanted("a", "x"), US).resourceVersion()).isEqualTo("9");
    cluster.on("PUT " + MAPS + "/a", Reply.error(409, "Conflict", "changed", ""));
    assertThat(fault(() -> client.replace(wanted("a", "x"), US)).is(KubeErrorCode.CONFLICT))
        .isTrue();
  }

  @Test
  void takesALostDeleteForDoneWhenTheObjectIsGone() {
    cluster.on(
        "DELETE " + MAPS + "/a",
        Reply.cut(),
        Reply.error(404, "NotFound", "configmaps \"a\" not found", ""));

    assertThat(client.delete(configMap("a"), DeleteOptions.background())).isTrue();
    assertThat(client.delete(configMap("a"), DeleteOptions.background())).isFalse();
    assertThat(last().body())
        .isEqualTo(
            "{\"apiVersion\":\"v1\",\"kind\":\"DeleteOptions\",\"propagationPolicy\":"
                + "\"Background\"}");
  }

  @Test
  void appliesOnTheServersSide() {
    cluster.on("PATCH " + MAPS + "/a", Reply.ok(configMapJson("a", "2", "x")));

    client.apply(wanted("a", "x"), US.forced().dry().validating(WriteOptions.Validation.STRICT));

    assertThat(last().line())
        .isEqualTo(
            "PATCH "
                + MAPS
                + "/a?fieldManager=slipway&dryRun=All&fieldValidation=Strict&force=true");
    assertThat(last().headers()).containsEntry("Content-type", "application/apply-patch+yaml");
  }

  @Test
  void namesTheOwnersOfFieldsInConflict() {
    cluster.on(
        "PATCH " + MAPS + "/a",
        Reply.error(
            409,
            "Conflict",
            "Apply failed with 1 conflict: conflict with \"helm\" using v1: .data.a",
            ",\"details\":{\"causes\":[{\"reason\":\"FieldManagerConflict\",\"message\":"
                + "\"conflict with \\\"helm\\\" using v1\",\"field\":\".data.a\"}]}"));

    KubeException fault = fault(() -> client.apply(wanted("a", "x"), US));

    assertThat(fault.is(KubeErrorCode.CONFLICT)).isTrue();
    assertThat(fault.fieldConflicts())
        .containsExactly(new FieldConflict(".data.a", "helm", "conflict with \"helm\" using v1"));
    assertThat(fault.diagnostic().notes()).containsExactly(".data.a is owned by helm");
  }

  @Test
  void tellsRefusalsApart() {
    assertThat(
            refused(
                403,
                "configmaps \"a\" is forbidden: User \"u\" cannot patch resource"
                    + " \"configmaps\" in API group \"\" in the namespace \"shop\""))
        .isEqualTo(KubeErrorCode.FORBIDDEN);
    assertThat(refused(403, "pods \"a\" is forbidden: exceeded quota: q, requested: pods=1"))
        .isEqualTo(KubeErrorCode.REFUSED);
    assertThat(
            refused(
                403,
                "unable to create new content in namespace shop because it is being"
                    + " terminated"))
        .isEqualTo(KubeErrorCode.REFUSED);
    assertThat(refused(400, "admission webhook \"w\" denied the request: no"))
        .isEqualTo(KubeErrorCode.REFUSED);
    assertThat(refused(422, "ConfigMap \"a\" is invalid")).isEqualTo(KubeErrorCode.REFUSED);
    assertThat(refused(413, "too large")).isEqualTo(KubeErrorCode.REFUSED);
    assertThat(refused(404, "namespaces \"shop\" not found")).isEqualTo(KubeErrorCode.NOT_FOUND);
    assertThat(refused(401, "Unauthorized")).isEqualTo(KubeErrorCode.UNAUTHORIZED);
  }

  private KubeErrorCode refused(int status, String message) {
    cluster.on("PATCH " + MAPS + "/a", Reply.error(status, "R", message, ""));
    KubeException fault = fault(() -> client.apply(wanted("a", "x"), US));
    assertThat(fault.getMessage()).endsWith(message);
    assertThat(cluster.seen().getLast().line()).startsWith("PATCH");
    return (KubeErrorCode) fault.diagnostic().code();
  }

  @Test
  void tellsTheCausesOfAnInvalidObject() {
    cluster.on(
        "POST " + MAPS,
        Reply.error(
            422,
            "Invalid",
            "ConfigMap \"a\" is invalid",
            ",\"details\":{\"causes\":[{\"reason\":\"FieldValueInvalid\",\"message\":\"must be"
                + " small\",\"field\":\"data.a\"}]}"));

    assertThat(fault(() -> client.create(wanted("a", "x"), US)).diagnostic().notes())
        .containsExactly("data.a: must be small");
  }

  @Test
  void renewsARefusedCredentialOnce() {
    List<String> tokens = new ArrayList<>(List.of("old", "new"));
    Credentials credentials =
        new Credentials() {
          @Override
          public Credential current() {
            return Credential.bearer(tokens.getFirst());
          }

          @Override
          public boolean renew(Credential refused) {
            tokens.removeFirst();
            return true;
          }

          @Override
          public String origin() {
            return "a test's token";
          }
        };
    cluster.on(
        "GET /healthz",
        Reply.error(401, "Unauthorized", "Unauthorized", ""),
        Reply.ok("{\"ok\":1}"));
    try (HttpKubeClient other =
        cluster.client(
            cluster.context().with(credentials), ClientSettings.of("t").withTiming(timing))) {
      assertThat(other.request("GET", "/healthz", null)).isEqualTo(Map.of("ok", 1L));
    }
    assertThat(cluster.seen())
        .extracting(seen -> seen.headers().get("Authorization"))
        .containsExactly("Bearer old", "Bearer new");
  }

  @Test
  void asksAsSomeoneElse() {
    cluster.on("GET /x", Reply.ok("{}"));
    KubeContext boss =
        cluster
            .context()
            .as(new Impersonation("boss", "", List.of("g"), Map.of("a/b", List.of("c"))));
    try (HttpKubeClient other = cluster.client(boss, ClientSettings.of("t").withTiming(timing))) {
      other.request("GET", "/x", null);
    }

    assertThat(last().headers())
        .containsEntry("Impersonate-user", "boss")
        .containsEntry("Impersonate-group", "g")
        .containsEntry("Impersonate-extra-a%2fb", "c");
  }

  @Test
  void saysWhyTheClusterCannotBeReached() {
    String address = cluster.address();
    cluster.close();

    KubeException fault = fault(client::version);

    assertThat(fault.getMessage())
        .isEqualTo(
            "cluster \"here\" cannot be reached at "
                + address
                + ": connection refused (3 attempts)");
    assertThat(fault.is(KubeErrorCode.UNREACHABLE)).isTrue();
    assertThat(fault.status()).isZero();

    KubeContext nowhere =
        new KubeContext(
            "nowhere",
            "",
            ClusterAccess.of("http://no-such-host.invalid:1"),
            Credentials.fixed(Credential.NONE, ""),
            Impersonation.NONE);
    try (HttpKubeClient lost = cluster.client(nowhere, ClientSettings.of("t").withTiming(timing))) {
      assertThat(fault(lost::version).getMessage()).contains("there is no such host");
    }
  }

  @Test
  void saysThatAWebPageCame() {
    cluster.on("GET /version", Reply.ok("<html>log in</html>").with("Content-Type", "text/html"));

    KubeException fault = fault(client::version);

    assertThat(fault.getMessage()).contains("did not answer in JSON");
    assertThat(fault.diagnostic().hint()).contains("login page");
  }

  @Test
  void passesWarningsOn() {
    List<String> warnings = new ArrayList<>();
    cluster.on("GET /x", Reply.ok("{}").with("Warning", "299 - \"v1beta1 is \\\"old\\\"\""));
    ClientSettings settings = ClientSettings.of("t").withTiming(timing).withWarnings(warnings::add);
    try (HttpKubeClient other = cluster.client(cluster.context(), settings)) {
      other.request("GET", "/x", null);
    }

    assertThat(warnings).containsExactly("v1beta1 is \"old\"");
  }

  @Test
  void readsLogs() {
    cluster.on(
        "GET /api/v1/namespaces/shop/pods/p/log?container=c&tailLines=5&previous=true",
        Reply.ok("one\ntwo\n").with("Content-Type", "text/plain"));

    assertThat(client.logs(new ObjectKey(Fixtures.POD, "shop", "p"), "c", 5, true))
        .isEqualTo("one\ntwo\n");
  }

  @Test
  void needsANamespaceForKindsThatHaveOne() {
    assertThat(fault(() -> client.get(new ObjectKey(CONFIG_MAP, "", "a"))).getMessage())
        .isEqualTo("cannot read ConfigMap/a: no namespace is given");
    assertThat(client.get(new ObjectKey(GroupVersionKind.of("v1", "Namespace"), "", "shop")))
        .isEmpty();
    assertThat(last().line()).isEqualTo("GET /api/v1/namespaces/shop");
  }
}
