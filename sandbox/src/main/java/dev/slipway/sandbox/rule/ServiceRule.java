package dev.slipway.sandbox.rule;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.status.FieldError;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Services. Their addresses and node ports are given out elsewhere.
final class ServiceRule implements KindRule {
  private static final List<String> TYPES =
      List.of("ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
  private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");
  private static final String PORT = "must be between 1 and 65535, inclusive";

  @Override
  public void defaults(Map<String, @Nullable Object> tree) {
    Map<String, @Nullable Object> spec = Fields.map(tree, "spec");
    Fields.initText(spec, "sessionAffinity", "None");
    if ("None".equals(spec.get("sessionAffinity"))) {
      spec.remove("sessionAffinityConfig");
    } else if ("ClientIP".equals(spec.get("sessionAffinity"))) {
      Fields.init(Fields.map(spec, "sessionAffinityConfig", "clientIP"), "timeoutSeconds", 10800L);
    }
    Fields.initText(spec, "type", "ClusterIP");
    String type = Fields.text(spec, "type");
    for (Map<String, @Nullable Object> port : Fields.maps(spec, "ports")) {
      Fields.initText(port, "protocol", "TCP");
      Object target = port.get("targetPort");
      if (target == null || target.equals(0L) || target.equals("")) {
        Fields.set(port, "targetPort", port.get("port"));
      }
    }
    boolean outside = type.equals("NodePort") || type.equals("LoadBalancer");
    if (outside) {
      Fields.initText(spec, "externalTrafficPolicy", "Cluster");
    }
    if (outside || type.equals("ClusterIP")) {
      Fields.initText(spec, "internalTrafficPolicy", "Cluster");
    }
    if (type.equals("LoadBalancer")) {
      Fields.init(spec, "allocateLoadBalancerNodePorts", true);
    }
  }

  @Override
  public void prepareUpdate(Map<String, @Nullable Object> tree, KubeObject old) {
    Map<String, @Nullable Object> spec = Fields.map(tree, "spec");
    if (Fields.text(spec, "type").equals("ExternalName")) {
      return;
    }
    for (String field : List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
      if (Fields.isEmpty(spec.get(field))) {
        Fields.set(spec, field, old.get("spec", field));
      }
    }
    boolean outside = Set.of("NodePort", "LoadBalancer").contains(Fields.text(spec, "type"));
    if (!outside) {
      return;
    }
    List<Map<String, @Nullable Object>> before = old.maps("spec", "ports");
    for (Map<String, @Nullable Object> port : Fields.maps(spec, "ports")) {
      if (Fields.number(0, port, "nodePort") == 0) {
        for (Map<String, @Nullable Object> known : before) {
          if (same(known, port)) {
            Fields.set(port, "nodePort", known.get("nodePort"));
          }
        }
      }
    }
  }

  private static boolean same(
      Map<String, @Nullable Object> known, Map<String, @Nullable Object> port) {
    return Objects.equals(known.get("port"), port.get("port"))
        && Objects.equals(known.get("protocol"), port.get("protocol"));
  }

  @Override
  public void validate(KubeObject object, List<FieldError> errors) {
    String type = object.text("spec", "type");
    if (!TYPES.contains(type)) {
      errors.add(FieldError.notSupported("spec.type", type, TYPES));
    }
    List<Map<String, @Nullable Object>> ports = object.maps("spec", "ports");
    boolean headless = object.text("spec", "clusterIP").equals("None");
    if (ports.isEmpty() && !headless && !type.equals("ExternalName")) {
      errors.add(FieldError.required("spec.ports", ""));
    }
    if (type.equals("ExternalName") && object.text("spec", "externalName").isEmpty()) {
      errors.add(FieldError.required("spec.externalName", ""));
    }
    if (headless && (type.equals("LoadBalancer") || type.equals("NodePort"))) {
      errors.add(
          FieldError.invalid(
              "spec.clusterIPs[0]", "None", "may not be set to 'None' for " + type + " services"));
    }
    String affinity = object.text("spec", "sessionAffinity");
    if (!Set.of("ClientIP", "None").contains(affinity)) {
      errors.add(
          FieldError.notSupported("spec.sessionAffinity", affinity, List.of("ClientIP", "None")));
    }
    ports(ports, type, errors);
  }

  private static void ports(
      List<Map<String, @Nullable Object>> ports, String type, List<FieldError> errors) {
    Set<String> names = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      Map<String, @Nullable Object> port = ports.get(i);
      String path = "spec.ports[" + i + "]";
      String name = Fields.text(port, "name");
      if (name.isEmpty() && ports.size() > 1) {
        errors.add(FieldError.required(path + ".name", ""));
      } else if (!name.isEmpty()) {
        for (String wrong : Names.label(name)) {
          errors.add(FieldError.invalid(path + ".name", name, wrong));
        }
        if (!names.add(name)) {
          errors.add(FieldError.duplicate(path + ".name", name));
        }
      }
      long number = Fields.number(0, port, "port");
      if (number < 1 || number > 65535) {
        errors.add(FieldError.invalid(path + ".port", number, PORT));
      }
      String protocol = Fields.text(port, "protocol");
      if (!PROTOCOLS.contains(protocol)) {
        errors.add(FieldError.notSupported(path + ".protocol", protocol, PROTOCOLS));
      }
      if (port.get("targetPort") instanceof Number target
          && (target.longValue() < 1 || target.longValue() > 65535)) {
        errors.add(FieldError.invalid(path + ".targetPort", target, PORT));
      }
      if (type.equals("ClusterIP") && Fields.number(0, port, "nodePort") != 0) {
        errors.add(
            FieldError.forbidden(path + ".nodePort", "may not be used when `type` is 'ClusterIP'"));
      }
      if (!numbers.add(protocol + number)) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("port", number);
        shown.put("protocol", protocol);
        errors.add(FieldError.duplicate(path, shown));
      }
    }
  }

  @Override
  public void validateUpdate(KubeObject object, KubeObject old, List<FieldError> errors) {
    if (object.text("spec", "type").equals("ExternalName")
        || old.text("spec", "type").equals("ExternalName")) {
      return;
    }
    String before = old.text("spec", "clusterIP");
    if (!before.isEmpty() && !before.equals(object.text("spec", "clusterIP"))) {
      errors.add(
          FieldError.invalid(
              "spec.clusterIPs[0]",
              List.of(object.text("spec", "clusterIP")),
              "may not change once set"));
    }
  }
}
