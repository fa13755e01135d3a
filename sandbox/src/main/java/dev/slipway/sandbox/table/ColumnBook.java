package dev.slipway.sandbox.table;

import static dev.slipway.sandbox.table.Column.age;
import static dev.slipway.sandbox.table.Column.count;
import static dev.slipway.sandbox.table.Column.field;
import static dev.slipway.sandbox.table.Column.objectName;
import static dev.slipway.sandbox.table.Column.text;
import static dev.slipway.sandbox.table.Column.wide;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.resource.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which columns the table of which kind has, after `printers/internalversion` of Kubernetes.
final class ColumnBook {
  private static final Column CONTAINERS =
      wide("Containers", (o, _) -> Cells.containers(o, "name", "spec", "template", "spec"));
  private static final Column IMAGES =
      wide("Images", (o, _) -> Cells.containers(o, "image", "spec", "template", "spec"));
  private static final Column SELECTOR = wide("Selector", (o, _) -> Cells.selector(o));

  private static final Map<String, List<Column>> COLUMNS =
      Map.ofEntries(
          Map.entry("pods", pods()),
          Map.entry("deployments.apps", deployments()),
          Map.entry("replicasets.apps", replicaSets()),
          Map.entry("replicationcontrollers", replicaSets()),
          Map.entry("statefulsets.apps", statefulSets()),
          Map.entry("daemonsets.apps", daemonSets()),
          Map.entry("jobs.batch", jobs()),
          Map.entry("cronjobs.batch", cronJobs()),
          Map.entry("services", services()),
          Map.entry("ingresses.networking.k8s.io", ingresses()),
          Map.entry("namespaces", List.of(objectName(), field("Status", "status", "phase"), age())),
          Map.entry("nodes", nodes()),
          Map.entry("events", events()),
          Map.entry("events.events.k8s.io", events()),
          Map.entry(
              "secrets",
              List.of(
                  objectName(),
                  field("Type", "type"),
                  new Column("Data", "string", "", 0, (o, _) -> (long) o.map("data").size()),
                  age())),
          Map.entry(
              "configmaps",
              List.of(
                  objectName(),
                  new Column(
                      "Data",
                      "string",
                      "",
                      0,
                      (o, _) -> (long) (o.map("data").size() + o.map("binaryData").size())),
                  age())),
          Map.entry("serviceaccounts", List.of(objectName(), age())),
          Map.entry("persistentvolumeclaims", ClusterColumns.claims()),
          Map.entry("persistentvolumes", ClusterColumns.volumes()),
          Map.entry("horizontalpodautoscalers.autoscaling", ClusterColumns.autoscalers()),
          Map.entry("poddisruptionbudgets.policy", ClusterColumns.budgets()),
          Map.entry(
              "networkpolicies.networking.k8s.io",
              List.of(
                  objectName(),
                  text(
                      "Pod-Selector",
                      (o, _) -> Cells.labels(o.texts("spec", "podSelector", "matchLabels"))),
                  age())),
          Map.entry("roles.rbac.authorization.k8s.io", created()),
          Map.entry("clusterroles.rbac.authorization.k8s.io", created()),
          Map.entry("rolebindings.rbac.authorization.k8s.io", ClusterColumns.bindings()),
          Map.entry("clusterrolebindings.rbac.authorization.k8s.io", ClusterColumns.bindings()),
          Map.entry(
              "leases.coordination.k8s.io",
              List.of(objectName(), field("Holder", "spec", "holderIdentity"), age())),
          Map.entry("storageclasses.storage.k8s.io", ClusterColumns.storageClasses()),
          Map.entry("resourcequotas", ClusterColumns.quotas()),
          Map.entry("limitranges", created()),
          Map.entry("priorityclasses.scheduling.k8s.io", ClusterColumns.priorityClasses()),
          Map.entry(
              "endpoints", List.of(objectName(), text("Endpoints", (o, _) -> points(o)), age())),
          Map.entry(
              "endpointslices.discovery.k8s.io",
              List.of(
                  objectName(),
                  field("AddressType", "addressType"),
                  text("Ports", (o, _) -> slicePorts(o)),
                  text("Endpoints", (o, _) -> sliceAddresses(o)),
                  age())),
          Map.entry(
              "controllerrevisions.apps",
              List.of(
                  objectName(),
                  text("Controller", (o, _) -> Cells.NONE),
                  count("Revision", "revision"),
                  age())),
          Map.entry(
              "ingressclasses.networking.k8s.io",
              List.of(
                  objectName(),
                  field("Controller", "spec", "controller"),
                  text("Parameters", (o, _) -> Cells.NONE),
                  age())));

  private ColumnBook() {}

  static List<Column> of(ResourceType type) {
    if (type.custom() != null) {
      return CustomColumns.of(type.custom());
    }
    List<Column> known = COLUMNS.get(type.name().toString());
    return known == null ? created() : known;
  }

  /// The columns of kinds that have none of their own.
  private static List<Column> created() {
    return List.of(
        objectName(),
        new Column("Created At", "date", "", 0, (o, _) -> o.text("metadata", "creationTimestamp")));
  }

  private static List<Column> pods() {
    return List.of(
        objectName(),
        text("Ready", (o, _) -> PodCells.of(o).ready()),
        text("Status", (o, _) -> PodCells.of(o).status()),
        text("Restarts", (o, now) -> PodCells.of(o).restarts(now)),
        age(),
        wide("IP", (o, _) -> Cells.orNone(o.text("status", "podIP"))),
        wide("Node", (o, _) -> Cells.orNone(o.text("spec", "nodeName"))),
        wide("Nominated Node", (o, _) -> Cells.orNone(o.text("status", "nominatedNodeName"))),
        wide("Readiness Gates", (o, _) -> Cells.NONE));
  }

  private static List<Column> deployments() {
    return List.of(
        objectName(),
        text(
            "Ready",
            (o, _) ->
                o.number(0, "status", "readyReplicas") + "/" + o.number(0, "spec", "replicas")),
        // The real server says that these are texts, though they are numbers.
        new Column(
            "Up-to-date", "string", "", 0, (o, _) -> o.number(0, "status", "updatedReplicas")),
        new Column(
            "Available", "string", "", 0, (o, _) -> o.number(0, "status", "availableReplicas")),
        age(),
        CONTAINERS,
        IMAGES,
        SELECTOR);
  }

  private static List<Column> replicaSets() {
    return List.of(
        objectName(),
        count("Desired", "spec", "replicas"),
        count("Current", "status", "replicas"),
        count("Ready", "status", "readyReplicas"),
        age(),
        CONTAINERS,
        IMAGES,
        SELECTOR);
  }

  private static List<Column> statefulSets() {
    return List.of(
        objectName(),
        text(
            "Ready",
            (o, _) ->
                o.number(0, "status", "readyReplicas") + "/" + o.number(0, "spec", "replicas")),
        age(),
        CONTAINERS,
        IMAGES);
  }

  private static List<Column> daemonSets() {
    return List.of(
        objectName(),
        count("Desired", "status", "desiredNumberScheduled"),
        count("Current", "status", "currentNumberScheduled"),
        count("Ready", "status", "numberReady"),
        count("Up-to-date", "status", "updatedNumberScheduled"),
        count("Available", "status", "numberAvailable"),
        text(
            "Node Selector",
            (o, _) -> Cells.labels(o.texts("spec", "template", "spec", "nodeSelector"))),
        age(),
        CONTAINERS,
        IMAGES,
        SELECTOR);
  }

  private static List<Column> jobs() {
    return List.of(
        objectName(),
        text("Status", (o, _) -> Cells.jobStatus(o)),
        text("Completions", (o, _) -> Cells.completions(o)),
        text("Duration", Cells::duration),
        age(),
        CONTAINERS,
        IMAGES,
        SELECTOR);
  }

  private static List<Column> cronJobs() {
    String[] template = {"spec", "jobTemplate", "spec", "template", "spec"};
    return List.of(
        objectName(),
        field("Schedule", "spec", "schedule"),
        text("Timezone", (o, _) -> Cells.orNone(o.text("spec", "timeZone"))),
        text("Suspend", (o, _) -> o.flag("spec", "suspend") ? "True" : "False"),
        new Column("Active", "integer", "", 0, (o, _) -> (long) o.list("status", "active").size()),
        text(
            "Last Schedule",
            (o, now) ->
                o.text("status", "lastScheduleTime").isEmpty()
                    ? Cells.NONE
                    : Ages.since(o.text("status", "lastScheduleTime"), now)),
        age(),
        wide("Containers", (o, _) -> Cells.containers(o, "name", template)),
        wide("Images", (o, _) -> Cells.containers(o, "image", template)),
        wide("Selector", (o, _) -> Cells.NONE));
  }

  private static List<Column> services() {
    return List.of(
        objectName(),
        field("Type", "spec", "type"),
        text("Cluster-IP", (o, _) -> Cells.orNone(o.text("spec", "clusterIP"))),
        text("External-IP", (o, _) -> Cells.outside(o)),
        text("Port(s)", (o, _) -> Cells.ports(o)),
        age(),
        wide("Selector", (o, _) -> Cells.labels(o.texts("spec", "selector"))));
  }

  private static List<Column> ingresses() {
    return List.of(
        objectName(),
        text("Class", (o, _) -> Cells.orNone(o.text("spec", "ingressClassName"))),
        text("Hosts", (o, _) -> Cells.hosts(o)),
        text("Address", (o, _) -> Cells.addresses(o)),
        text("Ports", (o, _) -> o.list("spec", "tls").isEmpty() ? "80" : "80, 443"),
        age());
  }

  private static List<Column> nodes() {
    return List.of(
        objectName(),
        text("Status", (o, _) -> Cells.nodeStatus(o)),
        text("Roles", (o, _) -> Cells.roles(o)),
        age(),
        field("Version", "status", "nodeInfo", "kubeletVersion"),
        wide("Internal-IP", (o, _) -> Cells.address(o, "InternalIP")),
        wide("External-IP", (o, _) -> Cells.address(o, "ExternalIP")),
        wide("OS-Image", (o, _) -> o.text("status", "nodeInfo", "osImage")),
        wide("Kernel-Version", (o, _) -> o.text("status", "nodeInfo", "kernelVersion")),
        wide(
            "Container-Runtime",
            (o, _) -> o.text("status", "nodeInfo", "containerRuntimeVersion")));
  }

  private static List<Column> events() {
    return List.of(
        text(
            "Last Seen",
            (o, now) -> {
              String last = o.text("lastTimestamp");
              return Ages.since(last.isEmpty() ? o.text("eventTime") : last, now);
            }),
        field("Type", "type"),
        field("Reason", "reason"),
        text("Object", (o, _) -> involved(o)),
        wide("Subobject", (o, _) -> o.text("involvedObject", "fieldPath")),
        wide("Source", (o, _) -> o.text("source", "component")),
        text("Message", (o, _) -> (o.text("message") + o.text("note")).strip()),
        wide("First Seen", (o, now) -> Ages.since(o.text("firstTimestamp"), now)),
        new Column("Count", "string", "", 1, (o, _) -> o.number(1, "count")),
        new Column("Name", "string", "name", 1, (o, _) -> o.name()));
  }

  private static String involved(KubeObject event) {
    String field = event.get("involvedObject") == null ? "regarding" : "involvedObject";
    String kind = event.text(field, "kind").toLowerCase(Locale.ROOT);
    String name = event.text(field, "name");
    return name.isEmpty() ? kind : kind + "/" + name;
  }

  private static String slicePorts(KubeObject slice) {
    List<String> ports = new ArrayList<>();
    for (Map<String, @Nullable Object> port : slice.maps("ports")) {
      ports.add(port.get("port") == null ? "*" : String.valueOf(port.get("port")));
    }
    return ports.isEmpty() ? "<unset>" : firstThree(ports);
  }

  private static String sliceAddresses(KubeObject slice) {
    List<String> addresses = new ArrayList<>();
    for (Map<String, @Nullable Object> endpoint : slice.maps("endpoints")) {
      KubeObject.of(endpoint).list("addresses").forEach(one -> addresses.add(String.valueOf(one)));
    }
    return addresses.isEmpty() ? "<unset>" : firstThree(addresses);
  }

  private static String firstThree(List<String> all) {
    String shown = String.join(",", all.subList(0, Math.min(3, all.size())));
    return all.size() > 3 ? shown + " + " + (all.size() - 3) + " more..." : shown;
  }

  private static String points(KubeObject endpoints) {
    List<String> points = new ArrayList<>();
    for (Map<String, @Nullable Object> item : endpoints.maps("subsets")) {
      KubeObject subset = KubeObject.of(item);
      for (Map<String, @Nullable Object> address : subset.maps("addresses")) {
        for (Map<String, @Nullable Object> port : subset.maps("ports")) {
          points.add(
              KubeObject.of(address).text("ip") + ":" + KubeObject.of(port).number(0, "port"));
        }
      }
    }
    return points.isEmpty() ? Cells.NONE : firstThree(points);
  }
}
