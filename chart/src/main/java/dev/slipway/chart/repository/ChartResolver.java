package dev.slipway.chart.repository;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.core.Diagnostic;
import dev.slipway.gotemplate.fmt.GoQuote;
import dev.slipway.gotemplate.semver.SemanticVersion;
import dev.slipway.gotemplate.semver.VersionConstraint;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/// Finds out where a chart is: Helm's rules for references.
final class ChartResolver {
  private final HelmPaths paths;
  private final ChartRepositoryClient repositories;
  private final OciClient registries;

  ChartResolver(HelmPaths paths, ChartRepositoryClient repositories, OciClient registries) {
    this.paths = paths;
    this.repositories = repositories;
    this.registries = registries;
  }

  ResolvedChart resolve(ChartRequest request, Messages messages) {
    ServerAccess access = request.access();
    if (!request.repositoryUrl().isEmpty()) {
      String url =
          repositories.findChartUrl(
              request.repositoryUrl(), request.reference(), request.version(), access, messages);
      if (RepositoryUrls.isOci(url)) {
        return inRegistry(new ChartRequest(url, request.version(), "", access));
      }
      return new ResolvedChart.AtUrl(url, request.repositoryUrl(), "", access);
    }
    if (RepositoryUrls.isOci(request.reference())) {
      return inRegistry(request);
    }
    URI uri = parse(request.reference());
    String path = uri.getPath() == null ? "" : uri.getPath();
    if (uri.isAbsolute() && uri.getHost() != null && !path.isEmpty()) {
      return atUrl(request);
    }
    return inRepository(request, messages);
  }

  private static URI parse(String reference) {
    try {
      return RepositoryUrls.parse(reference);
    } catch (ChartException e) {
      throw new ChartException(
          ChartErrorCode.INVALID_URL, "invalid chart URL format: " + reference, e);
    }
  }

  /// A URL that stands in the index of a named repository is fetched with that one's credentials.
  private ResolvedChart atUrl(ChartRequest request) {
    for (RepositoryEntry entry : RepositoriesFile.read(paths.repositoryConfig()).repositories()) {
      if (indexMentions(entry, request.reference())) {
        return new ResolvedChart.AtUrl(
            request.reference(), entry.url(), "", merged(request.access(), entry.access()));
      }
    }
    return new ResolvedChart.AtUrl(request.reference(), request.reference(), "", request.access());
  }

  private boolean indexMentions(RepositoryEntry entry, String url) {
    try {
      return Files.isRegularFile(paths.indexFile(entry.name()))
          && Files.readString(paths.indexFile(entry.name()), StandardCharsets.ISO_8859_1)
              .contains(url);
    } catch (IOException e) {
      throw new ChartException(
          ChartErrorCode.READ,
          "no cached repo found. (try 'helm repo update'): " + e.getMessage(),
          e);
    }
  }

  private ResolvedChart inRepository(ChartRequest request, Messages messages) {
    String reference = request.reference();
    int slash = reference.indexOf('/');
    if (slash < 0) {
      throw ChartException.of(
          ChartErrorCode.NOT_FOUND,
          "non-absolute URLs should be in form of repo_name/path_to_chart, got: " + reference,
          "no file or folder of that name exists either");
    }
    RepositoryEntry entry =
        RepositoriesFile.read(paths.repositoryConfig()).require(reference.substring(0, slash));
    String chart = reference.substring(slash + 1);
    IndexedChart found = find(entry, chart, request.version(), messages);
    if (found.urls().isEmpty()) {
      throw new ChartException(
          ChartErrorCode.CHART_NOT_IN_REPOSITORY,
          "chart " + GoQuote.quote(reference) + " has no downloadable URLs");
    }
    String url = RepositoryUrls.resolve(entry.url(), found.urls().getFirst());
    ServerAccess access = merged(request.access(), entry.access());
    if (RepositoryUrls.isOci(url)) {
      return inRegistry(new ChartRequest(url, "", "", access));
    }
    String digest = found.digest().substring(found.digest().indexOf(':') + 1);
    return new ResolvedChart.AtUrl(url, entry.url(), digest, access);
  }

  private IndexedChart find(
      RepositoryEntry entry, String chart, String version, Messages messages) {
    RepositoryIndex index;
    try {
      index = IndexReader.read(paths.indexFile(entry.name()), messages);
    } catch (ChartException e) {
      throw e.prefixed("no cached repo found. (try 'helm repo update'): ");
    }
    try {
      return index.find(chart, version, messages);
    } catch (ChartException e) {
      throw e.prefixed(
          "chart "
              + GoQuote.quote(chart)
              + " matching "
              + version
              + " not found in "
              + entry.name()
              + " index. (try 'helm repo update'): ");
    }
  }

  /// What repositories.yaml says, on top of the flags.
  private static ServerAccess merged(ServerAccess flags, ServerAccess entry) {
    ServerAccess access = flags;
    if (!entry.certFile().isEmpty() || !entry.keyFile().isEmpty() || !entry.caFile().isEmpty()) {
      access = access.withTlsFiles(entry.certFile(), entry.keyFile(), entry.caFile());
    }
    if (entry.hasCredentials()) {
      access =
          access
              .withBasicAuth(entry.username(), entry.password())
              .withPassCredentialsAll(entry.passCredentialsAll());
    }
    return access.withInsecureSkipTlsVerify(
        access.insecureSkipTlsVerify() || entry.insecureSkipTlsVerify());
  }

  private ResolvedChart inRegistry(ChartRequest request) {
    OciReference target = OciReference.parse(request.reference());
    String wanted = request.version().replace('+', '_');
    if (!target.tag().isEmpty() && !wanted.isEmpty() && !target.tag().equals(wanted)) {
      throw new ChartException(
          ChartErrorCode.INVALID_REFERENCE,
          "chart reference and version mismatch: " + request.version() + " is not " + target.tag());
    }
    String version = request.version().isEmpty() ? target.tag() : request.version();
    if (!target.digest().isEmpty()) {
      return new ResolvedChart.InRegistry(atDigest(target, version, request), request.access());
    }
    String tag =
        VersionChoice.parse(version.replace('_', '+')) != null
            ? version
            : newest(target, version, request);
    return new ResolvedChart.InRegistry(target.withTag(tag), request.access());
  }

  /// A tag beside a digest must name the same manifest.
  private OciReference atDigest(OciReference target, String version, ChartRequest request) {
    if (version.isEmpty()) {
      return target;
    }
    OciReference tagged =
        new OciReference(target.registry(), target.repository(), "", "").withTag(version);
    String actual = registries.manifest(tagged, request.access()).digest();
    if (!actual.equals(target.digest())) {
      throw new ChartException(
          ChartErrorCode.DIGEST_MISMATCH,
          "chart reference digest mismatch: " + actual + " is not " + target.digest());
    }
    return target.withTag(version);
  }

  private String newest(OciReference target, String wanted, ChartRequest request) {
    List<String> versions = registries.versions(target, request.access());
    if (versions.isEmpty()) {
      throw new ChartException(
          ChartErrorCode.CHART_NOT_IN_REPOSITORY,
          "unable to locate any tags in provided repository: " + request.reference());
    }
    if (versions.contains(wanted)) {
      return wanted;
    }
    VersionConstraint range = VersionChoice.range(wanted.isEmpty() ? "*" : wanted);
    for (String version : versions) {
      SemanticVersion parsed = VersionChoice.parse(version);
      if (parsed != null && range.check(parsed)) {
        return version;
      }
    }
    throw new ChartException(
        Diagnostic.error(
                ChartErrorCode.CHART_NOT_IN_REPOSITORY,
                "could not locate a version matching provided version string " + wanted)
            .withHint("the newest is " + versions.getFirst()));
  }
}
