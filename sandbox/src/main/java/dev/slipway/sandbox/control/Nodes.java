package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The nodes of a sandbox: how they are made, and what becomes of pods whose node is gone or that
/// do not tolerate it any more.
final class Nodes implements Controller {
  @Override
  public void changed(@Nullable KubeObject before, KubeObject object, boolean gone, Queue queue) {
    if (object.type().equals(Kinds.NODE)) {
      queue.add(object.key());
    } else if (!gone && !object.text("spec", "nodeName").isEmpty()) {
      queue.add(new ObjectKey(Kinds.NODE, "", object.text("spec", "nodeName")));
    }
  }

  @Override
  public void reconcile(ObjectKey key, Control control) throws Refused {
    KubeObject node = control.mirror().get(key);
    for (KubeObject pod : control.mirror().podsOn(key.name()).all()) {
      if (node == null) {
        control.delete(pod, 0);
      } else if (!PodState.isDeleting(pod) && isEvicted(pod, node)) {
        control.normal(
            pod,
            "taint-eviction-controller",
            "TaintManagerEviction",
            "Marking for deletion Pod " + pod.namespace() + "/" + pod.name());
        control.delete(pod);
      }
    }
  }

  private static boolean isEvicted(KubeObject pod, KubeObject node) {
    return node.maps("spec", "taints").stream()
        .filter(taint -> "NoExecute".equals(taint.get("effect")))
        .anyMatch(taint ->
            pod.maps("spec", "tolerations").stream()
                .noneMatch(toleration -> Affinity.tolerates(toleration, taint)));
  }

  /// The address of a node, or empty.
  static String address(KubeObject node) {
    for (Map<String, @Nullable Object> address : node.maps("status", "addresses")) {
      if ("InternalIP".equals(address.get("type"))) {
        return Tree.text(address.get("address"));
      }
    }
    return "";
  }

  /// A node that is ready.
  ///
  /// @param number its number from 1 on
  /// @param version the Kubernetes version, such as `v1.34.0`
  static KubeObject node(int number, String version, SimClock clock) {
    String name = "node-" + number;
    String zone = "sandbox-" + (char) ('a' + (number - 1) % 3);
    Map<String, @Nullable Object> labels =
        Tree.map(
            "kubernetes.io/hostname",
            name,
            "kubernetes.io/os",
            "linux",
            "kubernetes.io/arch",
            "amd64",
            "beta.kubernetes.io/os",
            "linux",
            "beta.kubernetes.io/arch",
            "amd64",
            "topology.kubernetes.io/region",
            "sandbox",
            "topology.kubernetes.io/zone",
            zone);
    return Draft.of(Kinds.NODE, "", name)
        .set(labels, "metadata", "labels")
        .set("10.244." + number + ".0/24", "spec", "podCIDR")
        .set("sandbox://" + name, "spec", "providerID")
        .set(status(number, name, version, clock), "status")
        .object();
  }

  static Map<String, @Nullable Object> status(
      int number, String name, String version, SimClock clock) {
    Map<String, @Nullable Object> amounts =
        Tree.map(
            "cpu",
            "16",
            "memory",
            "64Gi",
            "pods",
            "250",
            "ephemeral-storage",
            "200Gi",
            "hugepages-2Mi",
            "0");
    return Tree.map(
        "capacity",
        amounts,
        "allocatable",
        amounts,
        "conditions",
        List.of(
            condition("MemoryPressure", false, "KubeletHasSufficientMemory", clock),
            condition("DiskPressure", false, "KubeletHasNoDiskPressure", clock),
            condition("PIDPressure", false, "KubeletHasSufficientPID", clock),
            condition("Ready", true, "KubeletReady", clock)),
        "addresses",
        List.of(
            Tree.map("type", "InternalIP", "address", "172.18.0." + (number + 1)),
            Tree.map("type", "Hostname", "address", name)),
        "nodeInfo",
        Tree.map(
            "machineID",
            "",
            "systemUUID",
            "",
            "bootID",
            "",
            "kernelVersion",
            "simulated",
            "osImage",
            "Slipway sandbox",
            "containerRuntimeVersion",
            "simulated://1.0.0",
            "kubeletVersion",
            version,
            "kubeProxyVersion",
            version,
            "operatingSystem",
            "linux",
            "architecture",
            "amd64"));
  }

  private static Map<String, @Nullable Object> condition(
      String type, boolean value, String reason, SimClock clock) {
    Map<String, @Nullable Object> condition =
        Conditions.of(Map.of(), type, value, reason, "kubelet: " + reason, clock);
    condition.put("lastHeartbeatTime", clock.timestamp());
    return condition;
  }
}
