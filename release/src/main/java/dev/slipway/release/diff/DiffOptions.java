package dev.slipway.release.diff;

import java.util.Set;

/// What of a diff is shown.
///
/// @param context how many lines around each change; -1 for all
/// @param suppressed kinds whose changes are named but not shown
/// @param showSecrets whether the values of Secrets are shown
public record DiffOptions(int context, Set<String> suppressed, boolean showSecrets) {
  /// Three lines around each change, secrets hidden.
  public static final DiffOptions DEFAULTS = new DiffOptions(3, Set.of(), false);

  /// More lines than any object has.
  private static final int ALL = 1 << 24;

  public DiffOptions {
    suppressed = Set.copyOf(suppressed);
  }

  /// The number of lines around each change.
  int lines() {
    return context < 0 ? ALL : context;
  }
}
