package dev.slipway.cli.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The process's surroundings, so that tests can have their own.
///
/// @param variables the environment variables
/// @param folder the working folder; the empty path in a real process, so that messages show paths
///   as they were typed
public record Environment(Map<String, String> variables, Path folder) {
  public Environment {
    variables = Map.copyOf(variables);
  }

  /// The path as the working folder sees it.
  public Path resolve(String path) {
    return folder.resolve(path);
  }

  /// The variable's value; empty when it is unset or blank.
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }
}
