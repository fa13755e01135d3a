package dev.slipway.cli.command;

import dev.slipway.cli.option.UsageException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The process's surroundings, so that tests can have their own.
///
/// @param variables the environment variables
/// @param folder the working folder; the empty path in a real process, so that messages show paths
///   as they were typed
/// @param installation the folder that this program, its launcher and the examples are in; the
///   empty path when that is not known
public record Environment(Map<String, String> variables, Path folder, Path installation) {
  public Environment {
    variables = Map.copyOf(variables);
  }

  /// Surroundings of a program that is not installed anywhere.
  public Environment(Map<String, String> variables, Path folder) {
    this(variables, folder, Path.of(""));
  }

  /// The path as the working folder sees it.
  public Path resolve(String path) {
    return folder.resolve(path);
  }

  /// The time that SOURCE_DATE_EPOCH gives to everything made, so that it can be made again byte
  /// for byte; empty when it is unset.
  ///
  /// @throws UsageException if it is no number of seconds
  public Optional<Instant> sourceDate() {
    return variable("SOURCE_DATE_EPOCH")
        .map(text -> {
          try {
            return Instant.ofEpochSecond(Long.parseUnsignedLong(text));
          } catch (NumberFormatException | DateTimeException _) {
            throw new UsageException(
                "invalid SOURCE_DATE_EPOCH \"" + text + "\"", "give seconds since 1970");
          }
        });
  }

  /// The variable's value; empty when it is unset or blank.
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }
}
