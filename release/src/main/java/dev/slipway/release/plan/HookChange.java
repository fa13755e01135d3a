package dev.slipway.release.plan;

/// A hook that is another than that of the deployed revision.
///
/// @param kind the kind of its object
/// @param name the name of its object
/// @param path the template it comes from
/// @param before its YAML in the deployed revision; empty when it is new
/// @param after its YAML now; empty when it is gone
public record HookChange(String kind, String name, String path, String before, String after) {}
