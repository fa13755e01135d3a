package dev.slipway.helmfile.release;

import dev.slipway.helmfile.document.HelmfileYaml;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import dev.slipway.yaml.FieldMap;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `helmfile build` prints.
public final class BuildText {
  private final DesiredState state;
  private final IdentityHashMap<Release, Map<?, ?>> written = new IdentityHashMap<>();
  private final Map<String, @Nullable Object> document;
  private final List<@Nullable Object> shown = new ArrayList<>();

  private BuildText(DesiredState state) {
    this.state = state;
    this.document = state.document();
    if (document.get("releases") instanceof List<?> all) {
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i) instanceof Map<?, ?> fields) {
          written.put(state.releases().get(i), fields);
        }
      }
    }
  }

  /// The text for one helmfile with these of its releases.
  public static String of(DesiredState state, List<Release> releases) {
    BuildText text = new BuildText(state);
    List<Release> locked = HelmfileLock.resolved(state, releases);
    for (int i = 0; i < releases.size(); i++) {
      text.add(releases.get(i), locked.get(i), null);
    }
    return text.text();
  }

  /// The same with the content of values files in place of their paths.
  ///
  /// @throws dev.slipway.core.SlipwayException if one cannot be read
  public static String withValues(
      DesiredState state, List<Release> releases, ReleaseRenderer renderer) {
    BuildText text = new BuildText(state);
    List<Release> locked = HelmfileLock.resolved(state, releases);
    for (int i = 0; i < releases.size(); i++) {
      Release release = locked.get(i).with("secrets", null);
      List<@Nullable Object> values = new ArrayList<>();
      for (ValuesLayer layer :
          renderer.layers(state, release, TemplateFlags.NONE, new ArrayList<>())) {
        values.add(HelmfileYaml.read(layer.text(), state.rules().rules()));
      }
      text.add(releases.get(i), locked.get(i), values);
    }
    return text.text();
  }

  private void add(
      Release release, Release locked, @Nullable List<@Nullable Object> embeddedValues) {
    Map<?, ?> fields = written.getOrDefault(release, Map.of());
    boolean pinned = locked.version().equals(release.version());
    FieldMap copy = new FieldMap();
    fields.forEach((key, value) -> {
      String name = String.valueOf(key);
      if (name.equals("values") && embeddedValues != null) {
        copy.put(name, embeddedValues);
      } else if (!(name.equals("version") && !pinned)) {
        copy.put(name, value);
      }
      if (name.equals("chart")) {
        putPath(copy, release);
        if (!pinned) {
          copy.put("version", locked.version());
        }
      }
    });
    shown.add(copy);
  }

  /// helmfile prepares charts before it prints, and notes where local ones are if their path is
  /// written another way.
  private void putPath(FieldMap fields, Release release) {
    String chart = release.chart();
    boolean patched =
        !release.jsonPatches().isEmpty()
            || !release.strategicMergePatches().isEmpty()
            || !release.transformers().isEmpty();
    String path = Paths.clean(chart);
    if (release.installed()
        && release.enabled()
        && !patched
        && !path.equals(chart)
        && !chart.contains("://")
        && state.host().isDirectory(Paths.resolve(state.directory(), chart))) {
      fields.put("chartPath", path);
    }
  }

  private String text() {
    FieldMap whole = new FieldMap();
    document.forEach((key, value) -> {
      if (!key.equals("releases")) {
        whole.put(key, value);
      } else if (!shown.isEmpty()) {
        whole.put(key, shown);
      }
    });
    return "---\n#  Source: "
        + state.file()
        + "\n\n"
        + HelmfileYaml.write(whole, state.rules().rules());
  }
}
