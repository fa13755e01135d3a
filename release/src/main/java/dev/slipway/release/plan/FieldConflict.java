package dev.slipway.release.plan;

/// A field that the release sets and someone else owns.
///
/// @param path the field as the cluster writes it, such as `.spec.replicas`
/// @param manager who owns it, such as `kubectl-scale`
public record FieldConflict(String path, String manager) {}
