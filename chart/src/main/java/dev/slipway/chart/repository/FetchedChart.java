package dev.slipway.chart.repository;

import org.jspecify.annotations.Nullable;

/// A chart's archive as it was fetched.
public final class FetchedChart {
  private final String fileName;
  private final byte[] archive;
  private final byte @Nullable [] provenance;

  FetchedChart(String fileName, byte[] archive, byte @Nullable [] provenance) {
    this.fileName = fileName;
    this.archive = archive;
    this.provenance = provenance;
  }

  /// The name of its file, such as `web-1.2.3.tgz`; without any folder.
  public String fileName() {
    return fileName;
  }

  /// The archive; not a copy.
  public byte[] archive() {
    return archive;
  }

  /// The signature file, if it was asked for and exists; not a copy.
  public byte @Nullable [] provenance() {
    return provenance;
  }
}
