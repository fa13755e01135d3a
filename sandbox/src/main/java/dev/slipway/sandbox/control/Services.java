package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.object.select.LabelSelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Keeps the Endpoints and the EndpointSlice of each Service, and gives addresses to load balancers
/// and Ingresses.
final class Services implements Controller {
  private static final String LOAD_BALANCER = "172.18.255.";

  private static final int MANY = 20;
  private static final Duration FOR_EACH = Duration.ofMillis(50);

  private final Map<String, Long> written = new HashMap<>();
  private int addresses = 1;

  @Override
  public void changed(@Nullable KubeObject before, KubeObject object, boolean gone, Queue queue) {
    if (object.type().equals(Kinds.POD)) {
      queue.add(new ObjectKey(Kinds.POD, object.namespace(), ""));
    } else if (object.type().equals(Kinds.SERVICE) || object.type().equals(Kinds.INGRESS)) {
      queue.add(object.key());
    }
  }

  @Override
  public void reconcile(ObjectKey key, Control control) throws Refused {
    if (key.type().equals(Kinds.POD)) {
      Duration rest = rest(key, control);
      if (rest.isPositive()) {
        control.again(key, rest);
        return;
      }
      written.put(key.namespace(), control.clock().ticks());
      for (KubeObject service : control.mirror().in(Kinds.SERVICE, key.namespace())) {
        endpoints(service, control);
      }
      return;
    }
    KubeObject object = control.mirror().get(key);
    if (object == null) {
      return;
    }
    if (key.type().equals(Kinds.SERVICE)) {
      endpoints(object, control);
    }
    if (key.type().equals(Kinds.INGRESS) || object.text("spec", "type").equals("LoadBalancer")) {
      balance(object, control);
    }
  }

  /// How long to wait with the endpoints of a namespace: the more pods it has, the longer, since
  /// each list of them is written as a whole; as the real controller does under load.
  private Duration rest(ObjectKey key, Control control) {
    Long before = written.get(key.namespace());
    int pods = control.mirror().in(Kinds.POD, key.namespace()).size();
    return before == null || pods < MANY
        ? Duration.ZERO
        : FOR_EACH.multipliedBy(pods).minusNanos(control.clock().ticks() - before);
  }

  private void balance(KubeObject object, Control control) throws Refused {
    if (object.list("status", "loadBalancer", "ingress").isEmpty()) {
      addresses = addresses % 250 + 1;
      Map<String, @Nullable Object> ingress = Tree.map("ip", LOAD_BALANCER + addresses);
      if (object.type().equals(Kinds.SERVICE)) {
        ingress.put("ipMode", "VIP");
      }
      control.updateStatus(
          object,
          Tree.with(object.map("status"), "loadBalancer", Tree.map("ingress", List.of(ingress))));
    }
  }

  private static void endpoints(KubeObject service, Control control) throws Refused {
    Map<String, String> selector = service.texts("spec", "selector");
    if (selector.isEmpty()
        || PodState.isDeleting(service)
        || service.text("spec", "type").equals("ExternalName")) {
      return;
    }
    LabelSelector pods = LabelSelector.labels(selector);
    List<KubeObject> chosen = new ArrayList<>();
    for (KubeObject pod : control.mirror().in(Kinds.POD, service.namespace())) {
      if (PodState.isActive(pod)
          && !pod.text("status", "podIP").isEmpty()
          && pods.matches(pod.labels())) {
        chosen.add(pod);
      }
    }
    writeEndpoints(service, chosen, control);
    writeSlice(service, chosen, control);
  }

  private static void writeEndpoints(KubeObject service, List<KubeObject> pods, Control control)
      throws Refused {
    Map<List<@Nullable Object>, Map<Boolean, List<@Nullable Object>>> groups =
        new LinkedHashMap<>();
    for (KubeObject pod : pods) {
      groups
          .computeIfAbsent(ports(service, pod), _ -> new TreeMap<>())
          .computeIfAbsent(isPublished(service, pod), _ -> new ArrayList<>())
          .add(
              Tree.map(
                  "ip",
                  pod.text("status", "podIP"),
                  "nodeName",
                  pod.text("spec", "nodeName"),
                  "targetRef",
                  target(pod)));
    }
    List<@Nullable Object> subsets = new ArrayList<>();
    groups.forEach((ports, addresses) ->
        subsets.add(
            Tree.map(
                "addresses",
                addresses.get(true),
                "notReadyAddresses",
                addresses.get(false),
                "ports",
                ports.isEmpty() ? null : ports)));
    KubeObject known = control.mirror().get(Kinds.ENDPOINTS, service.namespace(), service.name());
    if (known == null) {
      control.create(
          Draft.of(Kinds.ENDPOINTS, service.namespace(), service.name())
              .set(service.get("metadata", "labels"), "metadata", "labels")
              .set(subsets.isEmpty() ? null : subsets, "subsets")
              .object());
    } else if (!known.list("subsets").equals(subsets)) {
      control.update(Draft.from(known).set(subsets.isEmpty() ? null : subsets, "subsets").object());
    }
  }

  /// The ports as slices have them: each has a name, which may be empty.
  private static List<@Nullable Object> named(List<@Nullable Object> ports) {
    List<@Nullable Object> named = new ArrayList<>();
    for (Object port : ports) {
      Map<String, @Nullable Object> next = new LinkedHashMap<>(Tree.asMap(port));
      next.putIfAbsent("name", "");
      named.add(next);
    }
    return named;
  }

  private static boolean isPublished(KubeObject service, KubeObject pod) {
    return PodState.isReady(pod) || service.flag("spec", "publishNotReadyAddresses");
  }

  private static Map<String, @Nullable Object> target(KubeObject pod) {
    return Tree.map(
        "kind", "Pod", "namespace", pod.namespace(), "name", pod.name(), "uid", pod.uid());
  }

  /// The ports of a service as they are in a pod.
  private static List<@Nullable Object> ports(KubeObject service, KubeObject pod) {
    List<@Nullable Object> ports = new ArrayList<>();
    for (Map<String, @Nullable Object> port : service.maps("spec", "ports")) {
      Long number = number(port, pod);
      if (number != null) {
        String protocol = Tree.text(port.get("protocol"));
        ports.add(
            Tree.map(
                "name",
                port.get("name"),
                "port",
                number,
                "protocol",
                protocol.isEmpty() ? "TCP" : protocol));
      }
    }
    return ports;
  }

  private static @Nullable Long number(Map<String, @Nullable Object> port, KubeObject pod) {
    return switch (port.get("targetPort")) {
      case Number number when number.longValue() != 0 -> (Long) number.longValue();
      case String name -> named(name, pod);
      case null, default -> (Long) Tree.number(port.get("port"), 0);
    };
  }

  private static @Nullable Long named(String name, KubeObject pod) {
    for (Map<String, @Nullable Object> container : pod.maps("spec", "containers")) {
      for (Map<String, @Nullable Object> port : Tree.maps(container.get("ports"))) {
        if (name.equals(port.get("name"))) {
          return Tree.number(port.get("containerPort"), 0);
        }
      }
    }
    return null;
  }

  private static void writeSlice(KubeObject service, List<KubeObject> pods, Control control)
      throws Refused {
    List<@Nullable Object> endpoints = new ArrayList<>();
    List<@Nullable Object> ports = List.of();
    for (KubeObject pod : pods) {
      ports = named(ports(service, pod));
      KubeObject node = control.mirror().get(Kinds.NODE, "", pod.text("spec", "nodeName"));
      endpoints.add(
          Tree.map(
              "addresses",
              List.of(pod.text("status", "podIP")),
              "conditions",
              Tree.map(
                  "ready",
                  isPublished(service, pod),
                  "serving",
                  PodState.isReady(pod),
                  "terminating",
                  false),
              "nodeName",
              pod.text("spec", "nodeName"),
              "targetRef",
              target(pod),
              "zone",
              node == null ? null : node.labels().get("topology.kubernetes.io/zone")));
    }
    List<KubeObject> known = control.mirror().owned(service.uid(), Kinds.ENDPOINT_SLICE);
    if (known.isEmpty()) {
      Map<String, @Nullable Object> labels = new LinkedHashMap<>(service.labels());
      labels.put("kubernetes.io/service-name", service.name());
      labels.put("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io");
      control.create(
          Draft.of(Kinds.ENDPOINT_SLICE, service.namespace(), service.name() + "-")
              .set(labels, "metadata", "labels")
              .set(List.of(PodTemplate.reference(service)), "metadata", "ownerReferences")
              .set("IPv4", "addressType")
              .set(endpoints, "endpoints")
              .set(ports, "ports")
              .object());
      return;
    }
    KubeObject slice = known.getFirst();
    if (!slice.list("endpoints").equals(endpoints) || !slice.list("ports").equals(ports)) {
      control.update(Draft.from(slice).set(endpoints, "endpoints").set(ports, "ports").object());
    }
  }
}
