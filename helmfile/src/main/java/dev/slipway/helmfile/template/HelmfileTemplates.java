package dev.slipway.helmfile.template;

import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.host.HelmfileHost;

/// Renders templates with helmfile's functions. Safe for use by several threads at once.
public final class HelmfileTemplates {
  private final HelmfileHost host;
  private final HelmfileRules rules;
  private final SecretReferences secrets;

  public HelmfileTemplates(HelmfileHost host, HelmfileRules rules, SecretReferences secrets) {
    this.host = host;
    this.rules = rules;
    this.secrets = secrets;
  }

  HelmfileHost host() {
    return host;
  }

  HelmfileRules rules() {
    return rules;
  }

  SecretReferences secrets() {
    return secrets;
  }
}
