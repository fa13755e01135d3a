package dev.slipway.helmfile.release;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.ChartMetadata;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.patch.Kustomize;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A folder that is no chart but is used as one: manifests, or a kustomization. helmfile makes a
/// chart of it (chartify.go) whose templates are these manifests as they are.
///
/// @param host what it is read through
/// @param folder its absolute path
record PlainFolder(HelmfileHost host, String folder) {
  private static final String TEMPLATE_ENDING = ".gotmpl";

  /// Whether a folder is no chart.
  static boolean isPlain(HelmfileHost host, String folder) {
    return host.isDirectory(folder) && !host.isFile(folder + "/Chart.yaml");
  }

  boolean isKustomization() {
    return Kustomize.isKustomization(host, folder);
  }

  /// The chart.
  ///
  /// @param values the release's values files, which change a kustomization
  /// @throws dev.slipway.core.SlipwayException if a file cannot be read or rendered
  Chart chart(DesiredState state, Release release, List<Map<String, @Nullable Object>> values) {
    List<ChartFile> templates = new ArrayList<>();
    List<ChartFile> files = new ArrayList<>();
    if (isKustomization()) {
      List<String> objects =
          Kustomize.build(host, folder, Kustomize.overlay(values, release.namespace()));
      add("templates/kustomized.yaml", String.join("---\n", objects), templates, files);
    } else {
      collect(state, release, "", templates, files);
    }
    String name = folder.substring(folder.lastIndexOf('/') + 1);
    String version = release.version().isEmpty() ? "1.0.0" : release.version();
    return new Chart(
        List.of(),
        name,
        ChartMetadata.named(name, version),
        null,
        templates,
        null,
        null,
        files,
        List.of());
  }

  private void collect(
      DesiredState state,
      Release release,
      String below,
      List<ChartFile> templates,
      List<ChartFile> files) {
    try {
      for (HelmfileHost.Entry entry : host.list(Paths.join(folder, below))) {
        String path = below.isEmpty() ? entry.name() : below + "/" + entry.name();
        if (entry.directory()) {
          collect(state, release, path, templates, files);
        } else {
          file(state, release, path, templates, files);
        }
      }
    } catch (IOException e) {
      throw new HelmfileException(
          HelmfileErrorCode.READ, folder + "/" + below + ": " + e.getMessage(), e);
    }
  }

  private void file(
      DesiredState state,
      Release release,
      String path,
      List<ChartFile> templates,
      List<ChartFile> files)
      throws IOException {
    String place = Paths.join(folder, path);
    String name = path;
    String text = host.read(place);
    if (path.endsWith(TEMPLATE_ENDING)) {
      name = path.substring(0, path.length() - TEMPLATE_ENDING.length());
      text = state.templates().renderValues(release, place, text);
    }
    if (name.endsWith("yaml") || name.endsWith("yml")) {
      add("templates/" + name, text, templates, files);
    } else {
      files.add(ChartFile.ofText(path, text));
    }
  }

  private static void add(
      String path, String text, List<ChartFile> templates, List<ChartFile> files) {
    String kept = "files/" + path;
    files.add(ChartFile.ofText(kept, text));
    templates.add(ChartFile.ofText(path, "{{ .Files.Get \"" + kept + "\" }}"));
  }
}
