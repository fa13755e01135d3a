package dev.slipway.helmfile.state;

import dev.slipway.gotemplate.GoInt;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.yaml.RawYaml;
import dev.slipway.yaml.YamlException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds out which helmfile to follow: the setting, else environment variables, else the files.
final class RulesFinder {
  private RulesFinder() {}

  static RulesChoice choose(
      HelmfileHost host, @Nullable HelmfileRules setting, List<String> files) {
    boolean renderAll = "true".equals(host.variable("HELMFILE_RENDER_YAML"));
    if (setting != null) {
      return choice(setting, renderAll, "the setting says so");
    }
    String mode = host.variable("HELMFILE_V1MODE");
    if ("true".equals(mode)) {
      return choice(HelmfileRules.V1, renderAll, "HELMFILE_V1MODE is true");
    }
    if ("false".equals(mode)) {
      return choice(HelmfileRules.V0, renderAll, "HELMFILE_V1MODE is false");
    }
    if (renderAll) {
      return choice(HelmfileRules.V1, true, "HELMFILE_RENDER_YAML is true");
    }
    for (String file : files) {
      if (file.endsWith(".gotmpl")) {
        return choice(HelmfileRules.V1, false, file + " ends in .gotmpl");
      }
      String problem = needsRendering(host, file);
      if (problem != null) {
        return choice(HelmfileRules.V0, true, file + " is YAML only when rendered: " + problem);
      }
    }
    return choice(HelmfileRules.V1, false, "nothing needs helmfile 0.x");
  }

  private static RulesChoice choice(HelmfileRules rules, boolean renderAll, String reason) {
    return new RulesChoice(rules, renderAll || rules == HelmfileRules.V0, reason);
  }

  /// Why a file with templates in it is no YAML as it stands, or null.
  private static @Nullable String needsRendering(HelmfileHost host, String file) {
    String text;
    try {
      text = host.read(file);
    } catch (IOException _) {
      // Loading it says what is wrong.
      return null;
    }
    if (!text.contains("{{")) {
      return null;
    }
    try {
      for (String part : FileLoading.parts(text.replace("\r\n", "\n"))) {
        for (Object document : RawYaml.readAll(part, RawYaml.Library.V3, true, GoInt::of)) {
          if (document != null && !(document instanceof java.util.Map)) {
            return "a part is no map";
          }
        }
      }
      return null;
    } catch (YamlException e) {
      return e.getMessage();
    }
  }
}
