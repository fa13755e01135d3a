package dev.slipway.chart.usage;

import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.values.ValueSettings;
import dev.slipway.core.GoStrings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The layers of a user's values, in the order in which Helm lays them on each other.
final class UserLayers {
  private final ChartUse use;
  private final List<ValueLayer> layers = new ArrayList<>();

  private UserLayers(ChartUse use) {
    this.use = use;
  }

  static List<ValueLayer> of(ChartUse use) {
    UserLayers all = new UserLayers(use);
    ValueSettings settings = use.settings();
    settings.files().forEach(all::file);
    List<String> none = List.of();
    for (String line : settings.json()) {
      all.flag("--set-json", line, new ValueSettings(none, List.of(line), none, none, none, none));
    }
    for (String line : settings.set()) {
      all.flag("--set", line, new ValueSettings(none, none, List.of(line), none, none, none));
    }
    for (String line : settings.strings()) {
      all.flag(
          "--set-string", line, new ValueSettings(none, none, none, List.of(line), none, none));
    }
    for (String line : settings.fromFiles()) {
      all.flag("--set-file", line, new ValueSettings(none, none, none, none, List.of(line), none));
    }
    for (String line : settings.literals()) {
      all.flag(
          "--set-literal", line, new ValueSettings(none, none, none, none, none, List.of(line)));
    }
    return all.layers;
  }

  private void file(String name) {
    layers.add(ValueLayer.ofFile(name, text(name), use.version().atLeast(HelmVersion.V4)));
  }

  private String text(String name) {
    try {
      return GoStrings.fromBytes(use.files().read(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void flag(String flag, String line, ValueSettings alone) {
    layers.add(new ValueLayer(flag + " " + line, alone.merge(use.files(), use.version()), null));
  }
}
