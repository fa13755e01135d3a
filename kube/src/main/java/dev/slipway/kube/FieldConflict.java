package dev.slipway.kube;

/// A field that someone else owns, and that server-side apply was to change.
///
/// @param field its path as Kubernetes writes it, such as `.spec.replicas`
/// @param owner the field manager that owns it
/// @param message Kubernetes' own words
public record FieldConflict(String field, String owner, String message) {}
