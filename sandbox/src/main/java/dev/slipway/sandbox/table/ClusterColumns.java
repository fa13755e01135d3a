package dev.slipway.sandbox.table;

import static dev.slipway.sandbox.table.Column.age;
import static dev.slipway.sandbox.table.Column.count;
import static dev.slipway.sandbox.table.Column.field;
import static dev.slipway.sandbox.table.Column.objectName;
import static dev.slipway.sandbox.table.Column.text;
import static dev.slipway.sandbox.table.Column.wide;

import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The columns of kinds that are no workloads: storage, scaling, access, quotas.
final class ClusterColumns {
  private ClusterColumns() {}

  static List<Column> claims() {
    return List.of(
        objectName(),
        text(
            "Status",
            (o, _) ->
                o.get("metadata", "deletionTimestamp") != null
                    ? "Terminating"
                    : o.text("status", "phase")),
        field("Volume", "spec", "volumeName"),
        text(
            "Capacity",
            (o, _) ->
                o.text("spec", "volumeName").isEmpty()
                    ? ""
                    : o.text("status", "capacity", "storage")),
        text(
            "Access Modes",
            (o, _) ->
                o.text("spec", "volumeName").isEmpty()
                    ? ""
                    : Cells.modes(o.list("status", "accessModes"))),
        field("StorageClass", "spec", "storageClassName"),
        text(
            "VolumeAttributesClass",
            (o, _) -> Cells.orUnset(o.text("spec", "volumeAttributesClassName"))),
        age(),
        wide("VolumeMode", (o, _) -> Cells.orUnset(o.text("spec", "volumeMode"))));
  }

  static List<Column> volumes() {
    return List.of(
        objectName(),
        field("Capacity", "spec", "capacity", "storage"),
        text("Access Modes", (o, _) -> Cells.modes(o.list("spec", "accessModes"))),
        field("Reclaim Policy", "spec", "persistentVolumeReclaimPolicy"),
        text(
            "Status",
            (o, _) ->
                o.get("metadata", "deletionTimestamp") != null
                    ? "Terminating"
                    : o.text("status", "phase")),
        text(
            "Claim",
            (o, _) -> {
              String name = o.text("spec", "claimRef", "name");
              return name.isEmpty() ? "" : o.text("spec", "claimRef", "namespace") + "/" + name;
            }),
        field("StorageClass", "spec", "storageClassName"),
        text(
            "VolumeAttributesClass",
            (o, _) -> Cells.orUnset(o.text("spec", "volumeAttributesClassName"))),
        field("Reason", "status", "reason"),
        age(),
        wide("VolumeMode", (o, _) -> Cells.orUnset(o.text("spec", "volumeMode"))));
  }

  static List<Column> autoscalers() {
    return List.of(
        objectName(),
        text(
            "Reference",
            (o, _) ->
                o.text("spec", "scaleTargetRef", "kind")
                    + "/"
                    + o.text("spec", "scaleTargetRef", "name")),
        text("Targets", (o, _) -> Cells.targets(o)),
        text("MinPods", (o, _) -> Cells.orElse(o.get("spec", "minReplicas"), "<unset>")),
        count("MaxPods", "spec", "maxReplicas"),
        count("Replicas", "status", "currentReplicas"),
        age());
  }

  static List<Column> budgets() {
    return List.of(
        objectName(),
        text("Min Available", (o, _) -> Cells.orElse(o.get("spec", "minAvailable"), "N/A")),
        text("Max Unavailable", (o, _) -> Cells.orElse(o.get("spec", "maxUnavailable"), "N/A")),
        count("Allowed Disruptions", "status", "disruptionsAllowed"),
        age());
  }

  static List<Column> bindings() {
    return List.of(
        objectName(),
        text("Role", (o, _) -> o.text("roleRef", "kind") + "/" + o.text("roleRef", "name")),
        age(),
        wide("Users", (o, _) -> subjects(o, "User")),
        wide("Groups", (o, _) -> subjects(o, "Group")),
        wide("ServiceAccounts", (o, _) -> subjects(o, "ServiceAccount")));
  }

  private static String subjects(KubeObject binding, String kind) {
    List<String> names = new ArrayList<>();
    binding.maps("subjects").stream()
        .filter(subject -> kind.equals(subject.get("kind")))
        .map(KubeObject::of)
        .forEach(subject -> {
          String namespace = subject.text("namespace");
          names.add(
              namespace.isEmpty() ? subject.text("name") : namespace + "/" + subject.text("name"));
        });
    return String.join(", ", names);
  }

  static List<Column> storageClasses() {
    return List.of(
        new Column(
            "Name",
            "string",
            "name",
            0,
            (o, _) ->
                "true".equals(o.annotations().get("storageclass.kubernetes.io/is-default-class"))
                    ? o.name() + " (default)"
                    : o.name()),
        field("Provisioner", "provisioner"),
        field("ReclaimPolicy", "reclaimPolicy"),
        field("VolumeBindingMode", "volumeBindingMode"),
        new Column(
            "AllowVolumeExpansion", "string", "", 0, (o, _) -> o.flag("allowVolumeExpansion")),
        age());
  }

  static List<Column> quotas() {
    return List.of(
        objectName(),
        text("Request", (o, _) -> quota(o, false)),
        text("Limit", (o, _) -> quota(o, true)),
        age());
  }

  private static String quota(KubeObject quota, boolean limits) {
    List<String> parts = new ArrayList<>();
    new TreeMap<>(quota.texts("status", "hard"))
        .forEach((name, hard) -> {
          if (name.startsWith("limits") == limits) {
            parts.add(name + ": " + quota.text("status", "used", name) + "/" + hard);
          }
        });
    return String.join(", ", parts);
  }

  static List<Column> priorityClasses() {
    return List.of(
        objectName(),
        count("Value", "value"),
        new Column("Global-Default", "boolean", "", 0, (o, _) -> o.flag("globalDefault")),
        age(),
        text(
            "PreemptionPolicy",
            (o, _) -> Cells.orElse(o.get("preemptionPolicy"), "PreemptLowerPriority")));
  }
}
