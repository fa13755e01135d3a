package dev.slipway.helmfile.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.chart.HelmVersion;
import dev.slipway.helmfile.HelmfileRules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelmBinariesTest {
  @ParameterizedTest
  @CsvSource({
    "helm3.17, V0, V3_17",
    "helm3.19, V0, V3_19",
    "/usr/bin/helm-3.17.4, V1, V3_17",
    "/opt/helm3/bin/helm-3.19.5, V1, V3_19",
    "helm3, V0, V3_19",
    "helm3.11, V0, V3_17",
    "helm4, V1, V4",
    "helm-4.3.1, V1, V4",
    "helm, V0, V3_19",
    "helm, V1, V4",
    "/opt/2024/helm, V1, V4",
  })
  void itsNameTellsTheVersion(String binary, HelmfileRules rules, HelmVersion version) {
    assertThat(HelmBinaries.version(binary, rules)).isEqualTo(version);
  }
}
