package dev.slipway.chart.repository;

/// One repository of repositories.yaml.
///
/// @param name the short name, as in `name/chart`
/// @param url where its index.yaml lies
/// @param access how to reach it
public record RepositoryEntry(String name, String url, ServerAccess access) {
  /// A repository that needs nothing special.
  public static RepositoryEntry of(String name, String url) {
    return new RepositoryEntry(name, url, ServerAccess.NONE);
  }
}
