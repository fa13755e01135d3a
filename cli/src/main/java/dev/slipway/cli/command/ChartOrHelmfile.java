package dev.slipway.cli.command;

import dev.slipway.cli.option.Option;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tells helm's commands from helmfile's of the same name, such as `template`: helm's need a chart,
/// helmfile's take no arguments. So `helmfile` may be an alias of `slipway`.
final class ChartOrHelmfile {
  private static final List<String> NAMES =
      List.of("helmfile.yaml", "helmfile.yaml.gotmpl", "helmfile.d");

  private ChartOrHelmfile() {}

  /// The command that a command line means: helmfile's if there is no chart, and a file or one of
  /// helmfile's own flags is named or the folder holds a helmfile.
  static Command choose(
      List<String> arguments,
      Environment environment,
      Command ofHelm,
      Supplier<Command> ofHelmfile) {
    if (!arguments.isEmpty() && !arguments.getFirst().startsWith("-")) {
      return ofHelm;
    }
    Command other = ofHelmfile.get();
    return meansHelmfile(arguments, ofHelm, other, environment) ? other : ofHelm;
  }

  private static boolean meansHelmfile(
      List<String> arguments, Command ofHelm, Command other, Environment environment) {
    List<Option<?>> helm = new ArrayList<>(GeneralOptions.all());
    helm.addAll(ofHelm.usage().options());
    List<Option<?>> own = other.usage().options();
    boolean ofHelmfile = false;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--") || !argument.startsWith("-") || argument.equals("-")) {
        return false;
      }
      String next = i + 1 < arguments.size() ? arguments.get(i + 1) : null;
      Option<?> ofHelmsCommand = find(helm, argument);
      Option<?> ofOther = find(own, argument);
      ofHelmfile |= ofOther == HelmfileOptions.FILE || (ofOther != null && ofHelmsCommand == null);
      Option<?> option = ofHelmsCommand == null ? ofOther : ofHelmsCommand;
      if (takesNext(option, argument, next)) {
        i++;
      }
    }
    return ofHelmfile || holdsHelmfile(environment);
  }

  private static @Nullable Option<?> find(List<Option<?>> options, String argument) {
    int equals = argument.indexOf('=');
    String name = equals < 0 ? argument : argument.substring(0, equals);
    for (Option<?> option : options) {
      boolean isShort =
          !name.startsWith("--")
              && option.shorthand() != '\0'
              && option.shorthand() == argument.charAt(1);
      if (isShort || name.equals("--" + option.name())) {
        return option;
      }
    }
    return null;
  }

  private static boolean takesNext(
      @Nullable Option<?> option, String argument, @Nullable String next) {
    boolean whole = argument.startsWith("--") ? argument.indexOf('=') < 0 : argument.length() == 2;
    return option != null && whole && option.takesNext(next);
  }

  private static boolean holdsHelmfile(Environment environment) {
    if (environment.variable("HELMFILE_FILE_PATH").isPresent()) {
      return true;
    }
    for (String name : NAMES) {
      if (Files.exists(environment.resolve(name))) {
        return true;
      }
    }
    return false;
  }
}
