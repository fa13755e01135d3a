package dev.slipway.helmfile.state;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import java.util.regex.Pattern;

/// helmfile's rules on where top-level keys may stand: errors with helmfile 1.x, warnings before.
final class PolicyCheck {
  private static final Pattern KEY = Pattern.compile("[a-zA-Z]+:.*");
  private static final Pattern SEPARATOR = Pattern.compile("--- *");

  private PolicyCheck() {}

  static void check(String path, String text, LoadSession session) {
    boolean any = false;
    boolean environments = false;
    boolean releases = false;
    String earlier = "";
    int line = 0;
    for (String raw : text.split("\n", -1)) {
      line++;
      String stripped = raw.stripTrailing();
      if (SEPARATOR.matcher(stripped).matches()) {
        environments = false;
        releases = false;
        continue;
      }
      if (!KEY.matcher(stripped).matches()) {
        continue;
      }
      any = true;
      String key = stripped.substring(0, stripped.indexOf(':'));
      switch (key) {
        case "bases", "environments" -> {
          if (earlier.equals("releases")) {
            report(
                "top-level config key " + key + " must be defined before releases in " + path,
                new SourceLocation(path, line, 1),
                raw,
                session);
          }
          environments |= key.equals("environments");
          earlier = key;
        }
        case "releases" -> {
          releases = true;
          earlier = key;
        }
        default -> {}
      }
      if (environments && releases && (key.equals("environments") || key.equals("releases"))) {
        report(
            "environments and releases cannot be defined within the same YAML part. Use --- to"
                + " extract the environments into a dedicated part",
            new SourceLocation(path, line, 1),
            raw,
            session);
      }
    }
    if (!any) {
      throw HelmfileException.in(
          HelmfileErrorCode.INVALID_STATE,
          path,
          "no top-level config keys are found in " + path,
          null);
    }
  }

  private static void report(
      String message, SourceLocation location, String snippet, LoadSession session) {
    if (session.isOld()) {
      session.warn(message);
      return;
    }
    throw new HelmfileException(
        Diagnostic.error(HelmfileErrorCode.INVALID_STATE, message).at(location, snippet));
  }
}
