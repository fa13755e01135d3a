package dev.slipway.compat.contract;

import dev.slipway.kube.DeleteOptions;
import dev.slipway.kube.KubeClient;
import dev.slipway.kube.KubeException;
import dev.slipway.kube.ListOptions;
import dev.slipway.kube.ObjectList;
import dev.slipway.kube.PatchType;
import dev.slipway.kube.Watch;
import dev.slipway.kube.WatchEvent;
import dev.slipway.kube.WriteOptions;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// What Slipway's own client of clusters does with a cluster, told as text that must be the same
/// for each cluster.
final class ClientCase {
  private static final GroupVersionKind CONFIG = GroupVersionKind.of("v1", "ConfigMap");
  private static final GroupVersionKind DEPLOYMENT = GroupVersionKind.of("apps/v1", "Deployment");
  private static final WriteOptions WRITER = WriteOptions.as("slipway");

  private final KubeClient client;
  private final String namespace =
      "client-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
  private final Normaliser normaliser = new Normaliser();
  private final StringBuilder told = new StringBuilder();

  private ClientCase(KubeClient client) {
    this.client = client;
    normaliser.name(namespace, "ns");
  }

  /// Does all of it in a namespace of its own.
  static String run(KubeClient client) throws InterruptedException {
    ClientCase all = new ClientCase(client);
    ObjectKey own = new ObjectKey(GroupVersionKind.of("v1", "Namespace"), "", all.namespace);
    client.create(all.object("apiVersion: v1\nkind: Namespace\nmetadata: {name: $ns}"), WRITER);
    try {
      all.resources();
      all.writes();
      all.conflicts();
      all.patches();
      all.watches();
      all.workload();
    } finally {
      client.delete(own, DeleteOptions.background());
    }
    return all.told.toString();
  }

  private KubeObject object(String yaml) {
    return KubeObject.parse(Json.write(Yaml.read(yaml.replace("$ns", namespace))));
  }

  private KubeObject config(String name, String data) {
    return object(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: "
            + name
            + ", namespace: $ns}, data: "
            + data
            + "}");
  }

  private ObjectKey key(String name) {
    return new ObjectKey(CONFIG, namespace, name);
  }

  private void tell(String what, @Nullable Object value) {
    told.append("== ").append(what).append('\n');
    told.append(Json.writePretty(normaliser.normal(value))).append('\n');
  }

  private void tell(String what, KubeObject object) {
    tell(what, object.tree());
  }

  /// Tells how something is refused.
  private void refused(String what, Runnable action) {
    try {
      action.run();
      tell(what, "not refused");
    } catch (KubeException e) {
      tell(what, List.of((long) e.status(), e.reason()));
    }
  }

  private void resources() {
    tell("deployments", String.valueOf(client.resources().find(DEPLOYMENT).isPresent()));
    tell("of no group", client.resources().apiVersions().contains("v1/Pod"));
    tell("absent", client.get(key("absent")).isPresent());
  }

  private void writes() {
    tell("create", client.create(config("a", "{x: '1'}"), WRITER));
    refused("create again", () -> client.create(config("a", "{x: '1'}"), WRITER));
    tell("apply", client.apply(config("a", "{x: '1', z: '2'}"), WRITER));
    tell("dry", client.apply(config("a", "{x: '1'}"), WRITER.dry()).map("data"));
    KubeObject before = client.get(key("a")).orElseThrow();
    tell("after the dry run", before.map("data"));
    tell("replace", client.replace(config("a", "{w: '3'}"), WRITER));
    Map<String, @Nullable Object> stale = before.copy();
    stale.put("data", Map.of("x", "9"));
    refused("replace of an old version", () -> client.replace(KubeObject.of(stale), WRITER));
    tell("delete", client.delete(key("a"), DeleteOptions.background()));
    tell("delete again", client.delete(key("a"), DeleteOptions.background()));
  }

  private void conflicts() {
    WriteOptions other = WriteOptions.as("other");
    client.apply(config("c", "{x: '1'}"), other);
    try {
      client.apply(config("c", "{x: '2'}"), WRITER);
    } catch (KubeException e) {
      tell("conflict", List.of((long) e.status(), String.valueOf(e.fieldConflicts())));
    }
    tell("forced", client.apply(config("c", "{x: '2'}"), WRITER.forced()));
  }

  private void patches() {
    client.create(config("p", "{x: '1', v: '1'}"), WRITER);
    Object merge = Yaml.readMap("{data: {x: null, z: '2'}}");
    tell("merge", client.patch(key("p"), PatchType.MERGE, merge, "", WRITER));
    Object json = Yaml.readList("[{op: replace, path: /data/v, value: '3'}]");
    tell("json", client.patch(key("p"), PatchType.JSON, json, "", WRITER).map("data"));
    Object strategic = Yaml.readMap("{metadata: {labels: {a: b}}}");
    tell(
        "strategic",
        client.patch(key("p"), PatchType.STRATEGIC, strategic, "", WRITER).map("metadata"));
    refused("patch of nothing", () -> client.patch(key("q"), PatchType.MERGE, merge, "", WRITER));
  }

  private void watches() throws InterruptedException {
    ListOptions labelled = ListOptions.labelled("watched=yes");
    ObjectList list = client.list(CONFIG, namespace, labelled);
    tell("list", list.items().stream().map(KubeObject::name).toList());
    try (Watch watch = client.watch(CONFIG, namespace, labelled, list.resourceVersion())) {
      KubeObject watched =
          object(
              "{apiVersion: v1, kind: ConfigMap, metadata: {name: w, namespace: $ns, labels:"
                  + " {watched: 'yes'}}}");
      client.create(watched, WRITER);
      Object patch = Yaml.readMap("{data: {x: '1'}}");
      client.patch(key("w"), PatchType.MERGE, patch, "", WRITER);
      client.delete(key("w"), DeleteOptions.background());
      for (int i = 0; i < 3; i++) {
        Optional<WatchEvent> event = watch.next(Duration.ofSeconds(30));
        tell("event", event.map(one -> one.change() + " " + one.object().name()).orElse("none"));
      }
    }
  }

  private void workload() throws InterruptedException {
    KubeObject web =
        object(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: $ns}
            spec:
              replicas: 1
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: web}]}
            """);
    ObjectKey key = new ObjectKey(DEPLOYMENT, namespace, "web");
    ListOptions one = new ListOptions("", "metadata.name=web");
    try (Watch watch = client.watch(DEPLOYMENT, namespace, one, "")) {
      client.apply(web, WRITER);
      long ready = 0;
      for (int events = 0; ready == 0 && events < 100; events++) {
        Optional<WatchEvent> event = watch.next(Duration.ofSeconds(30));
        ready = event.isEmpty() ? -1 : event.get().object().number(0, "status", "readyReplicas");
      }
      tell("ready", ready);
    }
    Object scale = Yaml.readMap("{spec: {replicas: 0}}");
    tell("scale", client.patch(key, PatchType.MERGE, scale, "scale", WRITER).map("spec"));
  }
}
