package dev.slipway.sandbox.access;

/// Whether something is allowed.
///
/// @param allowed whether it is
/// @param reason why, for people; may be empty
public record AccessDecision(boolean allowed, String reason) {}
