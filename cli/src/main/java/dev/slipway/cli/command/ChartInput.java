package dev.slipway.cli.command;

import dev.slipway.chart.Chart;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.engine.EngineMode;
import dev.slipway.chart.engine.ReleaseOptions;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.chart.render.InstallChecks;
import dev.slipway.chart.render.PostRenderer;
import dev.slipway.chart.render.PostRendererProgram;
import dev.slipway.chart.render.RenderRequest;
import dev.slipway.chart.usage.ChartUse;
import dev.slipway.chart.values.Warnings;
import dev.slipway.cli.option.Invocation;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The chart and the values that helm's command lines name: `CHART -f FILE --set …`.
///
/// @param use the chart and the values
/// @param values the values, merged
/// @param version the Helm that is followed
record ChartInput(ChartUse use, Map<String, @Nullable Object> values, HelmVersion version) {
  /// Loads the chart, after its dependencies where that is wanted, and reads the values.
  ///
  /// @param reference what the command line calls the chart
  static ChartInput read(String reference, Invocation invocation, Session session) {
    HelmVersion version = HelmOptions.version(invocation);
    Warnings warnings = new Warnings();
    Path path = new ChartSources(invocation, session).locate(reference);
    Chart chart = ChartLoader.loadDetected(path, version, warnings);
    if (invocation.get(TemplateOptions.DEPENDENCY_UPDATE)
        && !InstallChecks.missingDependencies(chart).isEmpty()) {
      DependencyFetchCommand.update(path, invocation, session);
      chart = ChartLoader.loadDetected(path, version, warnings);
    }
    ChartUse use =
        new ChartUse(chart, ValueFiles.settings(invocation), new ValueFiles(session), version);
    Map<String, @Nullable Object> values = use.values();
    warnings.toList().forEach(session.errors()::warning);
    return new ChartInput(use, values, version);
  }

  /// What to render for a release.
  RenderRequest request(ReleaseOptions release, Invocation invocation) {
    return RenderRequest.of(use.chart(), values, release)
        .withMode(new EngineMode(version, false, false, invocation.get(TemplateOptions.ENABLE_DNS)))
        .withSkipSchemaValidation(invocation.get(TemplateOptions.SKIP_SCHEMA));
  }

  /// The program that changes the manifests; null for none.
  static @Nullable PostRenderer postRenderer(Invocation invocation) {
    String program = invocation.get(TemplateOptions.POST_RENDERER);
    return program.isEmpty()
        ? null
        : new PostRendererProgram(program, invocation.get(TemplateOptions.POST_RENDERER_ARGS));
  }
}
