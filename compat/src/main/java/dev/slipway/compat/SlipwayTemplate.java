package dev.slipway.compat;

import dev.slipway.chart.Chart;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.engine.KubeVersion;
import dev.slipway.chart.engine.ReleaseOptions;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.chart.render.ReleaseName;
import dev.slipway.chart.render.RenderRequest;
import dev.slipway.chart.render.TemplateAction;
import dev.slipway.chart.render.TemplateSettings;
import dev.slipway.chart.values.ValueFileSource;
import dev.slipway.chart.values.ValueSettings;
import dev.slipway.chart.values.Warnings;
import dev.slipway.core.SlipwayException;
import dev.slipway.gotemplate.RenderOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Slipway's template command, in process, in the order of steps of its command line.
final class SlipwayTemplate implements TemplateCommand {
  private static final ValueFileSource FILES = ValueFileSource.inFolder(Path.of("/"));

  @Override
  public Result run(Job job, Peer peer, long millis) {
    StringBuilder out = new StringBuilder();
    try {
      HelmVersion version = version(peer);
      Clock clock = Clock.fixed(Instant.ofEpochMilli(millis), ZoneId.systemDefault());
      KubeVersion cluster = cluster(job, version);
      Map<String, @Nullable Object> values = values(job, version);
      Chart chart = ChartLoader.loadDetected(Path.of(job.chart()), version, new Warnings());
      RenderOptions options = RenderOptions.defaults().withClock(clock);
      RenderRequest request =
          request(job, chart, values, version)
              .withCluster(cluster, job.apiVersions())
              .withOptions(options);
      TemplateAction.run(
          request, TemplateSettings.DEFAULTS.withIncludeCrds(job.includeCrds()), out::append);
      return new Result(true, out.toString(), "");
    } catch (SlipwayException e) {
      return new Result(false, "", String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      // A fault of Slipway's: the comparison shows where it comes from and goes on.
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      return new Result(false, "", "INTERNAL " + trace);
    }
  }

  static HelmVersion version(Peer peer) {
    return HelmVersion.of(peer.line()).orElseThrow();
  }

  static Map<String, @Nullable Object> values(Job job, HelmVersion version) {
    return new ValueSettings(job.values(), List.of(), job.set(), List.of(), List.of(), List.of())
        .merge(FILES, version);
  }

  static RenderRequest request(
      Job job, Chart chart, Map<String, @Nullable Object> values, HelmVersion version) {
    String name = job.name().isEmpty() ? ReleaseName.DEFAULT : job.name();
    String namespace = job.namespace().isEmpty() ? "default" : job.namespace();
    ReleaseOptions release = new ReleaseOptions(name, namespace, 1, job.isUpgrade());
    return RenderRequest.of(chart, values, release).withHelmVersion(version);
  }

  static @Nullable KubeVersion cluster(Job job, HelmVersion version) {
    return job.kubeVersion().isEmpty() ? null : KubeVersion.parse(job.kubeVersion(), version);
  }
}
