package dev.slipway.helmfile;

/// Which helmfile to follow where they differ.
public enum HelmfileRules {
  /// helmfile 0.171: each part of any file is a template that is rendered twice; the first of
  /// several bases wins; go-yaml v2 (YAML 1.1).
  V0,
  /// helmfile 1.7: files ending in `.gotmpl` are templates and are rendered once; the last of
  /// several bases wins; go-yaml v3.
  V1
}
