package dev.slipway.sandbox.rule;

import java.util.List;
import java.util.Map;
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
}
