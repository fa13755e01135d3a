package dev.slipway.release.plan;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.plan.Reference.Use;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds what an object names: the ConfigMaps, Secrets and claims of its pods, and classes. What is
/// marked as optional is left out.
final class References {
  private final String namespace;
  private final Set<Reference> found = new LinkedHashSet<>();

  private References(String namespace) {
    this.namespace = namespace;
  }

  /// All that an object names.
  static Set<Reference> of(KubeObject object) {
    References references = new References(object.namespace());
    switch (object.type().group() + "/" + object.kind()) {
      case "/PersistentVolumeClaim" -> references.storage(object);
      case "networking.k8s.io/Ingress" ->
          references.add(
              Reference.INGRESS, "", object.text("spec", "ingressClassName"), "", Use.TRAFFIC);
      case "apps/StatefulSet" -> {
        references.pod(KubeObject.of(object.map("spec", "template", "spec")));
        for (Map<String, @Nullable Object> claim : object.maps("spec", "volumeClaimTemplates")) {
          references.storage(KubeObject.of(claim));
        }
      }
      default -> references.pod(KubeObject.of(podSpec(object)));
    }
    return references.found;
  }

  /// What an object says of its pods; empty when it has none.
  static Map<String, @Nullable Object> podSpec(KubeObject object) {
    return switch (object.type().group() + "/" + object.kind()) {
      case "/Pod" -> object.map("spec");
      case "/ReplicationController" -> object.map("spec", "template", "spec");
      default -> KubeObject.of(PodTrial.template(object)).map("spec");
    };
  }

  private void storage(KubeObject claim) {
    // One that names its volume needs no class.
    if (claim.text("spec", "volumeName").isEmpty()) {
      add(Reference.STORAGE, "", claim.text("spec", "storageClassName"), "", Use.VOLUME);
    }
  }

  private void add(GroupVersionKind type, String where, String name, String entry, Use use) {
    if (!name.isEmpty()) {
      found.add(new Reference(new ObjectKey(type, where, name), entry, use));
    }
  }

  private void pod(KubeObject spec) {
    for (String list : List.of("initContainers", "containers")) {
      for (Map<String, @Nullable Object> container : spec.maps(list)) {
        container(KubeObject.of(container));
      }
    }
    for (Map<String, @Nullable Object> volume : spec.maps("volumes")) {
      volume(KubeObject.of(volume));
    }
    for (Map<String, @Nullable Object> secret : spec.maps("imagePullSecrets")) {
      add(Reference.SECRET, namespace, KubeObject.of(secret).text("name"), "", Use.PULL);
    }
  }

  private void container(KubeObject container) {
    for (Map<String, @Nullable Object> from : container.maps("envFrom")) {
      KubeObject tree = KubeObject.of(from);
      named(Reference.CONFIG_MAP, tree, "configMapRef");
      named(Reference.SECRET, tree, "secretRef");
    }
    for (Map<String, @Nullable Object> variable : container.maps("env")) {
      KubeObject from = KubeObject.of(KubeObject.of(variable).map("valueFrom"));
      named(Reference.CONFIG_MAP, from, "configMapKeyRef");
      named(Reference.SECRET, from, "secretKeyRef");
    }
  }

  private void named(GroupVersionKind type, KubeObject holder, String field) {
    if (!holder.flag(field, "optional")) {
      String name = holder.text(field, "name");
      add(type, namespace, name, holder.text(field, "key"), Use.START);
    }
  }

  private void volume(KubeObject volume) {
    source(volume, "secretName");
    add(
        Reference.CLAIM,
        namespace,
        volume.text("persistentVolumeClaim", "claimName"),
        "",
        Use.START);
    for (Map<String, @Nullable Object> source : volume.maps("projected", "sources")) {
      source(KubeObject.of(source), "name");
    }
  }

  /// @param secretName how the field is called that names a Secret
  private void source(KubeObject holder, String secretName) {
    files(Reference.CONFIG_MAP, KubeObject.of(holder.map("configMap")), "name");
    files(Reference.SECRET, KubeObject.of(holder.map("secret")), secretName);
  }

  private void files(GroupVersionKind type, KubeObject source, String nameField) {
    String name = source.text(nameField);
    if (name.isEmpty() || source.flag("optional")) {
      return;
    }
    add(type, namespace, name, "", Use.START);
    for (Map<String, @Nullable Object> item : source.maps("items")) {
      add(type, namespace, name, KubeObject.of(item).text("key"), Use.START);
    }
  }
}
