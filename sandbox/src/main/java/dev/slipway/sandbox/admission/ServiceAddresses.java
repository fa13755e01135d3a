package dev.slipway.sandbox.admission;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.resource.NodePortRange;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.status.FieldError;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoreEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gives services their cluster addresses and node ports.
public final class ServiceAddresses implements Admission {
  private static final GroupResource SERVICES = new GroupResource("", "services");
  private static final String PREFIX = "10.96.";

  /// Repositories name addresses of their own clusters' ranges: 10.0.0.0/8 has room for all of
  /// them.
  private static final String RANGE = "10.";

  private final Map<String, String> addresses = new HashMap<>();
  private final Map<Long, String> ports = new HashMap<>();
  private int nextAddress = 10;
  private final NodePortRange range;
  private long nextPort = NodePortRange.USUAL.first();

  /// Addresses beside those that the services of a store have.
  ///
  /// @param range the ports that may be asked for; free ones come from the usual range
  public ServiceAddresses(ObjectStore store, NodePortRange range) {
    this.range = range;
    store.follow(this::follow);
  }

  private synchronized void follow(StoreEvent event) {
    if (!event.object().key().resource().equals(SERVICES)) {
      return;
    }
    String uid = event.object().uid();
    if (event.type() != StoreEvent.Type.ADDED) {
      addresses.values().removeIf(uid::equals);
      ports.values().removeIf(uid::equals);
    }
    if (event.type() != StoreEvent.Type.DELETED) {
      KubeObject service = event.object().object();
      String address = service.text("spec", "clusterIP");
      if (!address.isEmpty() && !address.equals("None")) {
        addresses.put(address, uid);
      }
      for (Map<String, @Nullable Object> port : service.maps("spec", "ports")) {
        long number = Fields.number(0, port, "nodePort");
        if (number > 0) {
          ports.put(number, uid);
        }
      }
    }
  }

  @Override
  public void change(AdmissionRequest request) {
    if (!request.type().is("", "services")
        || !request.subresource().isEmpty()
        || request.operation() == Operation.DELETE) {
      return;
    }
    Map<String, @Nullable Object> spec = Fields.map(request.object(), "spec");
    String type = Fields.text(spec, "type");
    if (type.equals("ExternalName")) {
      List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy").forEach(spec::remove);
      return;
    }
    KubeObject old = request.old();
    boolean kept = old != null && !old.text("spec", "clusterIP").isEmpty();
    synchronized (this) {
      if (!kept || !Fields.text(spec, "clusterIP").isEmpty()) {
        address(request, spec, kept);
      }
      nodePorts(request, spec, type);
    }
  }

  private void address(AdmissionRequest request, Map<String, @Nullable Object> spec, boolean kept) {
    Fields.initText(spec, "ipFamilyPolicy", "SingleStack");
    if (Fields.isEmpty(spec.get("ipFamilies"))) {
      spec.put("ipFamilies", new ArrayList<>(List.of("IPv4")));
    }
    List<String> given = Fields.texts(spec, "clusterIPs");
    String address = Fields.text(spec, "clusterIP");
    if (address.isEmpty()) {
      address = given.isEmpty() ? "" : given.getFirst();
    }
    if (address.isEmpty()) {
      address = freeAddress();
    } else if (!address.equals("None") && !kept) {
      checkAddress(request, address);
    }
    spec.put("clusterIP", address);
    spec.put("clusterIPs", new ArrayList<>(List.of(address)));
    if (!address.equals("None") && !request.dryRun()) {
      addresses.putIfAbsent(address, uid(request));
    }
  }

  private String freeAddress() {
    while (true) {
      nextAddress = nextAddress % 0xFFFE + 1;
      String address = PREFIX + (nextAddress >> 8) + "." + (nextAddress & 0xFF);
      if (!addresses.containsKey(address)) {
        return address;
      }
    }
  }

  private void checkAddress(AdmissionRequest request, String address) {
    String why = "";
    if (!address.startsWith(RANGE)) {
      why =
          "failed to allocate IP "
              + address
              + ": the provided IP ("
              + address
              + ") is not in the valid range. The range of valid IPs is 10.0.0.0/8";
    } else {
      String owner = addresses.get(address);
      if (owner != null && !owner.equals(uid(request))) {
        why = "failed to allocate IP " + address + ": provided IP is already allocated";
      }
    }
    if (!why.isEmpty()) {
      throw ApiException.invalid(
          "",
          "Service",
          request.name(),
          List.of(FieldError.invalid("spec.clusterIPs", List.of(address), why)));
    }
  }

  private void nodePorts(
      AdmissionRequest request, Map<String, @Nullable Object> spec, String type) {
    KubeObject old = request.old();
    boolean outside = Set.of("NodePort", "LoadBalancer").contains(type);
    if (!outside) {
      if (old != null && !old.text("spec", "type").equals("ClusterIP")) {
        Fields.maps(spec, "ports").forEach(port -> port.remove("nodePort"));
        spec.remove("externalTrafficPolicy");
        spec.remove("allocateLoadBalancerNodePorts");
      }
      return;
    }
    boolean wanted =
        !type.equals("LoadBalancer")
            || !Boolean.FALSE.equals(spec.get("allocateLoadBalancerNodePorts"));
    int at = 0;
    for (Map<String, @Nullable Object> port : Fields.maps(spec, "ports")) {
      long number = Fields.number(0, port, "nodePort");
      if (number == 0) {
        number = known(old, port);
      } else {
        checkPort(request, "spec.ports[" + at + "].nodePort", number);
      }
      if (number == 0 && wanted) {
        number = freePort();
      }
      if (number != 0) {
        port.put("nodePort", number);
        if (!request.dryRun()) {
          ports.putIfAbsent(number, uid(request));
        }
      }
      at++;
    }
  }

  private static long known(@Nullable KubeObject old, Map<String, @Nullable Object> port) {
    if (old != null) {
      for (Map<String, @Nullable Object> before : old.maps("spec", "ports")) {
        if (Objects.equals(before.get("port"), port.get("port"))
            && Objects.equals(before.get("protocol"), port.get("protocol"))) {
          return Fields.number(0, before, "nodePort");
        }
      }
    }
    return 0;
  }

  private long freePort() {
    NodePortRange usual = NodePortRange.USUAL;
    for (int tries = usual.first(); tries <= usual.last(); tries++) {
      nextPort = nextPort >= usual.last() ? usual.first() : nextPort + 1;
      if (!ports.containsKey(nextPort)) {
        return nextPort;
      }
    }
    throw ApiException.internal("failed to allocate a nodePort: range is full");
  }

  private void checkPort(AdmissionRequest request, String path, long number) {
    String owner = ports.get(number);
    String why =
        !range.contains(number)
            ? "provided port is not in the valid range. The range of valid ports is " + range
            : owner != null && !owner.equals(uid(request))
                ? "provided port is already allocated"
                : "";
    if (!why.isEmpty()) {
      throw ApiException.invalid(
          "", "Service", request.name(), List.of(FieldError.invalid(path, number, why)));
    }
  }

  private static String uid(AdmissionRequest request) {
    KubeObject old = request.old();
    return old == null ? Fields.text(request.object(), "metadata", "uid") : old.uid();
  }
}
