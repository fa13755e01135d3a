package dev.slipway.kube.client;

import static dev.slipway.kube.client.Fixtures.configMap;
import static dev.slipway.kube.client.Fixtures.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.kube.DeleteOptions;
import dev.slipway.kube.FieldConflict;
import dev.slipway.kube.KubeErrorCode;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.ListOptions;
import dev.slipway.kube.PatchType;
import dev.slipway.kube.Watch;
import dev.slipway.kube.WatchEvent;
import dev.slipway.kube.WriteOptions;
import dev.slipway.kube.config.InMemoryKubeHost;
import dev.slipway.kube.config.KubeConfig;
import dev.slipway.kube.config.KubeContext;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.sandbox.Sandbox;
import dev.slipway.sandbox.SandboxOptions;
import dev.slipway.sandbox.fault.Fault;
import dev.slipway.sandbox.fault.FaultRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The client against a simulated cluster, over TLS, as its kubeconfig says.
class SandboxClusterTest {
  private static final WriteOptions US = WriteOptions.as("slipway");

  private final Sandbox sandbox = Sandbox.start(SandboxOptions.of("sim").withoutControllers());
  private final HttpKubeClient client = connect(sandbox.kubeconfig());

  private HttpKubeClient connect(String kubeconfig) {
    InMemoryKubeHost host = new InMemoryKubeHost().file("/k", kubeconfig);
    KubeContext context = KubeConfig.load(host, "/k").context("");
    return new KubeClients(host, ClientSettings.of("test")).connect(context);
  }

  @BeforeEach
  void setUp() {
    client.create(
        KubeObject.parse(
            "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"shop\"}}"),
        US);
  }

  @AfterEach
  void tearDown() {
    client.close();
    sandbox.close();
  }

  @Test
  void createsChangesAndDeletes() {
    assertThat(client.resources().find(Fixtures.DEPLOYMENT)).isPresent();
    KubeObject made = client.create(wanted("a", "1"), US);
    assertThat(made.uid()).isNotEmpty();
    assertThat(
            catchThrowableOfType(KubeException.class, () -> client.create(wanted("a", "2"), US))
                .reason())
        .isEqualTo("AlreadyExists");

    client.patch(configMap("a"), PatchType.MERGE, Map.of("data", Map.of("b", "2")), "", US);
    assertThat(client.get(configMap("a")).map(object -> object.map("data")))
        .hasValue(Map.of("a", "1", "b", "2"));

    KubeException conflict =
        catchThrowableOfType(
            KubeException.class, () -> client.apply(wanted("a", "3"), WriteOptions.as("other")));
    assertThat(conflict.fieldConflicts())
        .extracting(FieldConflict::field, FieldConflict::owner)
        .containsExactly(org.assertj.core.api.Assertions.tuple(".data.a", "slipway"));
    assertThat(client.apply(wanted("a", "3"), US.forced().dry()).text("data", "a")).isEqualTo("3");
    assertThat(client.get(configMap("a")).map(object -> object.text("data", "a"))).hasValue("1");

    assertThat(client.delete(configMap("a"), DeleteOptions.background())).isTrue();
    assertThat(client.get(configMap("a"))).isEmpty();
  }

  @Test
  void doesEachThingOnceOnACrumblingCluster() {
    sandbox.faults().seed(7);
    sandbox.faults().add(FaultRule.always(new Fault.Refusal(429, 0)).withProbability(0.05));
    sandbox.faults().add(FaultRule.always(new Fault.Refusal(503, -1)).withProbability(0.05));
    sandbox.faults().add(FaultRule.always(new Fault.BrokenAnswer(-1)).withProbability(0.1));
    sandbox.faults().add(FaultRule.always(new Fault.Reset(true)).withProbability(0.1));
    List<Integer> numbers = IntStream.range(0, 60).boxed().toList();

    List<String> identities =
        Parallel.map(
            numbers, number -> client.create(wanted("m" + number, "v" + number), US).uid());
    List<Boolean> deleted =
        Parallel.map(
            numbers.subList(0, 30),
            number -> client.delete(configMap("m" + number), DeleteOptions.background()));
    sandbox.faults().clear();

    assertThat(identities).doesNotHaveDuplicates().hasSize(60);
    assertThat(deleted).containsOnly(true);
    assertThat(
            client.list(Fixtures.CONFIG_MAP, "shop", ListOptions.ALL).items().stream()
                .filter(object -> object.name().startsWith("m")))
        .hasSize(30);
    assertThat(client.counts().repeats()).isPositive();
  }

  @Test
  void watchesThroughDroppedConnections() throws InterruptedException {
    sandbox.faults().add(FaultRule.always(new Fault.DroppedWatch(Duration.ofMillis(50))).times(5));
    try (Watch watch = client.watch(Fixtures.CONFIG_MAP, "shop", ListOptions.ALL, "")) {
      for (int i = 0; i < 20; i++) {
        client.create(wanted("w" + i, "x"), US);
        String name = "";
        while (!name.equals("w" + i)) {
          WatchEvent event = watch.next(Duration.ofSeconds(30)).orElseThrow();
          name = event.object().name();
        }
      }
    }
  }

  @Test
  void saysWhatAnotherMayNotDo() {
    try (HttpKubeClient other = connect(sandbox.kubeconfig("jo"))) {
      KubeException fault =
          catchThrowableOfType(KubeException.class, () -> other.get(configMap("a")));

      assertThat(fault.is(KubeErrorCode.FORBIDDEN)).isTrue();
      assertThat(fault.getMessage())
          .startsWith("cannot read ConfigMap/a in namespace shop on cluster \"sim\": ")
          .contains("jo");
    }
    assertThat(client.get(new ObjectKey(GroupVersionKind.of("v1", "Namespace"), "", "shop")))
        .isPresent();
  }
}
