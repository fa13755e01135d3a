package dev.slipway.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.object.KubeObject;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SharedPartsTest {
  private static Map<String, @Nullable Object> tree(String yaml) {
    return KubeObject.parse(Json.write(Yaml.read(yaml))).copy();
  }

  @Test
  void usesTheEqualPartsOfTheOtherAndLeavesTheRest() {
    Map<String, @Nullable Object> before =
        tree("{spec: {env: [{name: a}], node: x}, status: {phase: b}}");
    Map<String, @Nullable Object> after =
        tree("{spec: {env: [{name: a}], node: y}, status: {phase: b}}");
    String text = Json.write(after);

    assertThat(SharedParts.share(after, before)).isFalse();

    assertThat(Json.write(after)).isEqualTo(text);
    assertThat(after.get("status")).isSameAs(before.get("status"));
    assertThat(KubeObject.of(after).get("spec", "env"))
        .isSameAs(KubeObject.of(before).get("spec", "env"));
    assertThat(after.get("spec")).isNotSameAs(before.get("spec"));
  }

  @Test
  void seesThatTwoAreEqual() {
    assertThat(SharedParts.share(tree("{a: [1, {b: c}]}"), tree("{a: [1, {b: c}]}"))).isTrue();
    assertThat(SharedParts.share(tree("{a: [1]}"), tree("{a: [1, 2]}"))).isFalse();
    assertThat(SharedParts.share(tree("{a: 1}"), tree("{a: 1, b: 2}"))).isFalse();
  }

  @Test
  void sharesTheOwnedFieldsOfTheSameOwnerWhateverTheirOrder() {
    Map<String, @Nullable Object> before =
        tree(
            "{managedFields: [{manager: a, subresource: status, fieldsV1: {'f:b': {}}},"
                + " {manager: a, fieldsV1: {'f:c': {'f:d': {}}}}]}");
    Map<String, @Nullable Object> after =
        tree(
            "{managedFields: [{manager: a, fieldsV1: {'f:c': {'f:d': {}}}},"
                + " {manager: a, subresource: status, fieldsV1: {'f:b': {}, 'f:e': {}}}]}");

    assertThat(SharedParts.share(after, before)).isFalse();

    Object shared = KubeObject.of(after).maps("managedFields").getFirst().get("fieldsV1");
    assertThat(shared)
        .isSameAs(KubeObject.of(before).maps("managedFields").getLast().get("fieldsV1"));
  }

  @Test
  void sharesWhatPodsOfOneOwnerHaveInCommon() {
    SharedParts parts = new SharedParts();
    String pod =
        "{kind: Pod, metadata: {name: %s, ownerReferences: [{uid: u}]}, spec: {containers: [{name: c}]}}";
    Map<String, @Nullable Object> first = tree(pod.formatted("a"));
    Map<String, @Nullable Object> second = tree(pod.formatted("b"));

    parts.ofOwner(first);
    parts.ofOwner(second);

    assertThat(second.get("spec")).isSameAs(first.get("spec"));
    assertThat(KubeObject.of(second).name()).isEqualTo("b");
  }
}
