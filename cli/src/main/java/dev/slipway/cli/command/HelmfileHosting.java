package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.host.HostPaths;
import dev.slipway.helmfile.host.LocalHost;
import dev.slipway.helmfile.host.MappedHost;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.release.ChartOrigins;
import dev.slipway.helmfile.release.ReleaseCharts;
import dev.slipway.helmfile.release.RenderSetup;
import dev.slipway.helmfile.release.SecretSources;
import dev.slipway.helmfile.secret.SecretMask;
import dev.slipway.helmfile.secret.Secrets;
import dev.slipway.helmfile.state.DesiredState;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Gives helmfiles what they reach on this machine: files, variables, programs, charts, secrets.
final class HelmfileHosting {
  private final Invocation invocation;
  private final Session session;
  private final RepositoryDefaults defaults;
  private final HostPaths paths;
  private final HelmfileHost host;
  private final SecretSources secrets;
  private final SecretMask mask;
  private final HelmfileSupply supply;

  /// @param invocation flags of [HelmfileOptions]
  /// @param session where the command runs
  /// @param defaults what counts where flags say nothing
  HelmfileHosting(Invocation invocation, Session session, RepositoryDefaults defaults) {
    this.invocation = invocation;
    this.session = session;
    this.defaults = defaults;
    this.paths = paths();
    Path folder = session.environment().folder();
    this.host = MappedHost.of(new LocalHost(folder, session.environment().variables()), paths);
    Secrets found = Secrets.of(host);
    this.mask = found.mask();
    this.secrets = new SecretSources(found.files(), found.references(), found.inline());
    this.supply = new HelmfileSupply(invocation, session);
    session.console().show(hiding());
  }

  /// Hides the values of secrets that were read, unless they are to be shown.
  UnaryOperator<String> hiding() {
    return invocation.get(HelmfileOptions.SHOW_SECRETS) ? UnaryOperator.identity() : mask::hide;
  }

  /// Says that values were hidden, if some were.
  void tellHidden() {
    if (mask.times() > 0 && !invocation.get(HelmfileOptions.SHOW_SECRETS)) {
      session.console().note("secrets are hidden; --show-secrets shows them");
    }
  }

  /// Whose rules helmfiles are read by; null to find out for each.
  @Nullable HelmfileRules rules() {
    return switch (invocation.get(HelmfileOptions.RULES)) {
      case "0" -> HelmfileRules.V0;
      case "1" -> HelmfileRules.V1;
      default -> defaults.rules();
    };
  }

  /// The machine, with the paths mapped as the flags say.
  HelmfileHost host() {
    return host;
  }

  private HostPaths paths() {
    Map<String, String> mapped = new LinkedHashMap<>();
    defaults.paths().forEach((from, to) -> mapped.put(from, to.toString()));
    invocation
        .get(HelmfileOptions.PATHS)
        .forEach((from, to) -> mapped.put(from, absolute(to).toString()));
    return HostPaths.of(mapped);
  }

  private Path absolute(String path) {
    return session.environment().resolve(path).toAbsolutePath().normalize();
  }

  /// Where a path of a helmfile really is.
  Path place(DesiredState state, String path) {
    return Path.of(paths.map(Paths.resolve(state.directory(), path)));
  }

  /// Where charts come from.
  ChartOrigins origins() {
    Map<String, Path> folders = new LinkedHashMap<>(defaults.charts());
    invocation
        .get(HelmfileOptions.CHARTS)
        .forEach((repository, folder) -> folders.put(repository, absolute(folder)));
    return new ChartOrigins(folders, supply, invocation.get(HelmfileOptions.SKIP_REFRESH));
  }

  /// Brings charts and their dependencies from elsewhere.
  HelmfileSupply supply() {
    return supply;
  }

  /// What rendering needs.
  RenderSetup setup() {
    return new RenderSetup(
            new ReleaseCharts(origins(), paths::map), secrets, paths::map, this::namespace)
        .withWritten(hiding());
  }

  /// Where secrets come from.
  SecretSources secrets() {
    return secrets;
  }

  /// The namespace of that kubeconfig and context.
  String namespace(String kubeconfig, String context) {
    String file = kubeconfig.isEmpty() ? invocation.get(HelmfileOptions.KUBECONFIG) : kubeconfig;
    return KubeNamespace.of(session.environment(), file, context);
  }
}
