package dev.slipway.release.fields;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.yaml.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FieldDiffTest {
  private static Map<String, @Nullable Object> tree(String yaml) {
    return Yaml.readMap(yaml);
  }

  private static List<String> diff(String before, String after) {
    return FieldDiff.between(tree(before), tree(after)).stream()
        .map(change -> change.path() + ": " + change.before() + " -> " + change.after())
        .toList();
  }

  @Test
  void itemsAreToldApartByNameWhateverTheirOrder() {
    assertThat(
            diff(
                "spec: {containers: [{name: a, image: x}, {name: b, image: w}]}",
                "spec: {containers: [{name: b, image: z}, {name: a, image: x}]}"))
        .containsExactly("spec.containers[name=b].image: w -> z");
  }

  @Test
  void aNewItemIsOneChange() {
    assertThat(
            diff("env: [{name: A, value: 1}]", "env: [{name: A, value: 1}, {name: B, value: 2}]"))
        .containsExactly("env[name=B]: null -> {name=B, value=2.0}");
  }

  @Test
  void portsAreToldApartByNumberAndProtocol() {
    assertThat(
            diff(
                "ports: [{port: 53, name: a}, {port: 53, protocol: UDP, name: b}]",
                "ports: [{port: 53, name: c}, {port: 53, protocol: UDP, name: b}]"))
        .containsExactly("ports[port=53.0,protocol=TCP].name: a -> c");
  }

  @Test
  void listsOfScalarsAreOneValue() {
    assertThat(diff("args: [a, b]", "args: [a, c]")).containsExactly("args: [a, b] -> [a, c]");
  }

  @Test
  void nullIsTheSameAsNothing() {
    assertThat(diff("a: null\nb: 1", "b: 1.0")).isEmpty();
  }

  @Test
  void namesWithDotsAreQuoted() {
    assertThat(diff("data: {app.yaml: a}", "data: {app.yaml: b}"))
        .containsExactly("data[\"app.yaml\"]: a -> b");
  }

  @Test
  void aPathFindsSetsAndRemovesItsField() {
    Map<String, @Nullable Object> tree = tree("spec: {containers: [{name: a, image: x}]}");
    FieldPath path =
        FieldPath.of("spec", "containers")
            .then(new FieldPath.Step.Item(new LinkedHashMap<>(Map.of("name", "a"))))
            .key("image");

    assertThat(path.in(tree)).isEqualTo("x");
    assertThat(path.put(tree, "y")).isTrue();
    assertThat(path.in(tree)).isEqualTo("y");
    assertThat(path.remove(tree)).isTrue();
    assertThat(path.in(tree)).isNull();
    assertThat(path.parent().key("name").in(tree)).isEqualTo("a");
  }

  @Test
  void aShapeLeavesDefaultsAndOthersItemsOut() {
    Object live =
        tree(
            """
            spec:
              replicas: 1
              strategy: {type: RollingUpdate}
              containers:
              - {name: web, image: x, imagePullPolicy: Always}
              - {name: injected, image: y}
            status: {ready: 1}
            """);

    assertThat(
            FieldShape.of(tree("spec: {replicas: 2, containers: [{name: web, image: z}]}"))
                .cut(live))
        .isEqualTo(tree("spec: {replicas: 1, containers: [{name: web, image: x}]}"));
  }

  @Test
  void quantitiesAreTheSameHoweverTheyAreWritten() {
    Object want = tree("resources: {limits: {cpu: 1000m, memory: 0.5Gi}}\nenv: x");
    Object same = tree("resources: {limits: {cpu: \"1\", memory: 512Mi}}\nenv: x\nmore: 1");

    assertThat(SameValue.fulfils(want, same, "", "")).isTrue();
    assertThat(SameValue.fulfils(tree("value: 1000m"), tree("value: \"1\""), "", "")).isFalse();
    assertThat(SameValue.fulfils(tree("a: false"), tree("b: 1"), "", "")).isTrue();
    assertThat(SameValue.stillFulfils(tree("a: false"), tree("b: 1"))).isFalse();
  }
}
