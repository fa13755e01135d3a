package dev.slipway.chart.engine;

/// What templates see under `.Release`.
///
/// @param name the release's name
/// @param namespace the namespace it goes to
/// @param revision its number, 1 for the first, 0 if nothing is released
/// @param upgrade whether this is an upgrade; otherwise an installation, if there is a revision
public record ReleaseOptions(String name, String namespace, long revision, boolean upgrade) {
  /// A first installation.
  public static ReleaseOptions install(String name, String namespace) {
    return new ReleaseOptions(name, namespace, 1, false);
  }

  /// What `helm lint` shows to templates: neither an installation nor an upgrade.
  public static ReleaseOptions lint(String namespace) {
    return new ReleaseOptions("test-release", namespace, 0, false);
  }
}
