package dev.slipway.helmfile.state;

import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.document.HelmfileYaml;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.host.RecordingHost;
import java.util.List;

/// Loads helmfiles. Safe for use by several threads at once: keep one for a repository, since it
/// caches what it has parsed.
///
/// ```java
/// HelmfileLoader loader = new HelmfileLoader(host);
/// List<DesiredState> states = loader.load(LoadOptions.defaults().withEnvironment("staging"));
/// ```
public final class HelmfileLoader {
  private final HelmfileHost host;
  private final HelmfileYaml.Cache cache = new HelmfileYaml.Cache();

  /// A loader that reads through `host`.
  public HelmfileLoader(HelmfileHost host) {
    this.host = host;
  }

  /// The host that it reads through.
  public HelmfileHost host() {
    return host;
  }

  /// The desired states of a helmfile, of those nested in it before its own, of all files in a
  /// folder, in the order in which helmfile visits them. Those in which the environment is not
  /// defined are left out, as helmfile does.
  ///
  /// @throws dev.slipway.core.SlipwayException if one cannot be loaded, or the environment is
  ///   defined in none
  public List<DesiredState> load(LoadOptions options) {
    RecordingHost recording = new RecordingHost(host);
    List<String> files =
        HelmfilePaths.find(recording, options.file(), options.rules() == HelmfileRules.V0);
    RulesChoice choice = RulesFinder.choose(recording, options.rules(), files);
    LoadSession session = new LoadSession(options, recording, choice, cache);
    warnOfYamlLibrary(session);
    return new HelmfileVisit(session).run(files);
  }

  /// helmfile can be told to read YAML with another library than its own.
  private static void warnOfYamlLibrary(LoadSession session) {
    String variable = session.isOld() ? "HELMFILE_GOCCY_GOYAML" : "HELMFILE_GO_YAML_V3";
    String other = session.isOld() ? "true" : "false";
    if (other.equals(session.host().variable(variable))) {
      session.warn(
          variable
              + "="
              + other
              + " does not count: YAML is read as helmfile "
              + (session.isOld() ? "0.171" : "1.8")
              + " reads it without");
    }
  }
}
