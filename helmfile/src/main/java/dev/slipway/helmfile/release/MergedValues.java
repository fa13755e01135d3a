package dev.slipway.helmfile.release;

import dev.slipway.core.SlipwayException;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.document.HelmfileYaml;
import dev.slipway.helmfile.state.DesiredState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values files of a release merged into one, as `helmfile write-values` writes it: maps are
/// merged, everything else is replaced, null too.
public final class MergedValues {
  private MergedValues() {}

  /// The merged file.
  ///
  /// @throws SlipwayException if a layer is no YAML map
  public static String write(DesiredState state, List<ValuesLayer> layers) {
    HelmfileRules rules = state.rules().rules();
    Map<String, @Nullable Object> merged = new LinkedHashMap<>();
    for (ValuesLayer layer : layers) {
      try {
        merge(merged, HelmfileYaml.readMap(layer.text(), rules));
      } catch (SlipwayException e) {
        throw HelmfileException.prefixed("unmarshalling yaml " + layer.name() + ": ", e);
      }
    }
    return HelmfileYaml.write(merged, rules);
  }

  private static void merge(Map<String, @Nullable Object> base, Map<?, ?> over) {
    over.forEach((key, value) -> {
      String name = String.valueOf(key);
      if (value instanceof Map<?, ?> upper && base.get(name) instanceof Map<?, ?> lower) {
        Map<String, @Nullable Object> both = new LinkedHashMap<>();
        lower.forEach((inner, kept) -> both.put(String.valueOf(inner), kept));
        merge(both, upper);
        base.put(name, both);
      } else {
        base.put(name, value);
      }
    });
  }
}
