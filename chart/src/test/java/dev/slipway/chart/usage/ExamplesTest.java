package dev.slipway.chart.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.chart.Chart;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.engine.Capabilities;
import dev.slipway.chart.engine.ChartEngine;
import dev.slipway.chart.engine.ClusterLookup;
import dev.slipway.chart.engine.EngineMode;
import dev.slipway.chart.engine.ReleaseOptions;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.chart.values.Coalescing;
import dev.slipway.chart.values.ValueFileSource;
import dev.slipway.chart.values.ValueSettings;
import dev.slipway.chart.values.Warnings;
import dev.slipway.core.Severity;
import dev.slipway.gotemplate.RenderOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The charts that ship with Slipway.
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  private static ChartUse use(String chart, @Nullable String values) {
    return new ChartUse(
        ChartLoader.load(EXAMPLES.resolve(chart)),
        ValueSettings.ofFiles(values == null ? List.of() : List.of(values)),
        ValueFileSource.inFolder(EXAMPLES.resolve(chart)),
        HelmVersion.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({
    "shop, values.yaml",
    "shop, values-staging.yaml",
    "shop, values-production.yaml",
    "shop/charts/cache, values.yaml",
    "reports, values.yaml"
  })
  void haveNoUnreadValues(String chart, String values) {
    assertThat(UnreadReport.of(use(chart, values), Severity.WARNING)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"shop,", "shop, values-staging.yaml", "shop, values-production.yaml", "reports,"})
  void readNothingThatTheAnalysisDoesNotKnow(String chart, @Nullable String file) {
    ChartUse use = use(chart, file);
    Map<String, @Nullable Object> given = use.values();
    Chart used = use.used(given);
    Map<String, @Nullable Object> values =
        new Coalescing(use.version(), new Warnings()).coalesce(used, given);
    ObservedReads observed = new ObservedReads(values);

    ChartEngine.render(
        new ChartEngine.Input(
            used,
            values,
            ReleaseOptions.install("r", "n"),
            Capabilities.defaults(use.version()),
            EngineMode.of(use.version()),
            ClusterLookup.NONE,
            RenderOptions.defaults().withObserver(observed)));

    ValueReads reads = ValueReads.of(use.chart(), used, use.version(), given, false);
    assertThat(observed.unexpected(reads)).isEmpty();
  }
}
