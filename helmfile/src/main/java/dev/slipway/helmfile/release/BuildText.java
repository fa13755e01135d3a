package dev.slipway.helmfile.release;

import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import dev.slipway.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `helmfile build` prints.
public final class BuildText {
  private BuildText() {}

  /// The text for one helmfile with these of its releases.
  public static String of(DesiredState state, List<Release> releases) {
    return text(state, HelmfileLock.resolved(state, releases));
  }

  /// The same with the content of values files in place of their paths.
  ///
  /// @throws dev.slipway.core.SlipwayException if one cannot be read
  public static String withValues(
      DesiredState state, List<Release> releases, ReleaseRenderer renderer) {
    List<Release> embedded = new ArrayList<>();
    for (Release release : HelmfileLock.resolved(state, releases)) {
      List<@Nullable Object> values = new ArrayList<>();
      for (ValuesLayer layer :
          renderer.layers(
              state, release.with("secrets", null), TemplateFlags.NONE, new ArrayList<>())) {
        values.add(Yaml.readNumbers(layer.text()));
      }
      embedded.add(release.with("values", values));
    }
    return text(state, embedded);
  }

  private static String text(DesiredState state, List<Release> releases) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>(state.document());
    if (document.containsKey("releases")) {
      List<@Nullable Object> printed = new ArrayList<>();
      releases.forEach(release -> printed.add(release.raw()));
      document.put("releases", printed);
    }
    return "---\n#  Source: " + state.file() + "\n\n" + Yaml.writePretty(document);
  }
}
