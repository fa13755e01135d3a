package dev.slipway.object.fields;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectErrorCode;
import dev.slipway.object.ObjectException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The owners of an object's fields, as `metadata.managedFields` names them. Immutable for those
/// outside this package.
public final class ManagedFields {
  private static final String TYPE = "FieldsV1";

  /// What one owner has.
  ///
  /// @param apiVersion the version that the fields are of
  /// @param time when it last changed something, as RFC 3339 has it; empty if that is not known
  /// @param fields the fields
  public record Entry(String apiVersion, String time, FieldSet fields) {
    Entry with(FieldSet others) {
      return new Entry(apiVersion, time, others);
    }
  }

  private final Map<FieldOwner, Entry> entries = new TreeMap<>();

  ManagedFields() {}

  ManagedFields(ManagedFields other) {
    entries.putAll(other.entries);
  }

  /// Those of an object.
  ///
  /// @throws ObjectException if the object's are malformed
  public static ManagedFields of(KubeObject object) {
    ManagedFields managed = new ManagedFields();
    List<Map<String, @Nullable Object>> list = object.maps("metadata", "managedFields");
    for (int i = 0; i < list.size(); i++) {
      managed.read(KubeObject.of(list.get(i)), i);
    }
    return managed;
  }

  private void read(KubeObject entry, int index) {
    FieldOwner.Operation operation = FieldOwner.Operation.of(entry.text("operation"));
    if (operation == null) {
      throw failed("operation must be `Apply` or `Update`");
    }
    String apiVersion = entry.text("apiVersion");
    if (apiVersion.isEmpty()) {
      throw failed("apiVersion must not be empty");
    }
    String type = entry.text("fieldsType");
    if (type.isEmpty()) {
      throw failed("missing fieldsType in managed fields entry " + index);
    }
    if (!type.equals(TYPE)) {
      throw failed("invalid fieldsType \"" + type + "\" in managed fields entry " + index);
    }
    entries.put(
        new FieldOwner(
            entry.text("manager"),
            operation,
            operation == FieldOwner.Operation.APPLY ? "" : apiVersion,
            entry.text("subresource")),
        new Entry(apiVersion, entry.text("time"), FieldSet.parse(entry.map("fieldsV1"))));
  }

  private static ObjectException failed(String message) {
    return new ObjectException(ObjectErrorCode.FIELDS, message);
  }

  /// Those of an object; none if the object's are malformed.
  static ManagedFields orNone(KubeObject object) {
    try {
      return of(object);
    } catch (ObjectException _) {
      // The API server goes on without them too.
      return new ManagedFields();
    }
  }

  /// The owners and what they have.
  Map<FieldOwner, Entry> entries() {
    return entries;
  }

  /// The owners.
  public List<FieldOwner> owners() {
    return List.copyOf(entries.keySet());
  }

  /// What an owner has; null if it has nothing.
  public @Nullable Entry entry(FieldOwner owner) {
    return entries.get(owner);
  }

  /// The fields that a manager has by any operation, on the object itself and on all parts of it.
  public FieldSet ownedBy(String manager) {
    FieldSet all = FieldSet.EMPTY;
    for (Map.Entry<FieldOwner, Entry> entry : entries.entrySet()) {
      if (entry.getKey().name().equals(manager)) {
        all = all.union(entry.getValue().fields);
      }
    }
    return all;
  }

  /// The owners of a field.
  public List<FieldOwner> ownersOf(FieldPath path) {
    List<FieldOwner> owners = new ArrayList<>();
    entries.forEach((owner, entry) -> {
      if (entry.fields.has(path)) {
        owners.add(owner);
      }
    });
    return owners;
  }

  /// The list that stands in an object's metadata: appliers first, then by time and name.
  public List<@Nullable Object> tree() {
    List<Map.Entry<FieldOwner, Entry>> sorted = new ArrayList<>(entries.entrySet());
    sorted.sort(ManagedFields::compare);
    List<@Nullable Object> list = new ArrayList<>();
    sorted.forEach(entry -> list.add(tree(entry.getKey(), entry.getValue())));
    return list;
  }

  private static int compare(
      Map.Entry<FieldOwner, Entry> left, Map.Entry<FieldOwner, Entry> right) {
    FieldOwner a = left.getKey();
    FieldOwner b = right.getKey();
    int order = a.operation().compareTo(b.operation());
    if (order == 0) {
      order = left.getValue().time.compareTo(right.getValue().time);
    }
    if (order == 0) {
      order = a.name().compareTo(b.name());
    }
    if (order == 0) {
      order = left.getValue().apiVersion.compareTo(right.getValue().apiVersion);
    }
    return order == 0 ? a.subresource().compareTo(b.subresource()) : order;
  }

  static Map<String, @Nullable Object> tree(FieldOwner owner, Entry entry) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", entry.apiVersion);
    tree.put("fieldsType", TYPE);
    tree.put("fieldsV1", entry.fields.tree());
    if (!owner.name().isEmpty()) {
      tree.put("manager", owner.name());
    }
    tree.put("operation", owner.operation().text());
    if (!owner.subresource().isEmpty()) {
      tree.put("subresource", owner.subresource());
    }
    if (!entry.time.isEmpty()) {
      tree.put("time", entry.time);
    }
    return tree;
  }
}
