package dev.slipway.yaml;

/// The releases of BurntSushi/toml that Helm's releases are built with, where they differ.
public enum TomlDialect {
  /// Helm 3.17.
  V1_4,
  /// Helm 3.19.
  V1_5,
  /// Helm 4: reads TOML 1.1, writes large and small floats with an exponent.
  V1_6
}
