package dev.slipway.helmfile.state;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Evaluates the `condition` of releases: Go's `ConditionEnabled`.
final class Conditions {
  private Conditions() {}

  static boolean holds(SpecMap release, Map<String, @Nullable Object> values, boolean old) {
    String condition = release.text("condition");
    if (condition.isEmpty()) {
      return true;
    }
    if (!old) {
      switch (condition.toLowerCase(Locale.ROOT)) {
        case "true" -> {
          return true;
        }
        case "false" -> {
          return false;
        }
        default -> {}
      }
    }
    String[] keys = condition.split("\\.", -1);
    if (!keys[keys.length - 1].equals("enabled")) {
      throw failed(
          release,
          "Condition value must be in the form 'foo.enabled' where 'foo' can be modified as"
              + " necessary");
    }
    Map<?, ?> current = values;
    StringBuilder path = new StringBuilder();
    for (int i = 0; i + 1 < keys.length; i++) {
      path.append('.').append(keys[i]);
      if (!current.containsKey(keys[i])) {
        throw failed(release, "environment values field '" + path + "' not found");
      }
      if (!(current.get(keys[i]) instanceof Map<?, ?> next)) {
        throw failed(release, "environment values field '" + path + "' is not a map");
      }
      current = next;
    }
    return current.get("enabled") instanceof Boolean enabled && enabled;
  }

  private static HelmfileException failed(SpecMap release, String problem) {
    SourceLocation location = release.location("condition");
    Diagnostic diagnostic =
        Diagnostic.error(
            HelmfileErrorCode.INVALID_RELEASE,
            "failed to parse condition in release " + release.text("name") + ": " + problem);
    return new HelmfileException(
        location == null ? diagnostic : diagnostic.at(location, release.lineText(location)));
  }
}
