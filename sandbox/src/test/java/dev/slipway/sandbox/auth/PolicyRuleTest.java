package dev.slipway.sandbox.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.access.AccessAttributes;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PolicyRuleTest {
  private static PolicyRule rule(List<String> verbs, List<String> resources, List<String> names) {
    return new PolicyRule(verbs, List.of("apps"), resources, names, List.of());
  }

  private static AccessAttributes asked(String verb, String resource, String part, String name) {
    return new AccessAttributes(verb, "apps", "v1", resource, part, "default", name, "");
  }

  @Test
  void allowsPartsOnlyWhenTheyAreNamed() {
    PolicyRule whole = rule(List.of("get"), List.of("deployments"), List.of());
    assertThat(whole.allows(asked("get", "deployments", "", "a"))).isTrue();
    assertThat(whole.allows(asked("get", "deployments", "scale", "a"))).isFalse();
    assertThat(whole.allows(asked("list", "deployments", "", ""))).isFalse();
    PolicyRule parts = rule(List.of("*"), List.of("*/scale"), List.of());
    assertThat(parts.allows(asked("update", "deployments", "scale", "a"))).isTrue();
    assertThat(parts.allows(asked("update", "deployments", "", "a"))).isFalse();
  }

  @Test
  void allowsNamedObjectsOnly() {
    PolicyRule named = rule(List.of("get", "list"), List.of("deployments"), List.of("a"));
    assertThat(named.allows(asked("get", "deployments", "", "a"))).isTrue();
    assertThat(named.allows(asked("get", "deployments", "", "b"))).isFalse();
    assertThat(named.allows(asked("list", "deployments", "", ""))).isFalse();
  }

  @Test
  void coversNoMoreThanItAllows() {
    PolicyRule held = rule(List.of("get"), List.of("deployments"), List.of("a"));
    PolicyRule wanted = rule(List.of("get"), List.of("deployments"), List.of());
    assertThat(wanted.parts()).hasSize(1).noneMatch(held::covers);
    assertThat(held.parts()).allMatch(wanted::covers);
  }
}
