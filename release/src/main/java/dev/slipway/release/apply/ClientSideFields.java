package dev.slipway.release.apply;

import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the fields that Helm wrote by client-side patches fields that it applied. Otherwise they
/// would belong to nobody who applies: a field that leaves the chart would stay on the object. The
/// rule is client-go's (k8s.io/client-go/util/csaupgrade), which Helm 4 uses too.
final class ClientSideFields {
  private ClientSideFields() {}

  /// The JSON patch that hands the fields over; empty when there are none to hand over.
  static Optional<List<Object>> handOver(KubeObject live, String manager) {
    List<Map<String, @Nullable Object>> entries = live.maps("metadata", "managedFields");
    Map<String, @Nullable Object> applied = find(entries, manager, "Apply");
    Map<String, @Nullable Object> updated = find(entries, manager, "Update");
    if (updated == null) {
      return Optional.empty();
    }
    Map<String, @Nullable Object> base = new LinkedHashMap<>(applied == null ? updated : applied);
    base.put("operation", "Apply");
    List<Object> kept = new ArrayList<>();
    Object fields = base.get("fieldsV1");
    for (Map<String, @Nullable Object> entry : entries) {
      if (isOf(entry, manager, "Update")) {
        fields = union(fields, entry.get("fieldsV1"));
      } else if (!isOf(entry, manager, "Apply")) {
        kept.add(entry);
      }
    }
    base.put("fieldsV1", fields);
    kept.add(base);
    List<Object> patch = new ArrayList<>();
    patch.add(replace("/metadata/managedFields", kept));
    patch.add(replace("/metadata/resourceVersion", live.resourceVersion()));
    return Optional.of(patch);
  }

  private static @Nullable Map<String, @Nullable Object> find(
      List<Map<String, @Nullable Object>> entries, String manager, String operation) {
    for (Map<String, @Nullable Object> entry : entries) {
      if (isOf(entry, manager, operation)) {
        return entry;
      }
    }
    return null;
  }

  private static boolean isOf(
      Map<String, @Nullable Object> entry, String manager, String operation) {
    Object subresource = entry.get("subresource");
    return manager.equals(entry.get("manager"))
        && operation.equals(entry.get("operation"))
        && (subresource == null || "".equals(subresource));
  }

  private static @Nullable Object union(@Nullable Object a, @Nullable Object b) {
    if (!(a instanceof Map<?, ?> first)) {
      return b;
    }
    if (!(b instanceof Map<?, ?> second)) {
      return a;
    }
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    first.forEach((key, value) -> all.put((String) key, value));
    second.forEach((key, value) -> all.put((String) key, union(all.get((String) key), value)));
    return all;
  }

  private static Map<String, @Nullable Object> replace(String path, @Nullable Object value) {
    Map<String, @Nullable Object> operation = new LinkedHashMap<>();
    operation.put("op", "replace");
    operation.put("path", path);
    operation.put("value", value);
    return operation;
  }
}
