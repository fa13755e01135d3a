package dev.slipway.chart.dependency;

import dev.slipway.chart.ChartException;
import dev.slipway.chart.repository.ChartFetcher;
import dev.slipway.chart.repository.Messages;
import dev.slipway.chart.repository.RepositoryEntry;
import dev.slipway.gotemplate.fmt.GoQuote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Fetches the indexes of several repositories at once. One that fails is reported and does not
/// stop the others: whether it matters shows later.
final class IndexRefresh {
  /// Repositories without a name are cached under this prefix and a checksum of their URL, as in
  /// Helm.
  static final String UNNAMED = "helm-manager-";

  private final ChartFetcher fetcher;
  private final Messages messages;

  IndexRefresh(ChartFetcher fetcher, Messages messages) {
    this.fetcher = fetcher;
    this.messages = messages;
  }

  /// Refreshes all; what was found out is told in the repositories' order.
  void refresh(Collection<RepositoryEntry> repositories) {
    List<Future<String>> results = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (RepositoryEntry repository : distinct(repositories)) {
        results.add(executor.submit(() -> refreshOne(repository)));
      }
      for (Future<String> result : results) {
        messages.line(result.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static Collection<RepositoryEntry> distinct(Collection<RepositoryEntry> repositories) {
    Map<String, RepositoryEntry> byUrl = new LinkedHashMap<>();
    for (RepositoryEntry entry : repositories) {
      String url = entry.url();
      byUrl.put(url.endsWith("/") ? url.substring(0, url.length() - 1) : url, entry);
    }
    return byUrl.values();
  }

  private String refreshOne(RepositoryEntry repository) {
    boolean unnamed = repository.name().startsWith(UNNAMED);
    try {
      fetcher.updateIndex(repository, messages);
      return "...Successfully got an update from the "
          + GoQuote.quote(unnamed ? repository.url() : repository.name())
          + " chart repository";
    } catch (ChartException e) {
      return "...Unable to get an update from the "
          + (unnamed
              ? GoQuote.quote(repository.url()) + " chart repository"
              : GoQuote.quote(repository.name()) + " chart repository (" + repository.url() + ")")
          + ":\n\t"
          + e.getMessage();
    }
  }
}
