package dev.slipway.chart.usage;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.chart.values.ValueSettings;
import dev.slipway.core.GoStrings;
import dev.slipway.core.Severity;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A chart spelt out in a test, with values.
final class InlineChart {
  private final List<ChartFile> files = new ArrayList<>();
  private final Map<String, String> valuesFiles = new HashMap<>();

  /// A chart named `web` with one template.
  static InlineChart of(String template) {
    return new InlineChart()
        .with("Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
        .with("templates/a.yaml", template);
  }

  /// With a file, in place of one of that name.
  InlineChart with(String name, String text) {
    files.removeIf(file -> file.name().equals(name));
    files.add(ChartFile.ofText(name, text));
    return this;
  }

  /// With a values file of the user.
  InlineChart withValues(String name, String text) {
    valuesFiles.put(name, text);
    return this;
  }

  Chart chart() {
    return ChartLoader.load(files);
  }

  ChartUse use(ValueSettings settings) {
    return use(settings, HelmVersion.DEFAULT);
  }

  ChartUse use(ValueSettings settings, HelmVersion version) {
    return new ChartUse(
        chart(),
        settings,
        name -> {
          String text = valuesFiles.get(name);
          if (text == null) {
            throw new NoSuchFileException(name);
          }
          return GoStrings.toBytes(text);
        },
        version);
  }

  /// The values in a text that no template reads, each with what was probably meant.
  List<String> unread(String values) {
    withValues("user.yaml", values);
    ChartUse use = use(ValueSettings.ofFiles(List.of("user.yaml")));
    Chart used = use.used(use.values());
    ValueReads reads = ValueReads.of(use.chart(), used, use.version(), use.values(), false);
    List<String> unread = new ArrayList<>();
    for (UnreadValue value : UnreadValues.in(use.values(), reads, SchemaKeys.of(used))) {
      String near = value.nearest() == null ? "" : " -> " + value.nearest();
      unread.add(value.path() + near);
    }
    return unread;
  }

  /// The messages about unread values in all values files, in the order of their names.
  List<String> warnings() {
    List<String> names = valuesFiles.keySet().stream().sorted().toList();
    return UnreadReport.of(use(ValueSettings.ofFiles(names)), Severity.WARNING).stream()
        .map(diagnostic -> diagnostic.location() + ": " + diagnostic.message())
        .toList();
  }
}
