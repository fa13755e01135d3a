package dev.slipway.chart.manifest;

/// One rendered object.
///
/// @param path the template it comes from, such as `chart/templates/service.yaml`
/// @param kind its `kind`
/// @param name its `metadata.name`; empty when it has none
/// @param content the YAML text
public record Manifest(String path, String kind, String name, String content) {}
