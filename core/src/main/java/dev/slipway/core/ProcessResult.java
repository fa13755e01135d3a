package dev.slipway.core;

/// How a program ended, and what it said. Bytes that are no UTF-8 are kept as [GoStrings] keeps
/// them.
///
/// @param exitCode 0 for success
/// @param output what it wrote to its standard output; it may be a secret
/// @param errors what it wrote to its standard error; empty where that goes elsewhere
public record ProcessResult(int exitCode, String output, String errors) {
  @Override
  public String toString() {
    return "ProcessResult[exitCode=" + exitCode + "]";
  }
}
