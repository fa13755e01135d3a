package dev.slipway.sandbox.access;

import java.util.List;
import java.util.Map;

/// Who asks.
///
/// @param name the user name
/// @param uid its identity; may be empty
/// @param groups the groups it is in
/// @param extra what the authenticator knows besides
public record UserInfo(
    String name, String uid, List<String> groups, Map<String, List<String>> extra) {
  /// The server itself and its controllers, which may do everything.
  public static final UserInfo SYSTEM =
      new UserInfo("system:apiserver", "", List.of("system:masters"), Map.of());

  public UserInfo {
    groups = List.copyOf(groups);
    extra = Map.copyOf(extra);
  }

  /// A user of some groups.
  public static UserInfo of(String name, String... groups) {
    return new UserInfo(name, "", List.of(groups), Map.of());
  }
}
