package dev.slipway.chart.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.chart.Chart;
import dev.slipway.chart.HelmVectors;
import dev.slipway.chart.engine.EngineMode;
import dev.slipway.chart.engine.KubeVersion;
import dev.slipway.chart.engine.ReleaseOptions;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.chart.values.ValueTrees;
import dev.slipway.chart.values.ValuesReader;
import dev.slipway.chart.values.Warnings;
import dev.slipway.core.SlipwayException;
import dev.slipway.gotemplate.RenderOptions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole charts and single templates, beside what Helm made of them.
class HelmVectorsTest {
  static Stream<HelmVectors.Case> traps() {
    return HelmVectors.read("traps");
  }

  static Stream<HelmVectors.Case> snippets() {
    return HelmVectors.read("snippets");
  }

  @ParameterizedTest
  @MethodSource({"traps", "snippets"})
  void rendersAsHelm(HelmVectors.Case vector) {
    if (vector.error() == null) {
      assertThat(withoutAddresses(answer(vector))).isEqualTo(withoutAddresses(vector.value()));
      return;
    }
    Throwable failure = catchThrowable(() -> answer(vector));

    assertThat(failure).isInstanceOf(SlipwayException.class);
    assertThat(failure.getMessage()).isEqualTo(withoutDebugAdvice(vector.error()));
  }

  /// Go prints pointers as addresses.
  private static String withoutAddresses(@Nullable Object answer) {
    return String.valueOf(answer).replaceAll("0x[0-9a-f]{6,}", "0x0");
  }

  private static String withoutDebugAdvice(String error) {
    return error.replace("\n\nUse --debug flag to render out invalid YAML", "");
  }

  private static Object answer(HelmVectors.Case vector) {
    RenderRequest request = request(vector);
    if (vector.kind().equals("render")) {
      return new TreeMap<>(ChartRenderer.renderTemplates(request));
    }
    StringBuilder out = new StringBuilder();
    TemplateAction.run(
        request, TemplateSettings.DEFAULTS.withIncludeCrds(vector.includeCrds()), out::append);
    return out.toString();
  }

  private static RenderRequest request(HelmVectors.Case vector) {
    Chart chart = ChartLoader.load(vector.chartFiles(), vector.version(), new Warnings());
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (String text : vector.values()) {
      values = ValueTrees.merge(values, ValuesReader.read("values", text, vector.version()));
    }
    String name = vector.name().isEmpty() ? ReleaseName.DEFAULT : vector.name();
    String namespace = vector.namespace().isEmpty() ? "default" : vector.namespace();
    KubeVersion kubeVersion =
        vector.kubeVersion().isEmpty()
            ? null
            : KubeVersion.parse(vector.kubeVersion(), vector.version());
    return RenderRequest.of(chart, values, new ReleaseOptions(name, namespace, 1, vector.upgrade()))
        .withMode(EngineMode.of(vector.version()))
        .withCluster(kubeVersion, vector.apiVersions())
        .withOptions(
            RenderOptions.defaults().withClock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)));
  }
}
