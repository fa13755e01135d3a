package dev.slipway.helmfile.state;

import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.host.HostRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one helmfile wants, all parts and bases merged, its release templates rendered. Immutable,
/// but for the record of files.
public final class DesiredState {
  private final StateParts parts;

  DesiredState(StateParts parts) {
    this.parts = parts;
  }

  /// The helmfile's absolute path.
  public String file() {
    return parts.file();
  }

  /// The folder that its relative paths start from, absolute.
  public String directory() {
    return parts.directory();
  }

  /// The environment.
  public EnvironmentState environment() {
    return parts.environment();
  }

  /// All releases, in the file's order, whether installed or not; overrides of namespace and
  /// context are in them.
  public List<Release> releases() {
    return parts.releases();
  }

  /// The repositories.
  public List<Repository> repositories() {
    return parts.fields().structs("repositories", Repository::new);
  }

  /// `helmDefaults`.
  public HelmDefaults helmDefaults() {
    return parts.helmDefaults();
  }

  /// The helmfile's own hooks.
  public List<Hook> hooks() {
    return parts.fields().structs("hooks", Hook::new);
  }

  /// The Helm that it is for: `helm`, or what `helmBinary` says.
  public String helmBinary() {
    String binary = parts.fields().text("helmBinary");
    return binary.isEmpty() ? "helm" : binary;
  }

  /// The Kubernetes version to render for, or empty. Releases have it already.
  public String kubeVersion() {
    return parts.fields().text("kubeVersion");
  }

  /// API versions that the cluster has besides. Releases have them already.
  public List<String> apiVersions() {
    return parts.fields().texts("apiVersions");
  }

  /// Labels of all releases. Releases have them already.
  public Map<String, String> commonLabels() {
    return parts.fields().textMap("commonLabels");
  }

  /// What to do about missing values files: Error, Warn, Info or Debug; empty when not stated.
  public String missingFileHandler() {
    return parts.fields().text("missingFileHandler");
  }

  /// Whether a missing Git branch of a remote values file is no error.
  public boolean ignoreMissingGitBranch() {
    return parts.fields().raw().get("missingFileHandlerConfig") instanceof Map<?, ?> config
        && Boolean.TRUE.equals(config.get("ignoreMissingGitBranch"));
  }

  /// The file with pinned versions of charts, or empty.
  public String lockFilePath() {
    return parts.fields().text("lockFilePath");
  }

  /// The selectors that a parent's `helmfiles` entry states for it; empty when those of the command
  /// line hold.
  public Optional<List<String>> selectors() {
    return parts.selectors();
  }

  /// Which helmfile was followed, and why.
  public RulesChoice rules() {
    return parts.rules();
  }

  /// All fields by their names in helmfile.yaml, in the order in which `helmfile build` prints
  /// them, with the releases rendered: what `build` prints but for writing.
  public Map<String, @Nullable Object> document() {
    return BuildDocument.of(parts);
  }

  /// The host that it was read from, recording: values files and the like of its releases are read
  /// through it.
  public HelmfileHost host() {
    return parts.host();
  }

  /// All that was read up to now to make this state.
  public HostRecord recorded() {
    return parts.host().recorded();
  }

  /// Warnings that helmfile would write, such as about missing files.
  public List<String> warnings() {
    return parts.warnings();
  }

  /// What renders templates of this helmfile's releases: values files and hooks.
  public ReleaseTemplates templates() {
    return new ReleaseTemplates(parts);
  }
}
