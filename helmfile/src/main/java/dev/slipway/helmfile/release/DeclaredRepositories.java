package dev.slipway.helmfile.release;

import dev.slipway.chart.Chart;
import dev.slipway.chart.repository.RepositoryEntry;
import dev.slipway.chart.repository.RepositoryUrls;
import dev.slipway.chart.repository.ServerAccess;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Repository;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The chart repositories and registries that a helmfile declares, with the passwords for them.
/// helmfile tells Helm of them (`helm repo add`, `helm registry login`); here they count for this
/// run alone, and no file of Helm's is changed.
///
/// @param repositories those with an index, in the helmfile's order
/// @param registries how to reach OCI registries, by host and port
public record DeclaredRepositories(
    List<RepositoryEntry> repositories, Map<String, ServerAccess> registries) {
  public DeclaredRepositories {
    repositories = List.copyOf(repositories);
    registries = Collections.unmodifiableMap(new LinkedHashMap<>(registries));
  }

  /// Those of a helmfile.
  public static DeclaredRepositories of(DesiredState state) {
    List<RepositoryEntry> repositories = new ArrayList<>();
    Map<String, ServerAccess> registries = new LinkedHashMap<>();
    for (Repository repository : state.repositories()) {
      ServerAccess access = access(state, repository);
      if (repository.oci()) {
        registries.putIfAbsent(host(repository.url()), access);
      } else {
        repositories.add(new RepositoryEntry(repository.name(), repository.url(), access));
      }
    }
    return new DeclaredRepositories(repositories, registries);
  }

  /// The repositories that a chart's dependencies name, by name or address.
  List<RepositoryEntry> neededBy(Chart chart) {
    Set<String> names = new HashSet<>();
    chart.metadata().dependencies().forEach(each -> names.add(each.repository()));
    return repositories.stream()
        .filter(entry ->
            names.contains("@" + entry.name())
                || names.contains("alias:" + entry.name())
                || names.stream().anyMatch(name -> RepositoryUrls.sameLocation(name, entry.url())))
        .toList();
  }

  /// How a repository is reached.
  static ServerAccess access(DesiredState state, Repository repository) {
    return new ServerAccess(
        credential(state, repository, repository.username(), "_USERNAME"),
        credential(state, repository, repository.password(), "_PASSWORD"),
        repository.passCredentials(),
        file(state, repository.certFile()),
        file(state, repository.keyFile()),
        file(state, repository.caFile()),
        repository.skipTlsVerify(),
        repository.plainHttp());
  }

  private static String file(DesiredState state, String stated) {
    return stated.isEmpty() ? "" : Paths.resolve(state.directory(), stated);
  }

  /// A user name or password: the helmfile's, or that of a variable such as `WMF_STABLE_USERNAME`.
  private static String credential(
      DesiredState state, Repository repository, String stated, String suffix) {
    if (!stated.isEmpty()) {
      return stated;
    }
    String variable = repository.name().replace('-', '_').toUpperCase(Locale.ROOT) + suffix;
    String value = state.host().variable(variable);
    return value == null ? "" : value;
  }

  /// What helmfile says when it begins to use a repository; a password in the address is left out.
  public static String announcement(RepositoryEntry repository) {
    return "Adding repo " + repository.name() + " " + withoutPassword(repository.url());
  }

  private static String withoutPassword(String url) {
    int scheme = url.indexOf("://");
    int at = url.indexOf('@');
    int slash = scheme < 0 ? -1 : url.indexOf('/', scheme + 3);
    if (scheme < 0 || at < 0 || (slash >= 0 && at > slash)) {
      return url;
    }
    int colon = url.indexOf(':', scheme + 3);
    return colon < 0 || colon > at ? url : url.substring(0, colon) + ":***" + url.substring(at);
  }

  /// The host and port of a registry's address.
  static String host(String address) {
    String rest = address;
    for (String scheme : List.of("oci://", "https://", "http://")) {
      if (rest.startsWith(scheme)) {
        rest = rest.substring(scheme.length());
      }
    }
    int slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash);
  }
}
