package dev.slipway.pipeline.rollout;

import dev.slipway.chart.Chart;
import dev.slipway.chart.engine.KubeVersion;
import dev.slipway.chart.engine.ReleaseOptions;
import dev.slipway.chart.render.RenderRequest;
import dev.slipway.chart.render.RenderedChart;
import dev.slipway.helmfile.release.PreparedRelease;
import dev.slipway.release.ReleaseName;
import dev.slipway.release.ReleaseSource;
import dev.slipway.release.RenderSituation;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A release of a helmfile as what it is made from. Immutable.
final class HelmfileSource implements ReleaseSource {
  /// Seconds by which moments differ: in all of their parts, down to the second.
  private static final long STEP = 34_567_891;

  private final ReleaseName name;
  private final PreparedRelease prepared;
  private final Instant now;
  private final long seed;

  /// @param now the moment that templates see
  /// @param seed with another seed than this one they see another moment, so that what depends on
  ///   the time shows
  HelmfileSource(ReleaseName name, PreparedRelease prepared, Instant now, long seed) {
    this.name = name;
    this.prepared = prepared;
    this.now = now;
    this.seed = seed;
  }

  @Override
  public Chart chart() {
    return prepared.chart();
  }

  @Override
  public Map<String, @Nullable Object> values() {
    return prepared.request().values();
  }

  @Override
  public RenderedChart render(RenderSituation situation) {
    RenderRequest request = prepared.request();
    Instant moment = situation.seed() == seed ? now : now.plusSeconds(STEP);
    Clock clock = Clock.fixed(moment, ZoneId.systemDefault());
    return prepared.render(
        request
            .withRelease(
                new ReleaseOptions(
                    name.name(), name.namespace(), situation.revision(), situation.upgrade()))
            .withCluster(
                KubeVersion.parse(situation.kubeVersion(), prepared.version()),
                situation.apiVersions())
            .withLookup(situation.lookup()::find)
            .withOptions(
                request
                    .options()
                    .withClock(clock)
                    .withRandom(new SeededRandom(name.toString(), situation.seed()))));
  }
}
