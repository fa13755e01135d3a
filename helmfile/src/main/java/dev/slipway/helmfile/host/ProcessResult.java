package dev.slipway.helmfile.host;

/// How a program ended.
///
/// @param exitCode 0 for success
/// @param output what it wrote to its standard output
/// @param errors what it wrote to its standard error
public record ProcessResult(int exitCode, String output, String errors) {}
