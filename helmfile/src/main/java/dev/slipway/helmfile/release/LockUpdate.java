package dev.slipway.helmfile.release;

import dev.slipway.chart.ChartException;
import dev.slipway.core.AtomicFile;
import dev.slipway.core.GoStrings;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import dev.slipway.yaml.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Writes a helmfile's lock: as helmfile does, through a chart that depends on all charts.
public final class LockUpdate {
  private LockUpdate() {}

  /// Chooses versions anew and writes the lock.
  ///
  /// @param update brings the dependencies of the chart in that folder up to date and writes its
  ///   Chart.lock
  /// @return what helmfile would write to its log
  /// @throws dev.slipway.core.SlipwayException if a chart cannot be had; the lock is as it was
  public static List<LogLine> run(
      DesiredState state, List<Release> releases, Consumer<Path> update) {
    List<HelmfileLock.Wanted> wanted = HelmfileLock.wanted(state, releases);
    if (wanted.isEmpty()) {
      return List.of(
          LogLine.warn(
              """
              There are no repositories defined in your helmfile.yaml.
              This means helmfile cannot update your dependencies or create a lock file.
              See https://github.com/roboll/helmfile/issues/878 for more information.\
              """));
    }
    try {
      Path folder = Files.createTempDirectory("slipway-deps");
      try {
        write(state, wanted, folder, update);
      } finally {
        delete(folder);
      }
    } catch (ChartException e) {
      throw HelmfileException.prefixed("unable to update deps: ", e);
    } catch (IOException e) {
      throw new HelmfileException(
          HelmfileErrorCode.WRITE, "unable to update deps: " + e.getMessage(), e);
    }
    return List.of(LogLine.info("Wrote " + HelmfileLock.file(state)));
  }

  private static void write(
      DesiredState state, List<HelmfileLock.Wanted> wanted, Path folder, Consumer<Path> update)
      throws IOException {
    StringBuilder chart = new StringBuilder();
    chart.append("name: ").append(Yaml.write(HelmfileLock.baseName(state)));
    chart.append("version: 1.0.0\napiVersion: v2\ndependencies:\n");
    for (HelmfileLock.Wanted each : wanted) {
      chart.append("- name: ").append(Yaml.write(each.name()));
      chart.append("  repository: ").append(Yaml.write(each.repository()));
      chart.append("  version: ").append(Yaml.write(each.range()));
      chart.append("  alias: ").append(Yaml.write(each.alias()));
    }
    Files.writeString(folder.resolve("Chart.yaml"), chart.toString());
    Path file = Path.of(HelmfileLock.file(state));
    if (Files.isRegularFile(file)) {
      // With nothing new, what Helm wrote the last time stays, and its time with it.
      Files.copy(file, folder.resolve("Chart.lock"));
    }
    update.accept(folder);
    Map<String, ?> lock = Yaml.readMap(Files.readString(folder.resolve("Chart.lock")));
    List<HelmfileLock.Locked> charts = new ArrayList<>();
    if (lock.get("dependencies") instanceof List<?> all) {
      for (Object item : all) {
        if (item instanceof Map<?, ?> found) {
          charts.add(
              new HelmfileLock.Locked(
                  String.valueOf(found.get("name")),
                  String.valueOf(found.get("repository")),
                  String.valueOf(found.get("version"))));
        }
      }
    }
    String text =
        HelmfileLock.write(
            state.rules().rules(),
            charts,
            String.valueOf(lock.get("digest")),
            String.valueOf(lock.get("generated")));
    AtomicFile.write(file, GoStrings.toBytes(text));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
