package dev.slipway.chart.repository;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.archive.ArchiveLimits;
import dev.slipway.core.AtomicFile;
import dev.slipway.core.Diagnostic;
import dev.slipway.gotemplate.fmt.GoQuote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds and fetches charts, wherever they are: folders, archives, chart repositories, registries.
/// Fetched archives are kept by their digest in Helm's own cache. Safe to share between threads; to
/// be closed when no longer needed.
public final class ChartFetcher implements AutoCloseable {
  private static final String ARCHIVE_TYPES = "application/gzip,application/octet-stream";
  private static final long MAX_ARCHIVE_BYTES = ArchiveLimits.DEFAULT.maxTotalBytes();
  private static final long MAX_PROVENANCE_BYTES = 1024L * 1024;
  private static final long MAX_DOCUMENT_BYTES = 64L * 1024 * 1024;

  private final HelmPaths paths;
  private final HttpTransport transport;
  private final HttpFetcher http;
  private final OciClient registries;
  private final ChartRepositoryClient repositories;
  private final ContentCache cache;

  public ChartFetcher(HelmPaths paths, NetworkSettings network) {
    this.paths = paths;
    this.transport = new HttpTransport(network);
    this.http = new HttpFetcher(transport);
    this.registries =
        new OciClient(
            transport,
            new RegistryAuth(
                transport,
                new RegistryCredentials(paths.registryConfigs(), CredentialPrograms.onPath())));
    this.repositories = new ChartRepositoryClient(http, paths);
    this.cache = new ContentCache(paths.contentCache());
  }

  /// Where Helm keeps its files.
  public HelmPaths paths() {
    return paths;
  }

  /// The folder or archive of a chart, fetched into the cache if it is elsewhere. What exists below
  /// `folder` wins over a repository of that name, as in Helm.
  ///
  /// @param folder the working folder
  /// @throws ChartException if it cannot be found or fetched
  public Path locate(ChartRequest request, Path folder, Messages messages) {
    if (request.repositoryUrl().isEmpty()) {
      String name = request.reference();
      Path local = localPath(folder, name);
      if (local != null && Files.exists(local)) {
        return local.toAbsolutePath().normalize();
      }
      if (name.startsWith("/")
          || name.startsWith(".")
          || (local != null && local.equals(Path.of(name)) && local.isAbsolute())) {
        throw ChartException.of(
            ChartErrorCode.NOT_FOUND,
            "path " + GoQuote.quote(name) + " not found",
            "give the folder that holds Chart.yaml, or an archive");
      }
    }
    ResolvedChart resolved = resolve(request, messages);
    Path cached = cache.find(resolved.sha256(), ContentCache.CHART);
    if (cached != null) {
      return cached.toAbsolutePath();
    }
    byte[] archive = fetchArchive(resolved, messages);
    return cache.put(Digests.sha256(archive), ContentCache.CHART, archive).toAbsolutePath();
  }

  private static @Nullable Path localPath(Path folder, String name) {
    if (name.isEmpty() || RepositoryUrls.isOci(name)) {
      return null;
    }
    try {
      return folder.resolve(name);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /// Fetches a chart's archive.
  ///
  /// @param withProvenance whether its signature is wanted too
  /// @throws ChartException if it cannot be found or fetched
  public FetchedChart fetch(ChartRequest request, boolean withProvenance, Messages messages) {
    ResolvedChart resolved = resolve(request, messages);
    Path cached = cache.find(resolved.sha256(), ContentCache.CHART);
    byte[] archive = cached == null ? fetchArchive(resolved, messages) : read(cached);
    byte[] provenance = withProvenance ? provenance(resolved, request.reference(), messages) : null;
    return new FetchedChart(resolved.fileName(), archive, provenance);
  }

  /// What is at a URL, such as a values file.
  ///
  /// @throws ChartException if it cannot be had or is too large
  public byte[] document(String url) {
    return http.get(url, url, ServerAccess.NONE, "", MAX_DOCUMENT_BYTES);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ChartException(ChartErrorCode.READ, "open " + file + ": " + e.getMessage(), e);
    }
  }

  private byte[] fetchArchive(ResolvedChart chart, Messages messages) {
    return switch (chart) {
      case ResolvedChart.InRegistry registry -> {
        OciManifest manifest = registries.manifest(registry.reference(), registry.access());
        OciManifest.Layer layer = manifest.requireChart();
        if (layer.mediaType().equals(OciManifest.LEGACY_CHART_LAYER)) {
          messages.warning(
              Diagnostic.warning(
                  ChartErrorCode.DEPRECATED,
                  "chart media type " + OciManifest.LEGACY_CHART_LAYER + " is deprecated"));
        }
        byte[] archive =
            registries.blob(registry.reference(), layer, registry.access(), MAX_ARCHIVE_BYTES);
        announce(registry.reference(), manifest, messages);
        yield archive;
      }
      case ResolvedChart.AtUrl url -> {
        byte[] archive =
            http.get(url.url(), url.origin(), url.access(), ARCHIVE_TYPES, MAX_ARCHIVE_BYTES);
        String actual = Digests.sha256(archive);
        if (!url.sha256().isEmpty() && !url.sha256().equalsIgnoreCase(actual)) {
          messages.warning(
              Diagnostic.warning(
                  ChartErrorCode.DIGEST_MISMATCH,
                  "the archive at "
                      + url.url()
                      + " is not the one that its repository's index describes: digest "
                      + actual
                      + " instead of "
                      + url.sha256()));
        }
        yield archive;
      }
    };
  }

  /// What Helm prints after each pull from a registry.
  private static void announce(OciReference reference, OciManifest manifest, Messages messages) {
    messages.pulled("Pulled: " + reference);
    messages.pulled("Digest: " + manifest.digest());
    if (reference.toString().contains("_")) {
      messages.pulled(reference + " contains an underscore.");
      messages.pulled("");
      messages.pulled(
          "OCI artifact references (e.g. tags) do not support the plus sign (+). To support");
      messages.pulled(
          "storing semantic versions, Helm adopts the convention of changing plus (+) to");
      messages.pulled(
          "an underscore (_) in chart version tags when pushing to a registry and back to");
      messages.pulled("a plus (+) when pulling from a registry.");
    }
  }

  private byte @Nullable [] provenance(ResolvedChart chart, String reference, Messages messages) {
    try {
      return switch (chart) {
        case ResolvedChart.InRegistry registry -> {
          OciManifest manifest = registries.manifest(registry.reference(), registry.access());
          yield registries.blob(
              registry.reference(),
              manifest.requireProvenance(),
              registry.access(),
              MAX_PROVENANCE_BYTES);
        }
        case ResolvedChart.AtUrl url ->
            http.get(url.url() + ".prov", url.origin(), url.access(), "", MAX_PROVENANCE_BYTES);
      };
    } catch (ChartException e) {
      messages.line("WARNING: Verification not found for " + reference + ": " + e.getMessage());
      return null;
    }
  }

  private ResolvedChart resolve(ChartRequest request, Messages messages) {
    return new ChartResolver(paths, repositories, registries).resolve(request, messages);
  }

  /// The versions of a chart in a registry, newest first.
  ///
  /// @param reference the chart, without a tag
  /// @throws ChartException if they cannot be had
  public List<String> registryVersions(String reference, ServerAccess access) {
    return registries.versions(OciReference.parse(reference), access);
  }

  /// Fetches the index of a repository and keeps it in the cache.
  ///
  /// @throws ChartException if it cannot be had or is malformed
  public RepositoryIndex updateIndex(RepositoryEntry repository, Messages messages) {
    return repositories.updateIndex(repository, messages);
  }

  /// Whether Helm knows a repository by that name and address, and has its index.
  public boolean hasIndex(RepositoryEntry repository) {
    return RepositoriesFile.read(paths.repositoryConfig())
        .named(repository.name())
        .filter(known -> RepositoryUrls.sameLocation(known.url(), repository.url()))
        .filter(known -> Files.isRegularFile(paths.indexFile(known.name())))
        .isPresent();
  }

  /// The absolute URL of a chart's archive in a repository without a name.
  ///
  /// @throws ChartException if the repository or the chart cannot be found
  public String findChartUrl(
      String repositoryUrl, String chart, String version, ServerAccess access, Messages messages) {
    return repositories.findChartUrl(repositoryUrl, chart, version, access, messages);
  }

  @Override
  public void close() {
    transport.close();
  }

  /// Helm's cache of content by its SHA-256.
  private record ContentCache(Path root) {
    static final String CHART = ".chart";

    @Nullable Path find(String sha256, String type) {
      if (sha256.length() != 64) {
        return null;
      }
      Path file = file(sha256, type);
      try {
        return Files.isRegularFile(file) && Files.size(file) > 0 && isIntact(file, sha256)
            ? file
            : null;
      } catch (IOException e) {
        // What cannot be read is fetched again.
        return null;
      }
    }

    private static boolean isIntact(Path file, String sha256) throws IOException {
      return Digests.sha256(Files.readAllBytes(file)).equalsIgnoreCase(sha256);
    }

    Path put(String sha256, String type, byte[] content) {
      Path file = file(sha256, type);
      try {
        AtomicFile.write(file, content);
        return file;
      } catch (IOException e) {
        throw new ChartException(
            ChartErrorCode.WRITE, "cannot keep the chart in " + file + ": " + e.getMessage(), e);
      }
    }

    private Path file(String sha256, String type) {
      return root.resolve(sha256.substring(0, 2)).resolve(sha256 + type);
    }
  }
}
