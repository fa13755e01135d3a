package dev.slipway.sandbox.api;

import dev.slipway.object.KubeObject;
import dev.slipway.object.select.LabelSelector;
import dev.slipway.sandbox.resource.CustomVersion;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.status.FieldError;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The `Scale` of objects: how many replicas are wanted and there.
final class Scales {
  private Scales() {}

  /// The scale of an object.
  static Map<String, @Nullable Object> of(ResourceType type, KubeObject object) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    for (String field :
        List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
      Fields.set(metadata, field, object.get("metadata", field));
    }
    CustomVersion.ScalePaths paths = paths(type);
    Map<String, @Nullable Object> spec = new LinkedHashMap<>();
    long wanted = object.number(0, path(paths.spec()));
    if (wanted != 0) {
      spec.put("replicas", wanted);
    }
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("replicas", object.number(0, path(paths.status())));
    String selector = selector(type, object, paths);
    if (!selector.isEmpty()) {
      status.put("selector", selector);
    }
    Map<String, @Nullable Object> scale = new LinkedHashMap<>();
    scale.put("kind", "Scale");
    scale.put("apiVersion", "autoscaling/v1");
    scale.put("metadata", metadata);
    scale.put("spec", spec);
    scale.put("status", status);
    return scale;
  }

  /// Sets in an object what a scale wants.
  ///
  /// @param tree the object, which is changed
  static Map<String, @Nullable Object> apply(
      ResourceType type, Map<String, @Nullable Object> tree, KubeObject scale) {
    long wanted = scale.number(0, "spec", "replicas");
    if (wanted < 0) {
      throw ApiException.invalid(
          "autoscaling",
          "Scale",
          scale.name(),
          List.of(
              FieldError.invalid("spec.replicas", wanted, "must be greater than or equal to 0")));
    }
    String[] path = path(paths(type).spec());
    Map<String, @Nullable Object> parent = Fields.map(tree, Arrays.copyOf(path, path.length - 1));
    parent.put(path[path.length - 1], wanted);
    if (!scale.resourceVersion().isEmpty()) {
      Fields.map(tree, "metadata").put("resourceVersion", scale.resourceVersion());
    }
    return tree;
  }

  private static CustomVersion.ScalePaths paths(ResourceType type) {
    CustomVersion custom = type.custom();
    if (custom != null && custom.scale() != null) {
      return custom.scale();
    }
    return new CustomVersion.ScalePaths(".spec.replicas", ".status.replicas", "");
  }

  private static String[] path(String text) {
    return (text.startsWith(".") ? text.substring(1) : text).split("\\.");
  }

  private static String selector(
      ResourceType type, KubeObject object, CustomVersion.ScalePaths paths) {
    if (type.custom() != null) {
      return paths.selector().isEmpty() ? "" : object.text(path(paths.selector()));
    }
    Map<String, @Nullable Object> selector = object.map("spec", "selector");
    return type.is("", "replicationcontrollers")
        ? LabelSelector.labels(object.texts("spec", "selector")).toString()
        : LabelSelector.of(selector).toString();
  }
}
