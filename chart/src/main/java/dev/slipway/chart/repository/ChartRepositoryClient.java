package dev.slipway.chart.repository;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.core.AtomicFile;
import dev.slipway.gotemplate.fmt.GoQuote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Reads chart repositories over HTTP. Safe to share between threads.
final class ChartRepositoryClient {
  /// The largest index accepted: that of the largest public repository, several times over.
  static final long MAX_INDEX_BYTES = 256L * 1024 * 1024;

  private final HttpFetcher fetcher;
  private final HelmPaths paths;
  private final Map<RepositoryEntry, RepositoryIndex> unnamed = new ConcurrentHashMap<>();

  ChartRepositoryClient(HttpFetcher fetcher, HelmPaths paths) {
    this.fetcher = fetcher;
    this.paths = paths;
  }

  /// Fetches a repository's index.
  ///
  /// @throws ChartException if it cannot be had or is malformed
  RepositoryIndex fetchIndex(RepositoryEntry repository, Messages messages) {
    return IndexReader.parse(fetchIndexBytes(repository), repository.url(), messages);
  }

  /// Fetches a repository's index and keeps it in the cache.
  RepositoryIndex updateIndex(RepositoryEntry repository, Messages messages) {
    byte[] bytes = fetchIndexBytes(repository);
    RepositoryIndex index = IndexReader.parse(bytes, repository.url(), messages);
    StringBuilder charts = new StringBuilder();
    index.entries().keySet().forEach(name -> charts.append(name).append('\n'));
    try {
      AtomicFile.write(
          paths.chartsFile(repository.name()), charts.toString().getBytes(StandardCharsets.UTF_8));
      AtomicFile.write(paths.indexFile(repository.name()), bytes);
    } catch (IOException e) {
      throw new ChartException(
          ChartErrorCode.WRITE,
          "cannot keep the index of " + repository.name() + ": " + e.getMessage(),
          e);
    }
    return index;
  }

  private byte[] fetchIndexBytes(RepositoryEntry repository) {
    checkScheme(repository.url());
    String url = RepositoryUrls.resolve(repository.url(), "index.yaml");
    return fetcher.get(url, repository.url(), repository.access(), "", MAX_INDEX_BYTES);
  }

  private static void checkScheme(String url) {
    String scheme = RepositoryUrls.parse(url).getScheme();
    String lower = scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
    if (!lower.equals("http") && !lower.equals("https")) {
      throw new ChartException(
          ChartErrorCode.INVALID_URL, "could not find protocol handler for: " + lower);
    }
  }

  /// The absolute URL of a chart's archive in a repository that has no name: what `--repo` asks
  /// for. The repository's index is fetched once.
  ///
  /// @throws ChartException if the repository or the chart cannot be found
  String findChartUrl(
      String repositoryUrl, String chart, String version, ServerAccess access, Messages messages) {
    RepositoryIndex index;
    try {
      index =
          unnamed.computeIfAbsent(
              new RepositoryEntry("", repositoryUrl, access),
              repository -> fetchIndex(repository, messages));
    } catch (ChartException e) {
      throw e.prefixed(
          "looks like "
              + GoQuote.quote(repositoryUrl)
              + " is not a valid chart repository or cannot be reached: ");
    }
    String wanted = "chart " + GoQuote.quote(chart);
    if (!version.isEmpty()) {
      wanted += " version " + GoQuote.quote(version);
    }
    IndexedChart found;
    try {
      found = index.find(chart, version, messages);
    } catch (ChartException e) {
      throw new ChartException(
          ChartErrorCode.CHART_NOT_IN_REPOSITORY,
          wanted + " not found in " + repositoryUrl + " repository",
          e);
    }
    if (found.urls().isEmpty()) {
      throw new ChartException(
          ChartErrorCode.CHART_NOT_IN_REPOSITORY, wanted + " has no downloadable URLs");
    }
    return RepositoryUrls.resolve(repositoryUrl, found.urls().getFirst());
  }
}
