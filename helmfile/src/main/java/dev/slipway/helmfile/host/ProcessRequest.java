package dev.slipway.helmfile.host;

import java.util.List;
import java.util.Map;

/// A program to run.
///
/// @param command its name or path
/// @param arguments its arguments
/// @param directory the folder that it runs in
/// @param variables environment variables in addition to those of [HelmfileHost#variables]
/// @param input what it reads, empty for nothing
public record ProcessRequest(
    String command,
    List<String> arguments,
    String directory,
    Map<String, String> variables,
    String input) {
  public ProcessRequest {
    arguments = List.copyOf(arguments);
    variables = Map.copyOf(variables);
  }
}
