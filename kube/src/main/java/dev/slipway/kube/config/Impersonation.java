package dev.slipway.kube.config;

import java.util.List;
import java.util.Map;

/// As whom requests count, instead of the one who sends them.
///
/// @param user the user's name; empty for none
/// @param uid the user's identity, or empty
/// @param groups the user's groups
/// @param extra further properties of the user
public record Impersonation(
    String user, String uid, List<String> groups, Map<String, List<String>> extra) {
  /// Requests count as those of who sends them.
  public static final Impersonation NONE = new Impersonation("", "", List.of(), Map.of());

  public Impersonation {
    groups = List.copyOf(groups);
    extra = Map.copyOf(extra);
  }
}
