package dev.slipway.release;

import dev.slipway.chart.Chart;
import dev.slipway.chart.engine.KubeVersion;
import dev.slipway.chart.engine.ReleaseOptions;
import dev.slipway.chart.render.RenderRequest;
import dev.slipway.chart.render.RenderedChart;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A chart and values as what a release is made from. Immutable.
public final class ChartSource implements ReleaseSource {
  /// What makes a rendered chart of a request: post-renderers, patches.
  @FunctionalInterface
  public interface Rendering {
    /// Renders.
    ///
    /// @throws dev.slipway.core.SlipwayException if it cannot be rendered
    RenderedChart render(RenderRequest request);
  }

  /// Seconds by which moments differ: in all of their parts, down to the second.
  private static final long STEP = 34_567_891;

  private final ReleaseName name;
  private final RenderRequest request;
  private final Rendering rendering;
  private final ValueReuse reuse;
  private final Instant now;
  private final long seed;

  /// @param request chart, values and all that does not depend on the cluster
  /// @param reuse what becomes of the values that the release has now
  /// @param now the moment that templates see
  /// @param seed with another seed than this one they see another moment, so that what depends on
  ///   the time shows
  public ChartSource(
      ReleaseName name,
      RenderRequest request,
      Rendering rendering,
      ValueReuse reuse,
      Instant now,
      long seed) {
    this.name = name;
    this.request = request;
    this.rendering = rendering;
    this.reuse = reuse;
    this.now = now;
    this.seed = seed;
  }

  @Override
  public Chart chart() {
    return request.chart();
  }

  @Override
  public Map<String, @Nullable Object> values() {
    return request.values();
  }

  @Override
  public ReleaseSource after(DeployedChart deployed) {
    return new ChartSource(
        name, reuse.apply(request, deployed), rendering, ValueReuse.NONE, now, seed);
  }

  @Override
  public RenderedChart render(RenderSituation situation) {
    Instant moment = situation.seed() == seed ? now : now.plusSeconds(STEP);
    Clock clock = Clock.fixed(moment, ZoneId.systemDefault());
    return rendering.render(
        request
            .withRelease(
                new ReleaseOptions(
                    name.name(), name.namespace(), situation.revision(), situation.upgrade()))
            .withCluster(
                KubeVersion.parse(situation.kubeVersion(), request.mode().version()),
                situation.apiVersions())
            .withLookup(situation.lookup()::find)
            .withOptions(
                request
                    .options()
                    .withClock(clock)
                    .withRandom(new SeededRandom(name.toString(), situation.seed()))));
  }
}
