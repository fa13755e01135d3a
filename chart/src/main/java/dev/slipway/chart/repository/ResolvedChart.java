package dev.slipway.chart.repository;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;

/// Where a chart's archive is, and how to get it.
sealed interface ResolvedChart {
  /// The name of the archive's file.
  String fileName();

  /// Its SHA-256 in hexadecimal digits where the index says it, else empty.
  String sha256();

  /// A chart in a registry.
  record InRegistry(OciReference reference, ServerAccess access) implements ResolvedChart {
    @Override
    public String fileName() {
      return reference.fileName();
    }

    @Override
    public String sha256() {
      return "";
    }
  }

  /// A chart behind a URL.
  ///
  /// @param origin the URL of its repository, to which the credentials belong
  record AtUrl(String url, String origin, String sha256, ServerAccess access)
      implements ResolvedChart {
    @Override
    public String fileName() {
      String name = RepositoryUrls.baseName(url);
      if (name.isEmpty()
          || name.startsWith("..")
          || name.indexOf('\\') >= 0
          || name.indexOf(0) >= 0) {
        throw new ChartException(
            ChartErrorCode.INVALID_URL, "the URL of the chart names no file: " + url);
      }
      return name;
    }
  }
}
