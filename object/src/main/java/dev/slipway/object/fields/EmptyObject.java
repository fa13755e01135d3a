package dev.slipway.object.fields;

import dev.slipway.object.KubeObject;
import dev.slipway.object.schema.CustomSchema;
import dev.slipway.object.schema.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a new object is held against to tell what its creator set. The real server takes an empty
/// value of the Go type, in which the fields that are structs, and not pointers to them, are there
/// from the start; they are owned by nobody when their content is.
final class EmptyObject {
  private static final List<String> ALL = List.of("metadata", "spec", "status");
  private static final List<String> TEMPLATE =
      List.of("spec.template.metadata", "spec.template.spec.containers");
  private static final List<String> UPDATED = List.of("spec.updateStrategy");

  /// The structs of each kind below those that all kinds have; `containers` is a list that is
  /// written even when there is none.
  private static final Map<String, List<List<String>>> PATHS =
      Map.ofEntries(
          Map.entry("Pod", List.of(List.of("spec.containers"))),
          Map.entry(
              "PodTemplate", List.of(List.of("template.metadata", "template.spec.containers"))),
          Map.entry("Deployment", List.of(TEMPLATE, List.of("spec.strategy"))),
          Map.entry("StatefulSet", List.of(TEMPLATE, UPDATED)),
          Map.entry("DaemonSet", List.of(TEMPLATE, UPDATED)),
          Map.entry("ReplicaSet", List.of(TEMPLATE)),
          Map.entry("Job", List.of(TEMPLATE)),
          Map.entry(
              "CronJob",
              List.of(
                  List.of(
                      "spec.jobTemplate.metadata",
                      "spec.jobTemplate.spec.template.metadata",
                      "spec.jobTemplate.spec.template.spec.containers"))),
          Map.entry("PersistentVolumeClaim", List.of(List.of("spec.resources"))),
          Map.entry("HorizontalPodAutoscaler", List.of(List.of("spec.scaleTargetRef"))),
          Map.entry(
              "CustomResourceDefinition", List.of(List.of("spec.names", "status.acceptedNames"))),
          Map.entry("RoleBinding", List.of(List.of("roleRef"))),
          Map.entry("ClusterRoleBinding", List.of(List.of("roleRef"))),
          Map.entry("Event", List.of(List.of("involvedObject", "source", "regarding"))));

  private EmptyObject() {}

  /// The empty object of a kind.
  static KubeObject of(Schema schema, String apiVersion, String kind) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", apiVersion);
    tree.put("kind", kind);
    if (!(schema instanceof CustomSchema)) {
      ALL.forEach(path -> add(schema, tree, path));
      PATHS
          .getOrDefault(kind, List.of())
          .forEach(paths -> paths.forEach(path -> add(schema, tree, path)));
    }
    return KubeObject.of(tree);
  }

  @SuppressWarnings("unchecked")
  private static void add(Schema schema, Map<String, @Nullable Object> tree, String path) {
    Schema at = schema;
    Map<String, @Nullable Object> map = tree;
    for (String name : path.split("\\.", -1)) {
      at = at.field(name);
      if (at == null) {
        return;
      }
      if (at.kind() == Schema.Kind.LIST) {
        map.put(name, null);
        return;
      }
      map =
          (Map<String, @Nullable Object>)
              map.computeIfAbsent(name, _ -> new LinkedHashMap<String, @Nullable Object>());
    }
  }
}
