package dev.slipway.pipeline.rollout;

/// How a cluster is named on the command line and in helmfiles.
///
/// @param kubeconfig the kubeconfig's path; empty for the user's own
/// @param context the context in it; empty for its current one
public record ClusterAddress(String kubeconfig, String context) {}
