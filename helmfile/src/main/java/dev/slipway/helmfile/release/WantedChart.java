package dev.slipway.helmfile.release;

import dev.slipway.chart.repository.ChartRequest;
import dev.slipway.chart.repository.RepositoryEntry;
import dev.slipway.chart.repository.RepositoryUrls;
import dev.slipway.chart.repository.ServerAccess;
import dev.slipway.core.Diagnostic;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import dev.slipway.helmfile.state.Repository;
import org.jspecify.annotations.Nullable;

/// What a repository or registry is asked for, for a release. Repositories that the helmfile
/// declares win over those that this machine knows by the same name (helmfile, pkg/state/state.go,
/// getOCIQualifiedChartName).
///
/// @param request the request
/// @param repository the declared repository whose index is asked; null for all else
/// @param log what helmfile would write to its log before it fetches the chart; empty for nothing
record WantedChart(ChartRequest request, @Nullable RepositoryEntry repository, String log) {
  /// The chart of a release that is not here.
  ///
  /// @throws HelmfileException if the release asks for what there cannot be
  static WantedChart of(DesiredState state, Release release) {
    String chart = release.chart();
    if (RepositoryUrls.isOci(chart)) {
      String host = DeclaredRepositories.host(chart);
      ServerAccess access =
          DeclaredRepositories.of(state).registries().getOrDefault(host, ServerAccess.NONE);
      return inRegistry(state, release, chart, access);
    }
    int slash = chart.indexOf('/');
    if (slash > 0 && !chart.contains("://")) {
      String name = chart.substring(0, slash);
      for (Repository repository : state.repositories()) {
        if (repository.name().equals(name)) {
          return declared(state, release, repository, chart.substring(slash + 1));
        }
      }
    }
    return new WantedChart(
        new ChartRequest(chart, version(state, release), "", access(release, state, null)),
        null,
        "");
  }

  private static WantedChart declared(
      DesiredState state, Release release, Repository repository, String chart) {
    ServerAccess access = DeclaredRepositories.access(state, repository);
    if (repository.oci()) {
      String address = repository.url();
      String base = RepositoryUrls.isOci(address) ? address : RepositoryUrls.OCI + address;
      return inRegistry(state, release, base + "/" + chart, access);
    }
    RepositoryEntry entry = new RepositoryEntry(repository.name(), repository.url(), access);
    return new WantedChart(
        new ChartRequest(
            chart, version(state, release), repository.url(), access(release, state, access)),
        entry,
        DeclaredRepositories.announcement(entry));
  }

  private static WantedChart inRegistry(
      DesiredState state, Release release, String chart, ServerAccess access) {
    String reference = chart;
    String digest = "";
    int at = reference.indexOf('@');
    if (at >= 0) {
      digest = reference.substring(at + 1);
      reference = reference.substring(0, at);
    }
    String tag = "";
    int colon = reference.lastIndexOf(':');
    if (colon > reference.lastIndexOf('/')) {
      tag = reference.substring(colon + 1);
      reference = reference.substring(0, colon);
    }
    String version = release.version();
    int digestInVersion = version.indexOf('@');
    if (digestInVersion >= 0) {
      digest = digest.isEmpty() ? version.substring(digestInVersion + 1) : digest;
      version = version.substring(0, digestInVersion);
    }
    boolean old = state.rules().rules() == HelmfileRules.V0;
    if (version.equals("latest")
        || (old && version.isEmpty() && digest.isEmpty() && !devel(state, release))) {
      throw new HelmfileException(
          Diagnostic.error(
                  HelmfileErrorCode.INVALID_RELEASE,
                  "the version for OCI charts should be semver compliant, the latest tag is not"
                      + " supported"
                      + (old ? " anymore for helm >= 3.8.0" : ""))
              .withHint("state the version of the chart, such as version: 1.2.3"));
    }
    version = version.isEmpty() ? tag : version;
    String name = reference.substring(RepositoryUrls.OCI.length());
    String log = "Pulling " + name;
    if (!digest.isEmpty()) {
      // The digest says exactly which; Helm refuses a tag that names another.
      return new WantedChart(
          new ChartRequest(reference + "@" + digest, "", "", access(release, state, access)),
          null,
          log + "@" + digest);
    }
    String wanted = version.isEmpty() && devel(state, release) ? ">0.0.0-0" : version;
    return new WantedChart(
        new ChartRequest(reference, wanted, "", access(release, state, access)),
        null,
        log + (version.isEmpty() ? "" : ":" + version));
  }

  /// How the chart's server is reached: what the release and `helmDefaults` say comes on top of
  /// what its repository says.
  private static ServerAccess access(
      Release release, DesiredState state, @Nullable ServerAccess declared) {
    ServerAccess access = declared == null ? ServerAccess.NONE : declared;
    if (release.plainHttp() || state.helmDefaults().plainHttp()) {
      access = access.withPlainHttp(true);
    }
    if (release.insecureSkipTlsVerify() || state.helmDefaults().insecureSkipTlsVerify()) {
      access = access.withInsecureSkipTlsVerify(true);
    }
    return access;
  }

  private static boolean devel(DesiredState state, Release release) {
    return release.devel().orElse(state.helmDefaults().devel());
  }

  private static String version(DesiredState state, Release release) {
    String version = release.version();
    int digest = version.indexOf('@');
    if (digest >= 0) {
      version = version.substring(0, digest);
    }
    return version.isEmpty() && devel(state, release) ? ">0.0.0-0" : version;
  }

  /// The same chart, out of the index that Helm keeps of the repository.
  ChartRequest ofKeptIndex() {
    return repository == null
        ? request
        : new ChartRequest(
            repository.name() + "/" + request.reference(), request.version(), "", request.access());
  }
}
