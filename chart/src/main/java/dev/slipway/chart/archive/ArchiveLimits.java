package dev.slipway.chart.archive;

import dev.slipway.chart.HelmVersion;

/// Bounds on what an untrusted chart archive may unpack to.
///
/// @param maxTotalBytes the size of all files together
/// @param maxFileBytes the size of one file
/// @param maxEntries the number of entries, directories and headers included
/// @param maxRatio how many times larger than the archive its content may be; looked at only once
///   the content exceeds 16 MiB, since small texts compress well
public record ArchiveLimits(long maxTotalBytes, long maxFileBytes, int maxEntries, int maxRatio) {
  private static final long MIB = 1024L * 1024;

  /// What Helm 4 allows (100 MiB), and at most 20,000 entries and a ratio of 200, which Helm does
  /// not bound.
  public static final ArchiveLimits DEFAULT = new ArchiveLimits(100 * MIB, 100 * MIB, 20_000, 200);

  public ArchiveLimits {
    if (maxTotalBytes < 1 || maxFileBytes < 1 || maxEntries < 1 || maxRatio < 1) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  /// What that Helm allows: before version 4 no single file was to exceed 5 MiB.
  public static ArchiveLimits of(HelmVersion version) {
    return version.atLeast(HelmVersion.V4)
        ? DEFAULT
        : new ArchiveLimits(DEFAULT.maxTotalBytes, 5 * MIB, DEFAULT.maxEntries, DEFAULT.maxRatio);
  }

  /// A copy with another bound on the size of all files together.
  public ArchiveLimits withMaxTotalBytes(long bytes) {
    return new ArchiveLimits(bytes, maxFileBytes, maxEntries, maxRatio);
  }

  /// A copy with another bound on the number of entries.
  public ArchiveLimits withMaxEntries(int entries) {
    return new ArchiveLimits(maxTotalBytes, maxFileBytes, entries, maxRatio);
  }
}
