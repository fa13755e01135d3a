package dev.slipway.helmfile.state;

import dev.slipway.core.SourceLocation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A release of a helmfile: its templates rendered, what it inherits merged in, `installedTemplate`
/// and the like evaluated, overrides of namespace and so on applied. Every key of helmfile can be
/// read by [#flag], [#text] and the like; those that matter have names of their own. Immutable.
public final class Release extends Fields {
  private final SpecMap source;
  private final boolean enabled;

  /// @param source where it was written
  Release(Map<String, ? extends @Nullable Object> map, boolean enabled, SpecMap source) {
    super(map);
    this.enabled = enabled;
    this.source = source;
  }

  /// A copy with one field changed; null removes it.
  public Release with(String key, @Nullable Object value) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(raw());
    if (value == null) {
      changed.remove(key);
    } else {
      changed.put(key, value);
    }
    return new Release(changed, enabled, source);
  }

  /// Where it begins in its source file, when known.
  public Optional<SourceLocation> location() {
    return Optional.ofNullable(source.location());
  }

  /// Where one of its keys stands in its source file, or where it begins, when known.
  public Optional<SourceLocation> location(String key) {
    return Optional.ofNullable(source.location(key)).or(this::location);
  }

  /// The release's name.
  public String name() {
    return text("name");
  }

  /// Its namespace, or empty.
  public String namespace() {
    return text("namespace");
  }

  /// Its context, or empty.
  public String kubeContext() {
    return text("kubeContext");
  }

  /// The chart as it is written: a path, `REPOSITORY/CHART` or a URL.
  public String chart() {
    return text("chart");
  }

  /// The chart's version or range of versions, or empty.
  public String version() {
    return text("version");
  }

  /// The description of the revision, or empty.
  public String description() {
    return text("description");
  }

  /// helmfile's `Desired()`: whether it is to be installed (true) or removed.
  public boolean installed() {
    return optionalFlag("installed").orElse(true);
  }

  /// Whether its `condition` holds in the environment; true without one. helmfile leaves a release
  /// out whose condition does not.
  public boolean enabled() {
    return enabled;
  }

  /// The condition: the path of a boolean in the environment's values, or empty.
  public String condition() {
    return text("condition");
  }

  /// Its labels: its own, the helmfile's common ones, and name, namespace and chart as selectors
  /// see them are not in here.
  public Map<String, String> labels() {
    return textMap("labels");
  }

  /// The releases that must be there before: `[[CONTEXT/]NAMESPACE/]NAME`.
  public List<String> needs() {
    return texts("needs");
  }

  /// Values in order: each a path (String) or inline values (Map).
  public List<@Nullable Object> values() {
    return items("values");
  }

  /// Secrets in order: each a path (String) or inline values (Map).
  public List<@Nullable Object> secrets() {
    return items("secrets");
  }

  /// `set`, those of `setTemplate` before them.
  public List<SetValue> set() {
    return structs("set", SetValue::new);
  }

  /// `setString`.
  public List<SetValue> setString() {
    return structs("setString", SetValue::new);
  }

  /// `env`: as `set`, from environment variables.
  public List<SetValue> env() {
    return structs("env", SetValue::new);
  }

  /// Its own hooks.
  public List<Hook> hooks() {
    return structs("hooks", Hook::new);
  }

  /// What goes before relative paths of values, or empty.
  public String valuesPathPrefix() {
    return text("valuesPathPrefix");
  }

  /// What to do about missing values files: Error, Warn, Info or Debug; empty when not stated.
  public String missingFileHandler() {
    return text("missingFileHandler");
  }

  /// Whether a missing Git branch of a remote values file is no error.
  public boolean ignoreMissingGitBranch() {
    return raw().get("missingFileHandlerConfig") instanceof Map<?, ?> config
        && Boolean.TRUE.equals(config.get("ignoreMissingGitBranch"));
  }

  /// API versions that the cluster has besides.
  public List<String> apiVersions() {
    return texts("apiVersions");
  }

  /// The Kubernetes version to render for, or empty.
  public String kubeVersion() {
    return text("kubeVersion");
  }

  /// The folder under a chart's Git checkout, or empty.
  public String directory() {
    return text("directory");
  }

  /// Charts that become dependencies of the chart: maps with chart, version, alias.
  public List<@Nullable Object> dependencies() {
    return items("dependencies");
  }

  /// JSON patches: each a path or a patch (Map).
  public List<@Nullable Object> jsonPatches() {
    return items("jsonPatches");
  }

  /// Strategic merge patches: each a path or a patch (Map).
  public List<@Nullable Object> strategicMergePatches() {
    return items("strategicMergePatches");
  }

  /// Kustomize transformers: each a path or inline.
  public List<@Nullable Object> transformers() {
    return items("transformers");
  }

  /// Resources to adopt.
  public List<String> adopt() {
    return texts("adopt");
  }

  /// The namespace that is written into all resources, or empty.
  public String forceNamespace() {
    return text("forceNamespace");
  }

  /// Whether the chart is fetched by go-getter.
  public boolean forceGoGetter() {
    return flag("forceGoGetter");
  }

  /// Whether the chart's dependencies are left alone.
  public Optional<Boolean> skipDeps() {
    return optionalFlag("skipDeps");
  }

  /// Whether repositories are not refreshed.
  public Optional<Boolean> skipRefresh() {
    return optionalFlag("skipRefresh");
  }

  /// Whether versions that are prereleases count.
  public Optional<Boolean> devel() {
    return optionalFlag("devel");
  }

  /// Whether the chart's registry is reached without TLS.
  public boolean plainHttp() {
    return flag("plainHttp");
  }

  /// Whether the certificate of the chart's server is not checked.
  public boolean insecureSkipTlsVerify() {
    return flag("insecureSkipTLSVerify");
  }

  /// Whether to wait for the resources.
  public Optional<Boolean> waits() {
    return optionalFlag("wait");
  }

  /// Whether to wait for jobs.
  public Optional<Boolean> waitForJobs() {
    return optionalFlag("waitForJobs");
  }

  /// Seconds to wait.
  public OptionalInt timeout() {
    return optionalNumber("timeout");
  }

  /// Whether a failed change is undone.
  public Optional<Boolean> atomic() {
    return optionalFlag("atomic");
  }

  /// Whether resources are replaced by force.
  public Optional<Boolean> force() {
    return optionalFlag("force");
  }

  /// Whether pods are restarted.
  public Optional<Boolean> recreatePods() {
    return optionalFlag("recreatePods");
  }

  /// How many revisions are kept.
  public OptionalInt historyMax() {
    return optionalNumber("historyMax");
  }

  /// Whether the namespace is created.
  public Optional<Boolean> createNamespace() {
    return optionalFlag("createNamespace");
  }

  /// Whether charts' signatures are checked.
  public Optional<Boolean> verify() {
    return optionalFlag("verify");
  }

  /// Whether the chart may ask the DNS.
  public Optional<Boolean> enableDns() {
    return optionalFlag("enableDNS");
  }

  /// Whether values are not checked against the chart's schema.
  public Optional<Boolean> skipSchemaValidation() {
    return optionalFlag("skipSchemaValidation");
  }

  /// Whether manifests are not checked by the cluster.
  public Optional<Boolean> disableValidation() {
    return optionalFlag("disableValidation");
  }

  /// The program that changes manifests, if there is one.
  public Optional<String> postRenderer() {
    return optionalText("postRenderer");
  }

  /// Its arguments.
  public List<String> postRendererArgs() {
    return texts("postRendererArgs");
  }

  /// The release as helmfile's log names it: `CONTEXT/NAMESPACE/NAME` without the empty parts.
  public String id() {
    StringBuilder id = new StringBuilder();
    if (!kubeContext().isEmpty()) {
      id.append(kubeContext()).append('/');
    }
    if (!namespace().isEmpty() || !id.isEmpty()) {
      id.append(namespace()).append('/');
    }
    return id.append(name()).toString();
  }

  /// All labels as selectors see them: also name, namespace and chart.
  public Map<String, String> selectableLabels() {
    Map<String, String> all = new LinkedHashMap<>(labels());
    all.put("name", name());
    all.put("namespace", namespace());
    String chart = chart();
    all.put("chart", chart.substring(chart.lastIndexOf('/') + 1));
    return Collections.unmodifiableMap(all);
  }
}
