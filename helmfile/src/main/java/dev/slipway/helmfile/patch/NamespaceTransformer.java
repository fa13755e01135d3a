package dev.slipway.helmfile.patch;

import dev.slipway.chart.values.ValueTrees;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Puts all objects into one namespace: their own field, and those that name it elsewhere.
///
/// @param namespace the namespace
/// @param fields the fields besides `metadata.namespace`
/// @param unsetOnly whether a namespace that is stated stays
/// @param subjects whose namespaces change in bindings of roles: `defaultOnly`,
///   `allServiceAccounts` or `none`
record NamespaceTransformer(
    String namespace, List<FieldSpec> fields, boolean unsetOnly, String subjects)
    implements Transformer {
  @Override
  public void transform(KustomizeObjects objects) {
    if (namespace.isEmpty()) {
      return;
    }
    for (KustomizeObject object : objects.all()) {
      object.rememberId();
      change(object);
      ObjectId id = object.id();
      if (objects.all().stream().filter(other -> other.id().isSame(id)).count() > 1) {
        throw KustomizeObjects.failed("namespace transformation produces ID conflict: " + id, null);
      }
    }
  }

  private void change(KustomizeObject object) {
    ObjectId id = object.id();
    if (!id.isClusterWide()) {
      Map<String, @Nullable Object> metadata = object.metadata();
      metadata.put("namespace", set(metadata.get("namespace")));
    }
    boolean binding = id.kind().equals("RoleBinding") || id.kind().equals("ClusterRoleBinding");
    if (binding && object.tree().get("subjects") instanceof List<?> list) {
      list.forEach(this::subject);
    }
    UnaryOperator<@Nullable Object> change = this::set;
    for (FieldSpec field : fields) {
      boolean own =
          field.isPath("metadata/namespace")
              || (field.isPath("metadata/name") && !id.apiVersion().equals("v1"))
              || (binding && field.isPath("subjects/namespace"));
      if (!own) {
        field.apply(object, FieldSpec.Made.SCALAR, change);
      }
    }
  }

  private Object set(@Nullable Object found) {
    return unsetOnly && found != null && !"".equals(found) ? found : namespace;
  }

  private void subject(@Nullable Object item) {
    Map<String, @Nullable Object> subject = ValueTrees.table(item);
    if (subject == null) {
      return;
    }
    boolean meant =
        switch (subjects) {
          case "none" -> false;
          case "allServiceAccounts" -> Objects.equals(subject.get("kind"), "ServiceAccount");
          default -> Objects.equals(subject.get("name"), "default");
        };
    if (meant) {
      subject.put("namespace", set(subject.get("namespace")));
    }
  }
}
