package dev.slipway.object.select;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectException;
import dev.slipway.object.Vectors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Selectors mean what they mean to k8s.io/apimachinery.
class SelectorVectorsTest {
  private static final List<Map<String, String>> LABELS =
      List.of(
          Map.of(),
          Map.of("app", "web"),
          Map.of("app", "web", "tier", "front", "n", "5"),
          Map.of("app", "db", "tier", "", "n", "-3"),
          Map.of("x/y", "z", "app", "in", "n", "abc"));
  private static final List<Map<String, String>> FIELDS =
      List.of(
          Map.of(), Map.of("a", "b"), Map.of("a", "b", "b.c", "x"), Map.of("a", "", "b.c", "a"));

  @Test
  void selectTheSameObjects() {
    Vectors vectors = new Vectors();
    for (KubeObject each : Vectors.of("selectors")) {
      try {
        if (each.text("kind").equals("fields")) {
          FieldSelector selector = FieldSelector.parse(each.text("in"));
          vectors.same(each, each.get("text"), selector.toString());
          vectors.same(
              each,
              each.get("matches"),
              FIELDS.stream()
                  .map(set -> selector.matches(field -> set.getOrDefault(field, "")))
                  .toList());
        } else {
          LabelSelector selector =
              each.text("kind").equals("labels")
                  ? LabelSelector.parse(each.text("in"))
                  : LabelSelector.of(each.map("in"));
          vectors.same(each, each.get("text"), selector.toString());
          vectors.same(
              each.json(), each.get("matches"), LABELS.stream().map(selector::matches).toList());
        }
      } catch (ObjectException e) {
        vectors.same(each, each.get("error"), e.getMessage());
      }
    }
    vectors.check(1000);
  }
}
