package dev.slipway.helmfile.state;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What holds for all releases of a helmfile that say nothing else: `helmDefaults`. All keys by
/// [#flag], [#text] and the like; those that rendering needs have names of their own.
public final class HelmDefaults extends Fields {
  HelmDefaults(Map<String, ? extends @Nullable Object> map) {
    super(map);
  }

  /// The context, or empty.
  public String kubeContext() {
    return text("kubeContext");
  }

  /// Arguments for each call of Helm.
  public List<String> args() {
    return texts("args");
  }

  /// Arguments for helm diff.
  public List<String> diffArgs() {
    return texts("diffArgs");
  }

  /// Arguments for helm upgrade.
  public List<String> syncArgs() {
    return texts("syncArgs");
  }

  /// Arguments for helm template.
  public List<String> templateArgs() {
    return texts("templateArgs");
  }

  /// Whether versions that are prereleases count.
  public boolean devel() {
    return flag("devel");
  }

  /// Whether charts' dependencies are left alone.
  public boolean skipDeps() {
    return flag("skipDeps");
  }

  /// Whether repositories are not refreshed.
  public boolean skipRefresh() {
    return flag("skipRefresh");
  }

  /// Whether registries are reached without TLS.
  public boolean plainHttp() {
    return flag("plainHttp");
  }

  /// Whether certificates of charts' servers are not checked.
  public boolean insecureSkipTlsVerify() {
    return flag("insecureSkipTLSVerify");
  }

  /// Whether CRDs are not installed.
  public boolean skipCrds() {
    return flag("skipCRDs");
  }

  /// Whether charts may ask the DNS.
  public boolean enableDns() {
    return flag("enableDNS");
  }

  /// Whether values are not checked against the charts' schemas.
  public Optional<Boolean> skipSchemaValidation() {
    return optionalFlag("skipSchemaValidation");
  }

  /// Whether namespaces are created.
  public Optional<Boolean> createNamespace() {
    return optionalFlag("createNamespace");
  }

  /// The program that changes manifests, if there is one.
  public Optional<String> postRenderer() {
    return optionalText("postRenderer");
  }

  /// Its arguments.
  public List<String> postRendererArgs() {
    return texts("postRendererArgs");
  }
}
