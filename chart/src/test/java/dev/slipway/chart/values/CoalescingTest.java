package dev.slipway.chart.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.chart.Chart;
import dev.slipway.chart.HelmVectors;
import dev.slipway.chart.loader.ChartLoader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CoalescingTest {
  static Stream<HelmVectors.Case> recorded() {
    return HelmVectors.read("coalesce");
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void followsHelm(HelmVectors.Case vector) {
    if (vector.error() == null) {
      assertThat(answer(vector)).isEqualTo(vector.value());
    } else {
      assertThatThrownBy(() -> answer(vector)).hasMessage(vector.error());
    }
  }

  private static Map<String, @Nullable Object> answer(HelmVectors.Case vector) {
    Warnings warnings = new Warnings();
    Chart chart = ChartLoader.load(vector.chartFiles(), vector.version(), warnings);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (String text : vector.values()) {
      values = ValueTrees.merge(values, ValuesReader.read("values", text, vector.version()));
    }
    if (vector.kind().equals("process")) {
      chart = new DependencyProcessing(vector.version(), warnings).process(chart, values);
    }
    return new Coalescing(vector.version(), warnings).coalesce(chart, values);
  }

  @Test
  void changesNeitherChartNorValues() {
    HelmVectors.Case vector =
        recorded().filter(v -> v.id().equals("globals")).findFirst().orElseThrow();
    Chart chart = ChartLoader.load(vector.chartFiles(), vector.version(), new Warnings());
    Map<String, @Nullable Object> defaults =
        ValueTrees.copy(chart.values() == null ? Map.of() : chart.values());
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("global", new LinkedHashMap<>(Map.of("added", true)));
    Map<String, @Nullable Object> before = ValueTrees.copy(values);

    new Coalescing(vector.version(), new Warnings()).coalesce(chart, values);

    assertThat(values).isEqualTo(before);
    assertThat(chart.values() == null ? Map.of() : chart.values()).isEqualTo(defaults);
  }
}
