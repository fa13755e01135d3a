package dev.slipway.kube.client;

/// One request that was sent, for who wants to see them all.
///
/// @param method the HTTP method
/// @param path the path with its query
/// @param status the answer's HTTP status; 0 when none came
/// @param nanos how long it took
/// @param attempt 1 for the first time it was sent
public record RequestTrace(String method, String path, int status, long nanos, int attempt) {}
