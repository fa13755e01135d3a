package dev.slipway.cli.command;

import java.nio.file.Files;
import java.util.List;
import java.util.function.Supplier;

/// Tells commands on one release from those of the same name on a helmfile or a fleet: the former
/// begin with a release's name.
final class ReleaseOrHelmfile {
  private ReleaseOrHelmfile() {}

  /// The command that a command line means.
  static Command choose(
      List<String> arguments,
      Environment environment,
      Command ofRelease,
      Supplier<Command> ofHelmfile,
      Supplier<Command> ofFleet) {
    if (FleetFolder.isMeant(arguments, environment)) {
      return ofFleet.get();
    }
    if (arguments.isEmpty() || arguments.getFirst().startsWith("-")) {
      boolean help = arguments.contains("--help") || arguments.contains("-h");
      return help && !isHelmfileHere(environment) ? ofRelease : ofHelmfile.get();
    }
    return ofRelease;
  }

  private static boolean isHelmfileHere(Environment environment) {
    return Files.exists(environment.resolve("helmfile.yaml"))
        || Files.exists(environment.resolve("helmfile.yaml.gotmpl"))
        || Files.exists(environment.resolve("helmfile.d"));
  }
}
