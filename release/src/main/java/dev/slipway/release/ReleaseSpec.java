package dev.slipway.release;

/// A release as it is to be on one cluster.
///
/// @param name which one
/// @param source what it is made from
/// @param settings how it is brought there
public record ReleaseSpec(ReleaseName name, ReleaseSource source, ReleaseSettings settings) {}
