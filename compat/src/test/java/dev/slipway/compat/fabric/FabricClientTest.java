package dev.slipway.compat.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.sandbox.Sandbox;
import dev.slipway.sandbox.SandboxOptions;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// What programs on fabric8's client do with a cluster: on a sandbox always, and on the cluster of
/// a kubeconfig that the system property `kubeconfig.real` names.
@Timeout(300)
class FabricClientTest {
  private static final Map<String, String> LABELS = Map.of("app", "web");
  private final String namespace = "fabric-" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void worksOnASandbox() throws InterruptedException {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.of("fabric"))) {
      run(sandbox.kubeconfig());
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "kubeconfig.real", matches = ".+")
  void worksOnTheRealServerTheSameWay() throws InterruptedException, IOException {
    run(Files.readString(Path.of(System.getProperty("kubeconfig.real"))));
  }

  private void run(String kubeconfig) throws InterruptedException {
    Config config = Config.fromKubeconfig(kubeconfig);
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
      client
          .resource(
              new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
          .create();
      try {
        objects(client);
        patches(client);
        follows(client);
        workload(client);
      } finally {
        client.namespaces().withName(namespace).delete();
      }
    }
  }

  private ConfigMap map(String name, String value) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .addToLabels(LABELS)
        .endMetadata()
        .addToData("a", value)
        .build();
  }

  private void objects(KubernetesClient client) {
    var maps = client.configMaps().inNamespace(namespace);
    ConfigMap created = maps.resource(map("one", "1")).create();
    assertThat(created.getMetadata().getUid()).isNotEmpty();
    assertThatThrownBy(() -> maps.resource(map("one", "1")).create())
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(409))
        .hasMessageContaining("configmaps \"one\" already exists");
    maps.resource(map("one", "2")).update();
    ConfigMap edited =
        maps.withName("one").edit(old -> new ConfigMapBuilder(old).addToData("b", "3").build());
    assertThat(edited.getData()).isEqualTo(Map.of("a", "2", "b", "3"));
    assertThatThrownBy(() -> maps.resource(created).lockResourceVersion().update())
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(409));
    maps.resource(map("two", "1")).create();
    assertThat(maps.withLabels(LABELS).list().getItems())
        .extracting(item -> item.getMetadata().getName())
        .containsExactly("one", "two");
    assertThat(maps.withLabelNotIn("app", "web").withLabel("app").list().getItems()).isEmpty();
    assertThat(maps.withField("metadata.name", "two").list().getItems()).hasSize(1);
    assertThat(maps.withName("absent").get()).isNull();
    assertThat(maps.withName("two").delete()).hasSize(1);
    assertThat(maps.withName("two").delete()).isEmpty();
  }

  private void patches(KubernetesClient client) {
    var one = client.configMaps().inNamespace(namespace).withName("one");
    PatchContext merge = PatchContext.of(PatchType.JSON_MERGE);
    assertThat(one.patch(merge, "{\"data\":{\"b\":null}}").getData()).containsOnlyKeys("a");
    PatchContext json = PatchContext.of(PatchType.JSON);
    String replace = "[{\"op\":\"replace\",\"path\":\"/data/a\",\"value\":\"9\"}]";
    assertThat(one.patch(json, replace).getData()).containsEntry("a", "9");
    HasMetadata applied =
        client.resource(map("applied", "1")).fieldManager("one").serverSideApply();
    assertThat(applied.getMetadata().getManagedFields())
        .extracting(entry -> entry.getManager() + " " + entry.getOperation())
        .containsExactly("one Apply");
    assertThatThrownBy(
            () -> client.resource(map("applied", "2")).fieldManager("two").serverSideApply())
        .hasMessageContaining("conflict with \"one\": .data.a");
    ConfigMap forced =
        client.resource(map("applied", "2")).fieldManager("two").forceConflicts().serverSideApply();
    assertThat(forced.getData()).containsEntry("a", "2");
  }

  private void follows(KubernetesClient client) throws InterruptedException {
    var maps = client.configMaps().inNamespace(namespace);
    Set<String> seen = ConcurrentHashMap.newKeySet();
    CountDownLatch deleted = new CountDownLatch(1);
    ResourceEventHandler<ConfigMap> handler =
        new ResourceEventHandler<>() {
          @Override
          public void onAdd(ConfigMap object) {
            seen.add("added " + object.getMetadata().getName());
          }

          @Override
          public void onUpdate(ConfigMap before, ConfigMap object) {
            seen.add("changed " + object.getMetadata().getName());
          }

          @Override
          public void onDelete(ConfigMap object, boolean unknown) {
            seen.add("deleted " + object.getMetadata().getName());
            deleted.countDown();
          }
        };
    try (SharedIndexInformer<ConfigMap> informer = maps.withLabels(LABELS).inform(handler)) {
      assertThat(informer.getIndexer().list()).hasSize(2);
      maps.resource(map("later", "1")).create();
      maps.resource(map("later", "2")).update();
      maps.withName("later").delete();
      assertThat(deleted.await(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(seen)
        .contains("added one", "added applied", "added later", "changed later", "deleted later");
  }

  private void workload(KubernetesClient client) {
    Deployment wanted =
        new DeploymentBuilder()
            .withNewMetadata()
            .withName("web")
            .withNamespace(namespace)
            .endMetadata()
            .withNewSpec()
            .withReplicas(1)
            .withNewSelector()
            .addToMatchLabels(LABELS)
            .endSelector()
            .withNewTemplate()
            .withNewMetadata()
            .addToLabels(LABELS)
            .endMetadata()
            .withNewSpec()
            .addNewContainer()
            .withName("web")
            .withImage("web:1")
            .endContainer()
            .endSpec()
            .endTemplate()
            .endSpec()
            .build();
    client.resource(wanted).create();
    var web = client.apps().deployments().inNamespace(namespace).withName("web");
    web.waitUntilReady(60, TimeUnit.SECONDS);
    assertThat(web.scale(2).getSpec().getReplicas()).isEqualTo(2);
    web.waitUntilCondition(
        now ->
            now != null
                && now.getStatus().getReadyReplicas() != null
                && now.getStatus().getReadyReplicas() == 2,
        60,
        TimeUnit.SECONDS);
    List<Pod> pods = client.pods().inNamespace(namespace).withLabels(LABELS).list().getItems();
    assertThat(pods).hasSize(2);
    String pod = pods.getFirst().getMetadata().getName();
    assertThat(client.pods().inNamespace(namespace).withName(pod).getLog()).isNotNull();
    web.delete();
    web.waitUntilCondition(now -> now == null, 60, TimeUnit.SECONDS);
  }
}
