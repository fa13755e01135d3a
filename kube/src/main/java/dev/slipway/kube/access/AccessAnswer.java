package dev.slipway.kube.access;

/// Whether something may be done, as the cluster says.
///
/// @param allowed whether it may
/// @param reason why, or empty
public record AccessAnswer(boolean allowed, String reason) {}
