package dev.slipway.sandbox.rule;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.status.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Ingresses and network policies.
final class NetworkRules {
  private NetworkRules() {}

  /// Ingresses.
  static final class Ingresses implements KindRule {
    private static final List<String> PATH_TYPES =
        List.of("Exact", "ImplementationSpecific", "Prefix");

    @Override
    public void validate(KubeObject object, List<FieldError> errors) {
      List<Map<String, @Nullable Object>> rules = object.maps("spec", "rules");
      if (rules.isEmpty() && object.get("spec", "defaultBackend") == null) {
        errors.add(
            FieldError.invalid(
                "spec",
                object.map("spec").isEmpty() ? null : object.map("spec"),
                "either `defaultBackend` or `rules` must be specified"));
      }
      for (int i = 0; i < rules.size(); i++) {
        List<Map<String, @Nullable Object>> paths = Fields.maps(rules.get(i), "http", "paths");
        String at = "spec.rules[" + i + "].http.paths";
        if (rules.get(i).get("http") != null && paths.isEmpty()) {
          errors.add(FieldError.required(at, ""));
        }
        for (int j = 0; j < paths.size(); j++) {
          path(at + "[" + j + "]", paths.get(j), errors);
        }
      }
    }

    private static void path(
        String at, Map<String, @Nullable Object> path, List<FieldError> errors) {
      String type = Fields.text(path, "pathType");
      String value = Fields.text(path, "path");
      if (type.isEmpty()) {
        errors.add(FieldError.required(at + ".pathType", "pathType must be specified"));
      } else if (!PATH_TYPES.contains(type)) {
        errors.add(FieldError.notSupported(at + ".pathType", type, PATH_TYPES));
      } else if (!value.startsWith("/")
          && !(type.equals("ImplementationSpecific") && value.isEmpty())) {
        errors.add(FieldError.invalid(at + ".path", value, "must be an absolute path"));
      }
      backend(at + ".backend", Fields.find(path, "backend"), errors);
    }

    private static void backend(
        String at, @Nullable Map<String, @Nullable Object> backend, List<FieldError> errors) {
      Map<String, @Nullable Object> service =
          backend == null ? null : Fields.find(backend, "service");
      if (service == null) {
        if (backend == null || backend.get("resource") == null) {
          errors.add(FieldError.required(at, "port name or number is required"));
        }
        return;
      }
      if (Fields.text(service, "name").isEmpty()) {
        errors.add(FieldError.required(at + ".service.name", ""));
      }
      boolean named = !Fields.text(service, "port", "name").isEmpty();
      long number = Fields.number(0, service, "port", "number");
      if (named && number != 0) {
        errors.add(FieldError.invalid(at, "", "cannot set both port name & port number"));
      } else if (!named && number == 0) {
        errors.add(FieldError.required(at, "port name or number is required"));
      }
    }
  }

  /// Network policies.
  static final class Policies implements KindRule {
    @Override
    public void defaults(Map<String, @Nullable Object> tree) {
      Map<String, @Nullable Object> spec = Fields.map(tree, "spec");
      Fields.init(spec, "podSelector", new LinkedHashMap<>());
      if (Fields.isEmpty(spec.get("policyTypes"))) {
        List<Object> types = new ArrayList<>(List.of("Ingress"));
        if (!Fields.isEmpty(spec.get("egress"))) {
          types.add("Egress");
        }
        spec.put("policyTypes", types);
      }
      for (String direction : List.of("ingress", "egress")) {
        for (Map<String, @Nullable Object> rule : Fields.maps(spec, direction)) {
          for (Map<String, @Nullable Object> port : Fields.maps(rule, "ports")) {
            Fields.initText(port, "protocol", "TCP");
          }
        }
      }
    }
  }
}
