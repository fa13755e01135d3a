package dev.slipway.helmfile.state;

import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.document.HelmfileYaml;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.yaml.PlainScalar;
import dev.slipway.yaml.RawYaml;
import dev.slipway.yaml.YamlException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out which helmfile to follow: the setting, else environment variables, else the files.
final class RulesFinder {
  /// Where helmfile 1.x renders templates in plain files too.
  private static final Set<String> RENDERED =
      Set.of("releases", "templates", "hooks", "commonLabels");

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
        return choice(HelmfileRules.V0, true, file + " " + problem);
      }
    }
    return choice(HelmfileRules.V1, false, "nothing needs helmfile 0.x");
  }

  private static RulesChoice choice(HelmfileRules rules, boolean renderAll, String reason) {
    return new RulesChoice(rules, renderAll || rules == HelmfileRules.V0, reason);
  }

  /// Why a plain file can only be meant for helmfile 0.x, or null.
  private static @Nullable String needsRendering(HelmfileHost host, String file) {
    String text;
    try {
      text = host.read(file).replace("\r\n", "\n");
    } catch (IOException _) {
      // Loading it says what is wrong.
      return null;
    }
    if (!text.contains("{{")) {
      return null;
    }
    if (text.contains("{{`{{") || text.contains("{{ `{{")) {
      return "has templates that a first rendering is to leave over";
    }
    try {
      for (String part : FileLoading.parts(text)) {
        for (Object document :
            RawYaml.readAll(part, RawYaml.Library.V3, true, HelmfileYaml.SCALARS)) {
          String problem = document == null ? null : partProblem(document);
          if (problem != null) {
            return problem;
          }
        }
      }
      return null;
    } catch (YamlException e) {
      return "is YAML only when rendered: " + e.getMessage();
    }
  }

  private static @Nullable String partProblem(Object document) {
    if (!(document instanceof Map<?, ?> map)) {
      return document instanceof PlainScalar ? null : "is a map only when rendered";
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      if (!RENDERED.contains(key) && hasTemplate(entry.getValue())) {
        return "has a template in `" + key + "`, which helmfile 1.x does not render";
      }
    }
    return null;
  }

  private static boolean hasTemplate(@Nullable Object value) {
    return switch (value) {
      case String text -> text.contains("{{");
      case Map<?, ?> map -> map.values().stream().anyMatch(RulesFinder::hasTemplate);
      case List<?> list -> list.stream().anyMatch(RulesFinder::hasTemplate);
      case null -> false;
      default -> false;
    };
  }
}
