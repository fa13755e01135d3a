package dev.slipway.sandbox.rule;

import dev.slipway.object.ObjectException;
import dev.slipway.object.quantity.Quantity;
import dev.slipway.object.schema.Schema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Brings objects of built-in kinds to the form that they have after Go read them into its structs
/// and wrote them again: what is null or empty is left out where the field is `omitempty`. Fields
/// that the schema requires are always written.
public final class NormalForm {
  /// Texts behind a pointer: an empty one is a value of its own.
  private static final Set<String> POINTERS =
      Set.of("storageClassName", "ingressClassName", "loadBalancerClass", "appProtocol");

  /// Lists that are written although they are empty.
  private static final Set<String> WRITTEN_LISTS = Set.of("rules", "preferredDuringScheduling");

  /// Numbers and flags behind no pointer: zero and false are left out. The schema does not tell
  /// them from those that keep theirs, such as `replicas`.
  private static final Set<String> PLAIN =
      Set.of(
          "minReadySeconds",
          "paused",
          "hostNetwork",
          "hostPID",
          "hostIPC",
          "readOnly",
          "tty",
          "stdin",
          "stdinOnce",
          "hostPort",
          "initialDelaySeconds",
          "nodePort",
          "healthCheckNodePort",
          "publishNotReadyAddresses",
          "unschedulable",
          "observedGeneration",
          "updatedReplicas",
          "readyReplicas",
          "unavailableReplicas");

  private NormalForm() {}

  /// Changes a tree to its normal form.
  public static void apply(Schema schema, Map<String, @Nullable Object> tree) {
    Iterator<Map.Entry<String, @Nullable Object>> entries = tree.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, @Nullable Object> entry = entries.next();
      Schema field = schema.field(entry.getKey());
      Object value = entry.getValue();
      if (value == null) {
        if (field != null || schema.undeclared() == null) {
          entries.remove();
        }
        continue;
      }
      if (field == null) {
        Schema inner = schema.undeclared();
        if (inner != null && inner.kind() == Schema.Kind.QUANTITY) {
          entry.setValue(quantity(value));
        } else if (inner != null) {
          descend(inner, value);
        }
        continue;
      }
      if (field.kind() == Schema.Kind.QUANTITY) {
        entry.setValue(quantity(value));
        continue;
      }
      descend(field, value);
      if (isOmitted(schema, field, entry.getKey(), value)) {
        entries.remove();
      }
    }
  }

  /// A quantity as Go writes it; as it is if it is none.
  private static Object quantity(Object value) {
    try {
      return Quantity.of(value).toString();
    } catch (ObjectException _) {
      return value;
    }
  }

  private static void descend(Schema schema, Object value) {
    if (schema.kind() == Schema.Kind.ANYTHING) {
      return;
    }
    Map<String, @Nullable Object> map = Fields.asMap(value);
    if (map != null) {
      apply(schema, map);
    } else if (value instanceof List<?> list) {
      Schema items = schema.items();
      if (items != null) {
        new ArrayList<>(list)
            .forEach(item -> {
              if (item != null) {
                descend(items, item);
              }
            });
      }
    }
  }

  private static boolean isOmitted(Schema parent, Schema field, String name, Object value) {
    if (parent.required().contains(name)) {
      return false;
    }
    return switch (value) {
      case String text -> text.isEmpty() && !POINTERS.contains(name) && !isSlicePort(parent, name);
      case List<?> list -> list.isEmpty() && !WRITTEN_LISTS.contains(name);
      case Map<?, ?> map -> map.isEmpty() && isPlainMap(field);
      case Boolean flag -> !flag && PLAIN.contains(name);
      case Long number -> number == 0 && PLAIN.contains(name);
      default -> false;
    };
  }

  /// Whether it is the name of a port of an endpoint slice, which stands behind a pointer; those of
  /// services and of the older endpoints do not, but must have a number.
  private static boolean isSlicePort(Schema parent, String name) {
    return name.equals("name")
        && parent.field("appProtocol") != null
        && !parent.required().contains("port");
  }

  /// Whether it is a Go map; an object of any form is a struct behind a pointer, as `status: {}` of
  /// a definition's subresources is.
  private static boolean isPlainMap(Schema field) {
    Schema values = field.undeclared();
    return field.fields().isEmpty() && values != null && values.kind() != Schema.Kind.ANYTHING;
  }
}
