package dev.slipway.cli.command;

import dev.slipway.pipeline.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Finds out whether a command is about the whole fleet.
final class FleetFolder {
  private static final List<String> HELMFILES = List.of("helmfile.yaml", "helmfile.yaml.gotmpl");

  private FleetFolder() {}

  /// Whether the folder is the root of a fleet, and the arguments name neither a helmfile nor a
  /// chart.
  static boolean isMeant(List<String> arguments, Environment environment) {
    if (environment.variable("HELMFILE_FILE_PATH").isPresent()
        || !Files.isRegularFile(environment.resolve(Settings.FILE))) {
      return false;
    }
    for (String name : HELMFILES) {
      if (Files.exists(environment.resolve(name))) {
        return false;
      }
    }
    if (!arguments.isEmpty()
        && !arguments.getFirst().startsWith("-")
        && !isPart(arguments.getFirst(), environment)) {
      return false;
    }
    for (String argument : arguments) {
      if (argument.equals("-f") || argument.equals("--file") || argument.startsWith("--file=")) {
        return false;
      }
      if (!argument.startsWith("-") && isChart(argument, environment)) {
        return false;
      }
    }
    return true;
  }

  /// Whether an argument means a part of the fleet: a path that is there, or CLUSTER/SERVICE. Any
  /// other is a release's name or a chart.
  private static boolean isPart(String argument, Environment environment) {
    if (Files.exists(environment.resolve(argument))) {
      return true;
    }
    int slash = argument.indexOf('/');
    try {
      return slash > 0
          && Files.readString(environment.resolve(Settings.FILE))
              .contains(argument.substring(0, slash));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isChart(String argument, Environment environment) {
    return argument.contains("://")
        || argument.endsWith(".tgz")
        || Files.exists(environment.resolve(argument).resolve("Chart.yaml"));
  }

  /// The nearest folder, here or above, that holds a slipway.yaml.
  static Optional<Path> around(Environment environment) {
    return around(environment.resolve(""));
  }

  /// The nearest folder, that one or above it, that holds a slipway.yaml.
  static Optional<Path> around(Path start) {
    Path folder = start.toAbsolutePath().normalize();
    for (Path at = folder; at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve(Settings.FILE))) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }
}
