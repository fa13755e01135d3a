package dev.slipway.cli.command;

import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.UsageException;
import dev.slipway.core.Spelling;
import java.util.ArrayList;
import java.util.List;

/// Which command a command line means. As with helm, flags may stand before the command's name.
///
/// @param path the names so far, such as `slipway chart lint`
/// @param entry the command, or the group if no further name follows
/// @param rest the other arguments, in order
public record CommandPath(String path, CommandTree entry, List<String> rest) {
  /// The flags that may stand before a command's name; made only when there are some.
  private static final class BeforeCommand {
    private static final List<Option<?>> OPTIONS = optionsBeforeCommand();

    private BeforeCommand() {}
  }

  public CommandPath {
    rest = List.copyOf(rest);
  }

  /// Finds the command that `arguments` name.
  ///
  /// @throws UsageException if a name is unknown
  public static CommandPath find(CommandTree root, List<String> arguments) {
    List<String> rest = new ArrayList<>(arguments);
    CommandTree entry = root;
    StringBuilder path = new StringBuilder(root.name());
    while (entry.command() == null) {
      int at = nameAt(rest);
      if (at < 0) {
        break;
      }
      String name = rest.remove(at);
      CommandTree group = entry;
      entry = group.child(name).orElseThrow(() -> unknown(name, path.toString(), group));
      path.append(' ').append(entry.name());
    }
    return new CommandPath(path.toString(), entry, rest);
  }

  /// The first argument that is neither a flag nor a flag's value; -1 without one.
  private static int nameAt(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--")) {
        return -1;
      }
      if (!argument.startsWith("-") || argument.equals("-")) {
        return i;
      }
      if (takesNext(argument, i + 1 < arguments.size() ? arguments.get(i + 1) : "")) {
        i++;
      }
    }
    return -1;
  }

  private static boolean takesNext(String argument, String next) {
    for (Option<?> option : BeforeCommand.OPTIONS) {
      if (argument.equals("--" + option.name()) || argument.equals("-" + option.shorthand())) {
        return option.takesNext(next);
      }
    }
    return false;
  }

  private static UsageException unknown(String name, String path, CommandTree group) {
    String hint =
        PeerCommands.instead(path, name)
            .or(() ->
                Spelling.nearest(name, group.childNames())
                    .map(nearest -> "did you mean '" + path + " " + nearest + "'?"))
            .orElse("'" + path + " --help' lists the commands");
    return new UsageException("unknown command \"" + name + "\" for \"" + path + "\"", hint);
  }

  private static List<Option<?>> optionsBeforeCommand() {
    List<Option<?>> options = new ArrayList<>(GeneralOptions.all());
    options.add(HelmOptions.NAMESPACE);
    options.addAll(HelmOptions.STORES);
    options.addAll(HelmOptions.CLUSTER);
    options.addAll(HelmfileOptions.GLOBAL);
    return List.copyOf(options);
  }
}
