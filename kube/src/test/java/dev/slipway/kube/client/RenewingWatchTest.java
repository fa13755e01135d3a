package dev.slipway.kube.client;

import static dev.slipway.kube.client.Fixtures.CONFIG_MAP;
import static dev.slipway.kube.client.Fixtures.configMapJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.ListOptions;
import dev.slipway.kube.Watch;
import dev.slipway.kube.WatchEvent;
import dev.slipway.kube.client.ScriptedCluster.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RenewingWatchTest {
  private static final String MAPS = "GET /api/v1/namespaces/shop/configmaps";
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ScriptedCluster cluster = new ScriptedCluster();
  private final FakeTiming timing = new FakeTiming();
  private final HttpKubeClient client = cluster.client(timing);

  @AfterEach
  void tearDown() {
    client.close();
    cluster.close();
  }

  private static String from(String version) {
    return MAPS
        + "?watch=true&allowWatchBookmarks=true&resourceVersion="
        + version
        + "&timeoutSeconds=450";
  }

  private static String event(String type, String name, String version) {
    return "{\"type\":\"" + type + "\",\"object\":" + configMapJson(name, version, "x") + "}";
  }

  private static String list(String version, String... items) {
    return "{\"kind\":\"ConfigMapList\",\"metadata\":{\"resourceVersion\":\""
        + version
        + "\"},\"items\":["
        + String.join(",", items)
        + "]}";
  }

  private List<String> read(String start, int count) throws InterruptedException {
    List<String> told = new ArrayList<>();
    try (Watch watch = client.watch(CONFIG_MAP, "shop", ListOptions.ALL, start)) {
      while (told.size() < count) {
        WatchEvent event = watch.next(LONG).orElseThrow();
        told.add(
            event.change() + " " + event.object().name() + " " + event.object().resourceVersion());
      }
    }
    return told;
  }

  @Test
  void tellsFirstOfWhatIsThere() throws InterruptedException {
    cluster
        .on(MAPS + "?limit=500", Reply.ok(list("5", configMapJson("a", "1", "x"))))
        .on(from("5"), Reply.streaming(event("ADDED", "b", "6"), event("DELETED", "a", "7")));

    assertThat(read("", 3)).containsExactly("ADDED a 1", "ADDED b 6", "DELETED a 7");
  }

  @Test
  void goesOnWhereADroppedStreamEnded() throws InterruptedException {
    String bookmark =
        "{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{\"resourceVersion\":\"9\"}}}";
    cluster
        .on(from("5"), Reply.lines(event("ADDED", "a", "6")))
        .on(from("6"), Reply.lines(event("MODIFIED", "a", "7"), bookmark))
        .on(
            from("9"),
            Reply.cut(),
            Reply.error(503, "ServiceUnavailable", "busy", ""),
            Reply.streaming(event("DELETED", "a", "10")));

    assertThat(read("5", 3)).containsExactly("ADDED a 6", "MODIFIED a 7", "DELETED a 10");
  }

  @Test
  void tellsWhatChangedWhenTheClusterHasForgotten() throws InterruptedException {
    String gone = "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410}}";
    cluster
        .on(
            MAPS + "?limit=500",
            Reply.ok(
                list(
                    "5",
                    configMapJson("same", "1", "x"),
                    configMapJson("changed", "2", "x"),
                    configMapJson("deleted", "3", "x"),
                    configMapJson("again", "4", "x"))),
            Reply.ok(
                list(
                    "20",
                    configMapJson("same", "1", "x"),
                    configMapJson("changed", "12", "x"),
                    configMapJson("again", "14", "x").replace("uid-again", "other"),
                    configMapJson("new", "13", "x"))))
        .on(from("5"), Reply.lines(gone))
        .on(from("20"), Reply.streaming(event("ADDED", "last", "21")));

    assertThat(read("", 10).subList(4, 10))
        .containsExactly(
            "MODIFIED changed 12",
            "DELETED again 4",
            "ADDED again 14",
            "ADDED new 13",
            "DELETED deleted 3",
            "ADDED last 21");
  }

  @Test
  void startsAnewWhenTheFirstVersionIsTooOld() throws InterruptedException {
    cluster
        .on(from("1"), Reply.error(410, "Expired", "too old", ""))
        .on(MAPS + "?limit=500", Reply.ok(list("5", configMapJson("a", "4", "x"))))
        .on(from("5"), Reply.streaming());

    assertThat(read("1", 1)).containsExactly("ADDED a 4");
  }

  @Test
  void endsWhenItIsForbidden() {
    cluster.on(
        from("1"),
        Reply.error(403, "Forbidden", "User \"u\" cannot watch resource \"configmaps\"", ""));
    try (Watch watch = client.watch(CONFIG_MAP, "shop", ListOptions.ALL, "1")) {
      for (int i = 0; i < 2; i++) {
        KubeException fault = catchThrowableOfType(KubeException.class, () -> watch.next(LONG));
        assertThat(fault.is(KubeErrorCode.FORBIDDEN)).isTrue();
        assertThat(fault.getMessage()).startsWith("cannot watch configmaps in namespace shop");
      }
    }
  }

  @Test
  void givesUpWhenTheClusterStaysAway() {
    cluster.on(from("1"), Reply.cut());
    try (Watch watch = client.watch(CONFIG_MAP, "shop", ListOptions.ALL, "1")) {
      KubeException fault = catchThrowableOfType(KubeException.class, () -> watch.next(LONG));
      assertThat(fault.is(KubeErrorCode.UNREACHABLE)).isTrue();
    }
    assertThat(timing.nanos()).isGreaterThan(60_000_000_000L);
  }
}
