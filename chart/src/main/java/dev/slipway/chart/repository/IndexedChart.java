package dev.slipway.chart.repository;

import dev.slipway.chart.ChartMetadata;
import java.util.List;

/// One version of a chart in a repository's index.
///
/// @param metadata its Chart.yaml
/// @param urls where its archive lies, possibly relative to the repository
/// @param created when it was added, as RFC 3339 text; empty when not set
/// @param removed whether it was taken back
/// @param digest the SHA-256 of its archive in hexadecimal digits, or empty
public record IndexedChart(
    ChartMetadata metadata, List<String> urls, String created, boolean removed, String digest) {
  public IndexedChart {
    urls = List.copyOf(urls);
  }

  /// The chart's version.
  public String version() {
    return metadata.version();
  }
}
