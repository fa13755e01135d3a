package dev.slipway.sandbox.rule;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectException;
import dev.slipway.object.quantity.Quantity;
import dev.slipway.sandbox.status.FieldError;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Limit ranges: limits that are not said follow from those that are.
final class LimitRangeRule implements KindRule {
  @Override
  public void defaults(Map<String, @Nullable Object> tree) {
    for (Map<String, @Nullable Object> item : Fields.maps(tree, "spec", "limits")) {
      if (!"Container".equals(item.get("type"))) {
        continue;
      }
      for (List<String> step :
          List.of(
              List.of("max", "default"),
              List.of("default", "defaultRequest"),
              List.of("min", "defaultRequest"))) {
        Map<String, @Nullable Object> from = Fields.find(item, step.getFirst());
        if (from == null || from.isEmpty()) {
          continue;
        }
        Map<String, @Nullable Object> to = Fields.map(item, step.getLast());
        from.forEach((name, value) -> {
          if (value != null) {
            Fields.init(to, name, value);
          }
        });
      }
    }
  }

  /// A limit that must not be above another.
  ///
  /// @param low the field of the lower one, and its words in messages
  /// @param high the same of the upper one
  /// @param blamed the field that the error names
  /// @param shown the field whose value the error shows
  private record Order(
      String low, String lowWords, String high, String highWords, String blamed, String shown) {}

  private static final List<Order> ORDERS =
      List.of(
          new Order("min", "min", "max", "max", "min", "min"),
          new Order(
              "min",
              "min",
              "defaultRequest",
              "default request",
              "defaultRequest",
              "defaultRequest"),
          new Order(
              "defaultRequest",
              "default request",
              "max",
              "max",
              "defaultRequest",
              "defaultRequest"),
          new Order(
              "defaultRequest",
              "default request",
              "default",
              "default limit",
              "defaultRequest",
              "defaultRequest"),
          new Order("min", "min", "default", "default", "default", "min"),
          new Order("default", "default", "max", "max", "default", "max"));

  @Override
  public void validate(KubeObject object, List<FieldError> errors) {
    List<Map<String, @Nullable Object>> limits = object.maps("spec", "limits");
    for (int i = 0; i < limits.size(); i++) {
      Map<String, @Nullable Object> item = limits.get(i);
      Set<String> resources = new LinkedHashSet<>();
      for (String field : List.of("max", "min", "default", "defaultRequest")) {
        resources.addAll(KubeObject.of(item).map(field).keySet());
      }
      for (String resource : resources) {
        for (Order order : ORDERS) {
          check("spec.limits[" + i + "].", item, resource, order, errors);
        }
      }
    }
  }

  private static void check(
      String path,
      Map<String, @Nullable Object> item,
      String resource,
      Order order,
      List<FieldError> errors) {
    String low = Fields.text(item, order.low(), resource);
    String high = Fields.text(item, order.high(), resource);
    if (isAbove(low, high)) {
      errors.add(
          FieldError.invalid(
              path + order.blamed() + "[" + resource + "]",
              Fields.text(item, order.shown(), resource),
              order.lowWords()
                  + " value "
                  + low
                  + " is greater than "
                  + order.highWords()
                  + " value "
                  + high));
    }
  }

  private static boolean isAbove(String low, String high) {
    if (low.isEmpty() || high.isEmpty()) {
      return false;
    }
    try {
      return Quantity.parse(low).compareTo(Quantity.parse(high)) > 0;
    } catch (ObjectException _) {
      // What is no quantity is refused elsewhere.
      return false;
    }
  }
}
