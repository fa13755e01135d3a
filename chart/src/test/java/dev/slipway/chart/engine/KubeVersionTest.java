package dev.slipway.chart.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.HelmVersion;
import org.junit.jupiter.api.Test;

class KubeVersionTest {
  @Test
  void eachHelmReadsSuffixesInItsOwnWay() {
    assertThat(KubeVersion.parse("1.31.2-gke.100", HelmVersion.V4))
        .isEqualTo(new KubeVersion("v1.31.2-gke.100", "1", "31", "v1.31.2"));
    assertThat(KubeVersion.parse("1.31.2-gke.100", HelmVersion.V3_19).version())
        .isEqualTo("v1.31.2");
    assertThat(KubeVersion.parse("1.31.2-gke.100", HelmVersion.V3_17).version())
        .isEqualTo("v1.31.2-gke.100");
  }

  @Test
  void completesShortVersionsOnlyInHelm317() {
    assertThat(KubeVersion.parse("v1.31", HelmVersion.V4).version()).isEqualTo("v1.31");
    assertThat(KubeVersion.parse("1.31", HelmVersion.V3_17).version()).isEqualTo("v1.31.0");
  }

  @Test
  void refusesWhatIsNoVersion() {
    assertThatThrownBy(() -> KubeVersion.parse("new", HelmVersion.V4))
        .hasMessage("invalid kube version 'new': could not parse \"new\" as version");
    assertThatThrownBy(() -> KubeVersion.parse("1", HelmVersion.V4))
        .hasMessage("invalid kube version '1': illegal version string \"1\"");
    assertThatThrownBy(() -> KubeVersion.parse("01.2", HelmVersion.V4))
        .hasMessageContaining("illegal zero-prefixed version component \"01\"");
  }

  @Test
  void knowsWhatEachHelmHasBuiltIn() {
    assertThat(Capabilities.defaults(HelmVersion.V3_17).kubeVersion().version())
        .isEqualTo("v1.32.0");
    assertThat(Capabilities.defaults(HelmVersion.V3_19).kubeVersion().version())
        .isEqualTo("v1.34.0");
    assertThat(Capabilities.defaults(HelmVersion.V4).kubeVersion().version()).isEqualTo("v1.37.0");
    assertThat(Capabilities.defaults(HelmVersion.V4).apiVersions())
        .startsWith("v1")
        .contains("policy/v1", "apiextensions.k8s.io/v1")
        .doesNotContain("monitoring.coreos.com/v1");
  }
}
