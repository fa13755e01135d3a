package dev.slipway.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The names of all commands. A command's own class is loaded only when it is the one that runs.
///
/// @param name its name
/// @param aliases other names for it, as helm has them
/// @param summary one line about it
/// @param command makes it; null for a group
/// @param children the group's commands; empty for a command
/// @param shortcut whether it stands elsewhere too, in a group
public record CommandTree(
    String name,
    List<String> aliases,
    String summary,
    @Nullable Supplier<Command> command,
    List<CommandTree> children,
    boolean shortcut) {
  public CommandTree {
    aliases = List.copyOf(aliases);
    children = List.copyOf(children);
  }

  /// A command.
  public static CommandTree command(
      String name, String summary, Supplier<Command> maker, String... aliases) {
    return new CommandTree(name, List.of(aliases), summary, maker, List.of(), false);
  }

  /// A group of commands.
  public static CommandTree group(String name, String summary, List<CommandTree> children) {
    return new CommandTree(name, List.of(), summary, null, children, false);
  }

  /// A copy with other names too.
  public CommandTree withAliases(String... more) {
    return new CommandTree(name, List.of(more), summary, command, children, shortcut);
  }

  /// A copy for a second place in the tree.
  public CommandTree asShortcut() {
    return new CommandTree(name, aliases, summary, command, children, true);
  }

  /// The child of that name or alias.
  public Optional<CommandTree> child(String wanted) {
    return children.stream()
        .filter(child -> child.name.equals(wanted) || child.aliases.contains(wanted))
        .findFirst();
  }

  /// The children that are shown to people; those with two underscores are for scripts.
  public List<CommandTree> visibleChildren() {
    return children.stream().filter(child -> !child.name.startsWith("__")).toList();
  }

  /// The names and aliases of all children that are shown.
  public List<String> childNames() {
    List<String> names = new ArrayList<>();
    for (CommandTree child : visibleChildren()) {
      names.add(child.name);
      names.addAll(child.aliases);
    }
    return names;
  }
}
