package dev.slipway.sandbox.rule;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectException;
import dev.slipway.object.quantity.Quantity;
import dev.slipway.object.select.LabelNames;
import dev.slipway.sandbox.status.FieldError;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What must hold of the spec of a pod or of a template: the common part of
/// `pkg/apis/core/validation`.
final class PodChecks {
  private static final String PORT = "must be between 1 and 65535, inclusive";

  private final String path;
  private final Map<String, @Nullable Object> spec;
  private final List<FieldError> errors;
  private final Set<String> volumes = new LinkedHashSet<>();

  private PodChecks(String path, Map<String, @Nullable Object> spec, List<FieldError> errors) {
    this.path = path;
    this.spec = spec;
    this.errors = errors;
  }

  /// @param path where the spec stands, such as `spec.template.spec`
  static void check(String path, Map<String, @Nullable Object> spec, List<FieldError> errors) {
    new PodChecks(path, spec, errors).run();
  }

  private void run() {
    volumes();
    if (Fields.maps(spec, "containers").isEmpty()) {
      errors.add(FieldError.required(path + ".containers", ""));
    }
    Set<String> names = new HashSet<>();
    for (String list : List.of("initContainers", "containers")) {
      int at = 0;
      for (Map<String, @Nullable Object> container : Fields.maps(spec, list)) {
        container(path + "." + list + "[" + at++ + "]", container, names);
      }
    }
    choice("restartPolicy", List.of("Always", "OnFailure", "Never"));
    choice("dnsPolicy", List.of("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"));
    long grace = Fields.number(30, spec, "terminationGracePeriodSeconds");
    if (grace < 0) {
      errors.add(
          FieldError.invalid(
              path + ".terminationGracePeriodSeconds",
              grace,
              "must be greater than or equal to 0"));
    }
    String account = Fields.text(spec, "serviceAccountName");
    if (!account.isEmpty()) {
      for (String wrong : LabelNames.subdomainProblems(account)) {
        errors.add(FieldError.invalid(path + ".serviceAccountName", account, wrong));
      }
    }
  }

  private void choice(String field, List<String> supported) {
    String value = Fields.text(spec, field);
    if (!value.isEmpty() && !supported.contains(value)) {
      errors.add(FieldError.notSupported(path + "." + field, value, supported));
    }
  }

  private void volumes() {
    int at = 0;
    for (Map<String, @Nullable Object> volume : Fields.maps(spec, "volumes")) {
      String where = path + ".volumes[" + at++ + "]";
      String name = Fields.text(volume, "name");
      if (name.isEmpty()) {
        errors.add(FieldError.required(where + ".name", ""));
      } else {
        for (String wrong : Names.label(name)) {
          errors.add(FieldError.invalid(where + ".name", name, wrong));
        }
      }
      if (!name.isEmpty() && !volumes.add(name)) {
        errors.add(FieldError.duplicate(where + ".name", name));
      }
      long sources = volume.keySet().stream().filter(key -> !key.equals("name")).count();
      if (sources > 1) {
        String second =
            volume.keySet().stream().filter(key -> !key.equals("name")).skip(1).findFirst().get();
        errors.add(
            FieldError.forbidden(where + "." + second, "may not specify more than 1 volume type"));
      }
      for (List<String> required :
          List.of(
              List.of("configMap", "name"),
              List.of("secret", "secretName"),
              List.of("hostPath", "path"),
              List.of("persistentVolumeClaim", "claimName"))) {
        Map<String, @Nullable Object> source = Fields.find(volume, required.getFirst());
        if (source != null && Fields.text(source, required.get(1)).isEmpty()) {
          errors.add(
              FieldError.required(where + "." + required.getFirst() + "." + required.get(1), ""));
        }
      }
    }
  }

  private void container(String where, Map<String, @Nullable Object> container, Set<String> names) {
    String name = Fields.text(container, "name");
    if (name.isEmpty()) {
      errors.add(FieldError.required(where + ".name", ""));
    } else {
      for (String wrong : Names.label(name)) {
        errors.add(FieldError.invalid(where + ".name", name, wrong));
      }
      if (!names.add(name)) {
        errors.add(FieldError.duplicate(where + ".name", name));
      }
    }
    String image = Fields.text(container, "image");
    if (image.isEmpty()) {
      errors.add(FieldError.required(where + ".image", ""));
    } else if (!image.strip().equals(image)) {
      errors.add(
          FieldError.invalid(
              where + ".image", image, "must not have leading or trailing whitespace"));
    }
    String pull = Fields.text(container, "imagePullPolicy");
    if (!pull.isEmpty() && !Set.of("Always", "IfNotPresent", "Never").contains(pull)) {
      errors.add(
          FieldError.notSupported(
              where + ".imagePullPolicy", pull, List.of("Always", "IfNotPresent", "Never")));
    }
    ports(where, container);
    environment(where, container);
    mounts(where, container);
    resources(where + ".resources", container, errors);
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      Map<String, @Nullable Object> known = Fields.find(container, probe);
      if (known != null) {
        probe(where + "." + probe, known);
      }
    }
  }

  private void probe(String where, Map<String, @Nullable Object> probe) {
    boolean handler =
        List.of("exec", "httpGet", "tcpSocket", "grpc").stream()
            .anyMatch(kind -> probe.get(kind) != null);
    if (!handler) {
      errors.add(FieldError.required(where, "must specify a handler type"));
    }
    for (String field :
        List.of(
            "initialDelaySeconds",
            "timeoutSeconds",
            "periodSeconds",
            "successThreshold",
            "failureThreshold")) {
      long value = Fields.number(0, probe, field);
      if (value < 0) {
        errors.add(
            FieldError.invalid(where + "." + field, value, "must be greater than or equal to 0"));
      }
    }
    long success = Fields.number(1, probe, "successThreshold");
    if (success != 1 && !where.endsWith("readinessProbe")) {
      errors.add(FieldError.invalid(where + ".successThreshold", success, "must be 1"));
    }
  }

  private void ports(String where, Map<String, @Nullable Object> container) {
    int at = 0;
    Set<String> names = new HashSet<>();
    for (Map<String, @Nullable Object> port : Fields.maps(container, "ports")) {
      String here = where + ".ports[" + at++ + "]";
      long number = Fields.number(0, port, "containerPort");
      if (port.get("containerPort") == null || number == 0) {
        errors.add(FieldError.required(here + ".containerPort", ""));
      } else if (number < 1 || number > 65535) {
        errors.add(FieldError.invalid(here + ".containerPort", number, PORT));
      }
      String name = Fields.text(port, "name");
      if (!name.isEmpty() && !names.add(name)) {
        errors.add(FieldError.duplicate(here + ".name", name));
      }
      if (name.length() > 15) {
        errors.add(FieldError.invalid(here + ".name", name, "must be no more than 15 characters"));
      }
      String protocol = Fields.text(port, "protocol");
      if (!protocol.isEmpty() && !Set.of("SCTP", "TCP", "UDP").contains(protocol)) {
        errors.add(
            FieldError.notSupported(here + ".protocol", protocol, List.of("SCTP", "TCP", "UDP")));
      }
    }
  }

  private void environment(String where, Map<String, @Nullable Object> container) {
    int at = 0;
    for (Map<String, @Nullable Object> variable : Fields.maps(container, "env")) {
      String here = where + ".env[" + at++ + "]";
      if (Fields.text(variable, "name").isEmpty()) {
        errors.add(FieldError.required(here + ".name", ""));
      }
      if (variable.get("valueFrom") != null && !Fields.text(variable, "value").isEmpty()) {
        errors.add(
            FieldError.invalid(
                here + ".valueFrom", "", "may not be specified when `value` is not empty"));
      }
    }
  }

  private void mounts(String where, Map<String, @Nullable Object> container) {
    int at = 0;
    Set<String> places = new HashSet<>();
    for (Map<String, @Nullable Object> mount : Fields.maps(container, "volumeMounts")) {
      String here = where + ".volumeMounts[" + at++ + "]";
      String name = Fields.text(mount, "name");
      if (name.isEmpty()) {
        errors.add(FieldError.required(here + ".name", ""));
      } else if (!volumes.contains(name)) {
        errors.add(FieldError.notFound(here + ".name", name));
      }
      String place = Fields.text(mount, "mountPath");
      if (place.isEmpty()) {
        errors.add(FieldError.required(here + ".mountPath", ""));
      } else if (!places.add(place)) {
        errors.add(FieldError.invalid(here + ".mountPath", place, "must be unique"));
      }
    }
  }

  /// What must hold of requests and limits.
  static void resources(
      String where, Map<String, @Nullable Object> container, List<FieldError> errors) {
    KubeObject object = KubeObject.of(container);
    Map<String, @Nullable Object> limits = object.map("resources", "limits");
    Map<String, @Nullable Object> requests = object.map("resources", "requests");
    limits.forEach((name, value) -> quantity(where + ".limits[" + name + "]", value, errors));
    requests.forEach((name, value) -> {
      Quantity request = quantity(where + ".requests[" + name + "]", value, errors);
      Object bound = limits.get(name);
      Quantity limit = bound == null ? null : parse(bound);
      if (request != null && limit != null && request.compareTo(limit) > 0) {
        errors.add(
            FieldError.invalid(
                where + ".requests",
                request.toString(),
                "must be less than or equal to " + name + " limit of " + limit));
      }
    });
  }

  private static @Nullable Quantity quantity(
      String where, @Nullable Object value, List<FieldError> errors) {
    Quantity quantity = value == null ? null : parse(value);
    if (quantity != null && quantity.sign() < 0) {
      errors.add(
          FieldError.invalid(where, quantity.toString(), "must be greater than or equal to 0"));
    }
    return quantity;
  }

  private static @Nullable Quantity parse(Object value) {
    try {
      return Quantity.parse(value.toString());
    } catch (ObjectException _) {
      return null;
    }
  }
}
