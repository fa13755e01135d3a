package dev.slipway.cli.command;

import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.pipeline.PipelineErrorCode;
import dev.slipway.pipeline.PipelineException;
import dev.slipway.pipeline.settings.Settings;
import dev.slipway.pipeline.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a command on one helmfile does unless a flag says otherwise, by the slipway.yaml of the
/// repository that the helmfile is in.
///
/// @param rules whose rules it is read by; null to find out
/// @param paths absolute paths of the deployment servers and where they are here
/// @param charts names of chart repositories and the folders of their charts
record RepositoryDefaults(
    @Nullable HelmfileRules rules, Map<String, Path> paths, Map<String, Path> charts) {
  private static final RepositoryDefaults NONE = new RepositoryDefaults(null, Map.of(), Map.of());

  /// Those of the repository around a folder; none if there is no slipway.yaml.
  ///
  /// @param environment of the helmfile, for paths that depend on it; those that depend on a
  ///   cluster or a service are left out
  /// @throws PipelineException if slipway.yaml is wrong
  static RepositoryDefaults around(Path folder, String environment) {
    Optional<Path> root = FleetFolder.around(folder);
    return root.isEmpty() ? NONE : of(root.get(), environment);
  }

  private static RepositoryDefaults of(Path root, String environment) {
    Path file = root.resolve(Settings.FILE);
    Settings settings;
    try {
      settings = SettingsFile.read(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw PipelineException.of(
          PipelineErrorCode.SETTINGS,
          "reading " + file + ": " + e.getMessage(),
          "Slipway reads it for the helmfiles below it.");
    }
    Map<String, Path> paths = new LinkedHashMap<>();
    settings
        .paths()
        .forEach((from, to) -> {
          String place = to.replace("{environment}", environment);
          if (place.indexOf('{') < 0) {
            paths.put(from, root.resolve(place).normalize());
          }
        });
    Map<String, Path> charts = new LinkedHashMap<>();
    settings.charts().forEach((name, place) -> charts.put(name, root.resolve(place).normalize()));
    return new RepositoryDefaults(settings.helmfile(), paths, charts);
  }

  /// None, for commands that read slipway.yaml themselves.
  static RepositoryDefaults none() {
    return NONE;
  }
}
