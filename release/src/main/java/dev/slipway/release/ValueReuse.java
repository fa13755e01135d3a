package dev.slipway.release;

import dev.slipway.chart.render.RenderRequest;
import dev.slipway.chart.values.Coalescing;
import dev.slipway.chart.values.ValueTrees;
import dev.slipway.chart.values.Warnings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an upgrade does with the values that the release was given last: Helm's flags of these
/// names, in `pkg/action/upgrade.go`.
public enum ValueReuse {
  /// They are forgotten: `--reset-values`.
  NONE,
  /// They stay when no new ones are given: an upgrade without a flag.
  UNLESS_GIVEN,
  /// New ones are laid over them and over the defaults of the old chart: `--reuse-values`.
  ALL,
  /// New ones are laid over them; defaults are those of the new chart: `--reset-then-reuse-values`.
  OVER_NEW_DEFAULTS;

  /// The request for the release that there is.
  RenderRequest apply(RenderRequest request, DeployedChart deployed) {
    return switch (this) {
      case NONE -> request;
      case UNLESS_GIVEN ->
          request.values().isEmpty() && !deployed.values().isEmpty()
              ? request.withValues(deployed.values())
              : request;
      case ALL ->
          request
              .withChart(request.chart().withValues(defaults(request, deployed)))
              .withValues(laidOver(request, deployed));
      case OVER_NEW_DEFAULTS -> request.withValues(laidOver(request, deployed));
    };
  }

  private static Map<String, @Nullable Object> defaults(
      RenderRequest request, DeployedChart deployed) {
    return coalescing(request).coalesce(deployed.chart(), deployed.values());
  }

  private static Map<String, @Nullable Object> laidOver(
      RenderRequest request, DeployedChart deployed) {
    return coalescing(request)
        .tables(
            new LinkedHashMap<>(ValueTrees.copy(request.values())),
            new LinkedHashMap<>(ValueTrees.copy(deployed.values())),
            false);
  }

  private static Coalescing coalescing(RenderRequest request) {
    return new Coalescing(request.mode().version(), new Warnings());
  }
}
