package dev.slipway.chart.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.HelmVectors;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IgnoreRulesTest {
  static Stream<HelmVectors.Case> recorded() {
    return HelmVectors.read("ignore");
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void ignoresWhatHelmIgnores(HelmVectors.Case vector) {
    byte[] text = vector.files().getOrDefault(".helmignore", "").getBytes(StandardCharsets.UTF_8);
    if (vector.error() != null) {
      assertThatThrownBy(() -> IgnoreRules.parse(text)).hasMessage(vector.error());
      return;
    }
    IgnoreRules rules = IgnoreRules.parse(text);
    Map<String, Object> ignored = new LinkedHashMap<>();
    for (String path : vector.args()) {
      boolean folder = path.endsWith("/");
      String name = folder ? path.substring(0, path.length() - 1) : path;
      ignored.put(path, rules.ignores(name, folder));
    }

    assertThat(ignored).isEqualTo(vector.value());
  }
}
