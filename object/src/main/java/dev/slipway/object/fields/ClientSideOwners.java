package dev.slipway.object.fields;

import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns the ownership of one who has set fields by client-side updates into that of one who
/// applies, so that what it leaves out later is removed: k8s.io/client-go/util/csaupgrade, as Helm
/// 4 uses it. Stateless.
public final class ClientSideOwners {
  private ClientSideOwners() {}

  /// The managed fields with the updates of some managers given to one who applies.
  ///
  /// @param clientSide the managers whose updates are meant, in the order in which they are taken
  /// @param applying who is to own the fields
  /// @param subresource the part of the object whose owners are meant, or empty
  /// @return empty if nothing changes
  public static Optional<List<@Nullable Object>> takeOver(
      KubeObject object, List<String> clientSide, String applying, String subresource) {
    List<Map<String, @Nullable Object>> before = object.maps("metadata", "managedFields");
    List<Map<String, @Nullable Object>> entries = before;
    for (String manager : clientSide) {
      entries = takeOver(entries, manager, applying, subresource);
    }
    if (entries.equals(before)) {
      return Optional.empty();
    }
    List<@Nullable Object> changed = new ArrayList<>(entries);
    return Optional.of(changed);
  }

  /// The same as a JSON patch that fails if the object has changed meanwhile.
  ///
  /// @return empty if there is nothing to do
  public static Optional<List<@Nullable Object>> patch(
      KubeObject object, List<String> clientSide, String applying, String subresource) {
    return takeOver(object, clientSide, applying, subresource)
        .map(entries ->
            List.of(
                operation("/metadata/managedFields", entries),
                operation("/metadata/resourceVersion", object.resourceVersion())));
  }

  private static Map<String, @Nullable Object> operation(String path, Object value) {
    Map<String, @Nullable Object> operation = new LinkedHashMap<>();
    operation.put("op", "replace");
    operation.put("path", path);
    operation.put("value", value);
    return operation;
  }

  private static boolean is(
      Map<String, @Nullable Object> entry, String manager, String operation, String subresource) {
    KubeObject fields = KubeObject.of(entry);
    return fields.text("manager").equals(manager)
        && fields.text("operation").equals(operation)
        && fields.text("subresource").equals(subresource);
  }

  private static int find(
      List<Map<String, @Nullable Object>> entries,
      String manager,
      String operation,
      String subresource) {
    for (int i = 0; i < entries.size(); i++) {
      if (is(entries.get(i), manager, operation, subresource)) {
        return i;
      }
    }
    return -1;
  }

  private static List<Map<String, @Nullable Object>> takeOver(
      List<Map<String, @Nullable Object>> before,
      String manager,
      String applying,
      String subresource) {
    List<Map<String, @Nullable Object>> entries = new ArrayList<>(before);
    int target = find(entries, applying, "Apply", subresource);
    if (target < 0) {
      target = find(entries, manager, "Update", subresource);
      if (target < 0) {
        return before;
      }
      Map<String, @Nullable Object> renamed = new LinkedHashMap<>(entries.get(target));
      renamed.put("operation", "Apply");
      renamed.put("manager", applying);
      entries.set(target, renamed);
    }
    Map<String, @Nullable Object> owner = new LinkedHashMap<>(entries.get(target));
    FieldSet fields = FieldSet.parse(KubeObject.of(owner).map("fieldsV1"));
    for (Map<String, @Nullable Object> entry : entries) {
      if (is(entry, manager, "Update", subresource)
          && String.valueOf(entry.get("apiVersion"))
              .equals(String.valueOf(owner.get("apiVersion")))) {
        fields = fields.union(FieldSet.parse(KubeObject.of(entry).map("fieldsV1")));
        break;
      }
    }
    owner.put("fieldsV1", fields.tree());
    entries.set(target, owner);
    List<Map<String, @Nullable Object>> kept = new ArrayList<>();
    for (Map<String, @Nullable Object> entry : entries) {
      if (!is(entry, manager, "Update", subresource)) {
        kept.add(entry);
      }
    }
    return kept;
  }
}
