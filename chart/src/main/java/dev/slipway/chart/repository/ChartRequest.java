package dev.slipway.chart.repository;

/// Which chart is wanted, as the command line says it.
///
/// @param reference a path, `repository/chart`, a URL, `oci://…`, or with `repositoryUrl` a chart's
///   name
/// @param version a version, a range of versions, or empty for the newest
/// @param repositoryUrl the repository to look in (`--repo`), or empty
/// @param access how to reach it
public record ChartRequest(
    String reference, String version, String repositoryUrl, ServerAccess access) {
  public ChartRequest {
    reference = reference.strip();
    version = version.strip();
  }

  /// A request for the newest version that needs nothing special.
  public static ChartRequest of(String reference) {
    return new ChartRequest(reference, "", "", ServerAccess.NONE);
  }
}
