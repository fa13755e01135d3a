package dev.slipway.release.plan;

import java.util.List;
import java.util.Locale;

/// Tells changes that people made by hand from those of controllers and other tools. What a person
/// changed by hand is drift, and is repaired as `kubectl apply` and Helm 3 do; what a controller or
/// another tool owns is a conflict that someone has to decide.
public final class HandEdits {
  /// How tools for people name themselves as field managers; the dashboard and Lens show through as
  /// their libraries.
  private static final List<String> TOOLS =
      List.of("kubectl", "k9s", "lens", "mozilla", "dashboard", "node-fetch", "oc");

  private HandEdits() {}

  /// Whether that field manager is a person at work.
  public static boolean isBy(String fieldManager) {
    String name = fieldManager.toLowerCase(Locale.ROOT);
    for (String tool : TOOLS) {
      if (name.equals(tool) || name.startsWith(tool + "-") || name.startsWith(tool + "/")) {
        return true;
      }
    }
    return false;
  }
}
