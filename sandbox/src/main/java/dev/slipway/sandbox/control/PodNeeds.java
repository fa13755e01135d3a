package dev.slipway.sandbox.control;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a pod needs of ConfigMaps and Secrets before it can start.
final class PodNeeds {
  private PodNeeds() {}

  /// What is missing for its volumes, in the words of the kubelet; empty if nothing is.
  static String missingVolume(KubeObject pod, Control control) {
    for (Map<String, @Nullable Object> volume : pod.maps("spec", "volumes")) {
      String missing = missing(pod, volume, "configMap", "name", Kinds.CONFIG_MAP, control);
      if (missing.isEmpty()) {
        missing = missing(pod, volume, "secret", "secretName", Kinds.SECRET, control);
      }
      for (Map<String, @Nullable Object> source :
          Tree.maps(Tree.asMap(volume.get("projected")).get("sources"))) {
        if (missing.isEmpty()) {
          missing = missing(pod, source, "configMap", "name", Kinds.CONFIG_MAP, control);
        }
        if (missing.isEmpty()) {
          missing = missing(pod, source, "secret", "name", Kinds.SECRET, control);
        }
      }
      if (!missing.isEmpty()) {
        return "MountVolume.SetUp failed for volume \"" + volume.get("name") + "\" : " + missing;
      }
    }
    return "";
  }

  /// What is missing for a container's environment; empty if nothing is.
  static String missingEnvironment(
      KubeObject pod, Map<String, @Nullable Object> container, Control control) {
    for (Map<String, @Nullable Object> from : Tree.maps(container.get("envFrom"))) {
      String missing = missing(pod, from, "configMapRef", "name", Kinds.CONFIG_MAP, control);
      if (missing.isEmpty()) {
        missing = missing(pod, from, "secretRef", "name", Kinds.SECRET, control);
      }
      if (!missing.isEmpty()) {
        return missing;
      }
    }
    for (Map<String, @Nullable Object> variable : Tree.maps(container.get("env"))) {
      Map<String, @Nullable Object> from = Tree.asMap(variable.get("valueFrom"));
      String missing = missing(pod, from, "configMapKeyRef", "name", Kinds.CONFIG_MAP, control);
      if (missing.isEmpty()) {
        missing = missing(pod, from, "secretKeyRef", "name", Kinds.SECRET, control);
      }
      if (!missing.isEmpty()) {
        return missing;
      }
    }
    return "";
  }

  private static String missing(
      KubeObject pod,
      Map<String, @Nullable Object> from,
      String field,
      String nameField,
      GroupVersionKind kind,
      Control control) {
    Map<String, @Nullable Object> source = Tree.asMap(from.get(field));
    if (source.isEmpty() || Boolean.TRUE.equals(source.get("optional"))) {
      return "";
    }
    String name = Tree.text(source.get(nameField));
    KubeObject there = control.fetch(new ObjectKey(kind, pod.namespace(), name));
    String noun = kind.equals(Kinds.SECRET) ? "secret" : "configmap";
    if (there == null) {
      return noun + " \"" + name + "\" not found";
    }
    String key = Tree.text(source.get("key"));
    boolean has =
        key.isEmpty()
            || there.map("data").containsKey(key)
            || there.map("binaryData").containsKey(key);
    return has
        ? ""
        : "couldn't find key "
            + key
            + " in "
            + (kind.equals(Kinds.SECRET) ? "Secret " : "ConfigMap ")
            + pod.namespace()
            + "/"
            + name;
  }
}
