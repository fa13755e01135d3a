package dev.slipway.pipeline.fleet;

import dev.slipway.gotemplate.RenderOptions;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.release.ChartOrigins;
import dev.slipway.helmfile.release.ReleaseCharts;
import dev.slipway.helmfile.release.RenderSetup;
import dev.slipway.helmfile.release.SecretSources;
import dev.slipway.helmfile.release.TemplateFlags;
import dev.slipway.helmfile.state.LoadOptions;
import dev.slipway.pipeline.cache.CacheFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What the fleet needs from its surroundings.
///
/// @param root the folder of slipway.yaml, absolute
/// @param host this machine's files, programs and variables
/// @param options how helmfiles are loaded, but for file and environment
/// @param flags how releases are rendered
/// @param origins where charts come from that are no folders of the repository; the repositories
///   that slipway.yaml maps to folders are added
/// @param secrets decrypts secrets
/// @param namespace the namespace of a release that states none, as [RenderSetup] has it
/// @param cache what is kept between runs; null for nothing
public record FleetSetup(
    Path root,
    HelmfileHost host,
    LoadOptions options,
    TemplateFlags flags,
    ChartOrigins origins,
    SecretSources secrets,
    BinaryOperator<String> namespace,
    @Nullable CacheFolder cache) {

  /// How to render with these folders of charts.
  RenderSetup rendering(
      Map<String, Path> folders, TargetHost target, boolean isDisk, RenderOptions options) {
    ChartOrigins all = origins.withFolders(folders);
    ReleaseCharts charts =
        isDisk ? new ReleaseCharts(all, target::realPath) : ReleaseCharts.through(target, all);
    return new RenderSetup(
        charts, secrets, target::realPath, namespace, options, UnaryOperator.identity());
  }
}
