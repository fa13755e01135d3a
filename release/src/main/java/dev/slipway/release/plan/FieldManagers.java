package dev.slipway.release.plan;

import dev.slipway.object.KubeObject;
import dev.slipway.release.fields.FieldPath;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who set a field of a live object, as its `managedFields` say.
public final class FieldManagers {
  private FieldManagers() {}

  /// A field manager that set a field.
  ///
  /// @param name how it calls itself, such as `kubectl-patch`
  /// @param time when it changed something of the object last; empty when that is not known
  public record Owner(String name, String time) {}

  /// The managers that own a field, or something in it; the release's own left out.
  public static List<Owner> others(KubeObject live, FieldPath path) {
    List<Owner> managers = new ArrayList<>();
    for (Map<String, @Nullable Object> entry : live.maps("metadata", "managedFields")) {
      KubeObject tree = KubeObject.of(entry);
      String name = tree.text("manager");
      if (!name.equals(PlanOptions.HELM) && owns(entry.get("fieldsV1"), path.steps())) {
        managers.add(new Owner(name, tree.text("time")));
      }
    }
    return managers;
  }

  private static boolean owns(@Nullable Object set, List<FieldPath.Step> steps) {
    if (!(set instanceof Map<?, ?> fields)) {
      return false;
    }
    if (steps.isEmpty()) {
      return true;
    }
    FieldPath.Step step = steps.getFirst();
    List<FieldPath.Step> rest = steps.subList(1, steps.size());
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      if (isMeant(String.valueOf(field.getKey()), step)) {
        // A field without fields of its own is owned as a whole.
        boolean isWhole = field.getValue() instanceof Map<?, ?> below && below.isEmpty();
        return isWhole || owns(field.getValue(), rest);
      }
    }
    return false;
  }

  private static boolean isMeant(String key, FieldPath.Step step) {
    return switch (step) {
      case FieldPath.Step.Key(String name) -> key.equals("f:" + name);
      case FieldPath.Step.Index(int at) -> key.equals("i:" + at);
      case FieldPath.Step.Item(Map<String, Object> keys) ->
          key.startsWith("k:")
              && read(key.substring(2)) instanceof Map<?, ?> item
              && has(item, keys);
    };
  }

  private static boolean has(Map<?, ?> item, Map<String, Object> keys) {
    return keys.entrySet().stream()
        .allMatch(key ->
            !item.containsKey(key.getKey())
                || Objects.equals(item.get(key.getKey()), key.getValue()));
  }

  private static @Nullable Object read(String json) {
    try {
      return Json.readExact(json);
    } catch (YamlException _) {
      // A form that this program does not know means no item.
      return null;
    }
  }
}
