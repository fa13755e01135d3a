package dev.slipway.sandbox.table;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectException;
import dev.slipway.object.select.LabelSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What cells say that are more than a field.
final class Cells {
  static final String NONE = "<none>";

  private Cells() {}

  static String orNone(String text) {
    return text.isEmpty() ? NONE : text;
  }

  static String orUnset(String text) {
    return text.isEmpty() ? "<unset>" : text;
  }

  /// Labels as `a=b,c=d`.
  static String labels(Map<String, String> labels) {
    StringJoiner joined = new StringJoiner(",");
    new TreeMap<>(labels).forEach((key, value) -> joined.add(key + "=" + value));
    return orNone(joined.toString());
  }

  /// A selector of a workload.
  static String selector(KubeObject object) {
    if (object.get("spec", "selector") == null) {
      return NONE;
    }
    try {
      return orNone(LabelSelector.of(object.map("spec", "selector")).toString());
    } catch (ObjectException _) {
      return "<error>";
    }
  }

  /// A field of all containers of a template, apart by commas.
  static String containers(KubeObject object, String field, String... template) {
    List<String> path = new ArrayList<>(List.of(template));
    path.add("containers");
    StringJoiner joined = new StringJoiner(",");
    for (Map<String, @Nullable Object> container : object.maps(path.toArray(String[]::new))) {
      joined.add(KubeObject.of(container).text(field));
    }
    return joined.toString();
  }

  /// The outside address of a service.
  static String outside(KubeObject service) {
    String given = String.join(",", strings(service.list("spec", "externalIPs")));
    return switch (service.text("spec", "type")) {
      case "LoadBalancer" -> {
        StringJoiner joined = new StringJoiner(",");
        for (Map<String, @Nullable Object> point :
            service.maps("status", "loadBalancer", "ingress")) {
          joined.add(point(KubeObject.of(point)));
        }
        if (!given.isEmpty()) {
          joined.add(given);
        }
        yield joined.length() == 0 ? "<pending>" : joined.toString();
      }
      case "ExternalName" -> service.text("spec", "externalName");
      default -> orNone(given);
    };
  }

  private static String point(KubeObject point) {
    String address = point.text("ip");
    return address.isEmpty() ? point.text("hostname") : address;
  }

  /// The addresses of an ingress.
  static String addresses(KubeObject ingress) {
    StringJoiner joined = new StringJoiner(",");
    for (Map<String, @Nullable Object> point : ingress.maps("status", "loadBalancer", "ingress")) {
      joined.add(point(KubeObject.of(point)));
    }
    return joined.toString();
  }

  /// The ports of a service: `80:30080/TCP`.
  static String ports(KubeObject service) {
    StringJoiner joined = new StringJoiner(",");
    for (Map<String, @Nullable Object> item : service.maps("spec", "ports")) {
      KubeObject port = KubeObject.of(item);
      long node = port.number(0, "nodePort");
      joined.add(
          port.number(0, "port") + (node > 0 ? ":" + node : "") + "/" + port.text("protocol"));
    }
    return orNone(joined.toString());
  }

  /// The hosts of an ingress, three of them at most.
  static String hosts(KubeObject ingress) {
    List<String> hosts =
        ingress.maps("spec", "rules").stream()
            .map(rule -> KubeObject.of(rule).text("host"))
            .filter(host -> !host.isEmpty())
            .toList();
    if (hosts.isEmpty()) {
      return "*";
    }
    String shown = String.join(",", hosts.subList(0, Math.min(3, hosts.size())));
    return hosts.size() > 3 ? shown + " + " + (hosts.size() - 3) + " more..." : shown;
  }

  /// Access modes in short.
  static String modes(List<@Nullable Object> modes) {
    Map<String, String> shortNames =
        Map.of(
            "ReadWriteOnce", "RWO",
            "ReadOnlyMany", "ROX",
            "ReadWriteMany", "RWX",
            "ReadWriteOncePod", "RWOP");
    return String.join(
        ",", strings(modes).stream().map(mode -> shortNames.getOrDefault(mode, mode)).toList());
  }

  /// How far a job is.
  static String completions(KubeObject job) {
    long done = job.number(0, "status", "succeeded");
    if (job.get("spec", "completions") != null) {
      return done + "/" + job.number(1, "spec", "completions");
    }
    long parallel = job.number(0, "spec", "parallelism");
    return parallel > 1 ? done + "/1 of " + parallel : done + "/1";
  }

  /// How long a job took, or takes so far.
  static String duration(KubeObject job, Instant now) {
    String start = job.text("status", "startTime");
    String end = job.text("status", "completionTime");
    if (start.isEmpty()) {
      return "";
    }
    Instant until = end.isEmpty() ? now : Instant.parse(end);
    return Ages.of(Duration.between(Instant.parse(start), until));
  }

  /// A job's state in one word.
  static String jobStatus(KubeObject job) {
    for (String type : List.of("Complete", "Failed")) {
      if (has(job, type)) {
        return type;
      }
    }
    if (job.get("metadata", "deletionTimestamp") != null) {
      return "Terminating";
    }
    for (String type : List.of("Suspended", "FailureTarget", "SuccessCriteriaMet")) {
      if (has(job, type)) {
        return type;
      }
    }
    return "Running";
  }

  static boolean has(KubeObject object, String type) {
    return object.maps("status", "conditions").stream()
        .anyMatch(condition ->
            type.equals(condition.get("type")) && "True".equals(condition.get("status")));
  }

  /// A node's state: ready or not, and whether pods are kept off it.
  static String nodeStatus(KubeObject node) {
    boolean known =
        node.maps("status", "conditions").stream()
            .anyMatch(condition -> "Ready".equals(condition.get("type")));
    String state = !known ? "Unknown" : has(node, "Ready") ? "Ready" : "NotReady";
    return node.flag("spec", "unschedulable") ? state + ",SchedulingDisabled" : state;
  }

  static String roles(KubeObject node) {
    String prefix = "node-role.kubernetes.io/";
    StringJoiner joined = new StringJoiner(",");
    new TreeMap<>(node.labels())
        .keySet().stream()
            .filter(key -> key.startsWith(prefix) && key.length() > prefix.length())
            .forEach(key -> joined.add(key.substring(prefix.length())));
    return orNone(joined.toString());
  }

  static String address(KubeObject node, String type) {
    return node.maps("status", "addresses").stream()
        .filter(address -> type.equals(address.get("type")))
        .map(address -> KubeObject.of(address).text("address"))
        .findFirst()
        .orElse(NONE);
  }

  /// What autoscaling looks at, and where it stands.
  static String targets(KubeObject scaler) {
    StringJoiner joined = new StringJoiner(", ");
    List<Map<String, @Nullable Object>> current = scaler.maps("status", "currentMetrics");
    int at = 0;
    for (Map<String, @Nullable Object> metric : scaler.maps("spec", "metrics")) {
      KubeObject wanted = KubeObject.of(metric);
      KubeObject is = KubeObject.of(at < current.size() ? current.get(at) : Map.of());
      at++;
      String name = wanted.text("resource", "name");
      Object share = wanted.get("resource", "target", "averageUtilization");
      Object now = is.get("resource", "current", "averageUtilization");
      joined.add(
          (name.isEmpty() ? "" : name + ": ")
              + (now == null ? "<unknown>" : now + (share == null ? "" : "%"))
              + "/"
              + (share == null ? "<auto>" : share + "%"));
    }
    return orNone(joined.toString());
  }

  static String orElse(@Nullable Object value, String otherwise) {
    return value == null ? otherwise : value.toString();
  }

  private static List<String> strings(List<@Nullable Object> list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(String.valueOf(item)));
    return texts;
  }
}
