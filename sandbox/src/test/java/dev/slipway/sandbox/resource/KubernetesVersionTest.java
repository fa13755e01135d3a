package dev.slipway.sandbox.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KubernetesVersionTest {
  private static String text(String given) {
    return KubernetesVersion.near(given).map(KubernetesVersion::text).orElse("none");
  }

  @Test
  void aVersionWithoutPatchReleaseGetsTheOneThatIsKnown() {
    assertThat(text("1.34")).isEqualTo("v1.34.3");
    assertThat(text("v1.23")).isEqualTo("v1.23.17");
    assertThat(text("1.99")).isEqualTo("v1.99.0");
  }

  @Test
  void aPatchReleaseStays() {
    assertThat(text("1.34.9")).isEqualTo("v1.34.9");
    assertThat(text("v1.31.2+build")).isEqualTo("v1.31.2+build");
  }

  @Test
  void otherTextsAreNoVersions() {
    for (String given : List.of("", "1", "2.0", "1.x", "one", "1.34.x", "1.-2", "1.12345")) {
      assertThat(text(given)).as(given).isEqualTo("none");
    }
  }

  @Test
  void onlyRecordedVersionsAreKnown() {
    assertThat(KubernetesVersion.near("1.23").orElseThrow().isKnown()).isTrue();
    assertThat(KubernetesVersion.near("1.22").orElseThrow().isKnown()).isFalse();
    assertThat(KubernetesVersion.near("1.99").orElseThrow().isKnown()).isFalse();
  }

  @Test
  void eachVersionServesItsOwnKinds() {
    assertThat(served(24, "batch", "cronjobs")).containsExactly("v1", "v1beta1");
    assertThat(served(25, "batch", "cronjobs")).containsExactly("v1");
    assertThat(served(24, "policy", "podsecuritypolicies")).containsExactly("v1beta1");
    assertThat(served(25, "policy", "podsecuritypolicies")).isEmpty();
    assertThat(served(23, "autoscaling", "horizontalpodautoscalers"))
        .containsExactly("v2", "v1", "v2beta1", "v2beta2");
    assertThat(served(33, "resource.k8s.io", "resourceclaims")).isEmpty();
    assertThat(served(34, "resource.k8s.io", "resourceclaims")).containsExactly("v1");
    assertThat(served(29, "flowcontrol.apiserver.k8s.io", "flowschemas"))
        .containsExactly("v1", "v1beta3");
  }

  private static List<String> served(int minor, String group, String plural) {
    return BuiltinResources.near(minor).types().stream()
        .filter(type -> type.is(group, plural))
        .map(ResourceType::version)
        .toList();
  }
}
