package dev.slipway.helmfile.patch;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What tells Kubernetes objects apart.
///
/// @param group the API group, empty for the core's
/// @param version the API version
/// @param kind the kind
/// @param namespace the namespace, or empty
/// @param name the name
record ObjectId(String group, String version, String kind, String namespace, String name) {
  static ObjectId of(Map<String, @Nullable Object> object) {
    String api = text(object.get("apiVersion"));
    int slash = api.indexOf('/');
    Object metadata = object.get("metadata");
    Map<?, ?> fields = metadata instanceof Map<?, ?> map ? map : Map.of();
    return new ObjectId(
        slash < 0 ? "" : api.substring(0, slash),
        api.substring(slash + 1),
        text(object.get("kind")),
        text(fields.get("namespace")),
        text(fields.get("name")));
  }

  /// Whether a patch with this identity is for `other`: a namespace counts only if it is stated.
  boolean fits(ObjectId other) {
    return group.equals(other.group)
        && version.equals(other.version)
        && kind.equals(other.kind)
        && name.equals(other.name)
        && (namespace.isEmpty() || namespace.equals(other.namespace));
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  @Override
  public String toString() {
    String type = kind + "." + version + (group.isEmpty() ? "" : "." + group);
    return type + "/" + (namespace.isEmpty() ? "" : namespace + "/") + name;
  }
}
