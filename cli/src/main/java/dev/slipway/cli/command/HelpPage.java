package dev.slipway.cli.command;

import dev.slipway.cli.option.Option;
import dev.slipway.cli.terminal.Console;
import dev.slipway.cli.terminal.Style;
import java.util.ArrayList;
import java.util.List;

/// What `--help` prints.
public final class HelpPage {
  private static final int WIDTH = 100;
  private static final int NAME_COLUMN = 32;

  private final Console console;
  private final StringBuilder out = new StringBuilder();

  private HelpPage(Console console) {
    this.console = console;
  }

  /// Prints the page of a group of commands.
  public static void group(Console console, String path, CommandTree group) {
    HelpPage page = new HelpPage(console);
    page.out.append(path).append(": ").append(group.summary()).append('\n');
    page.title("Usage");
    page.out.append("  ").append(path).append(" COMMAND [flags]\n");
    page.title("Commands");
    List<String> shortcuts = new ArrayList<>();
    for (CommandTree child : group.visibleChildren()) {
      if (child.shortcut()) {
        shortcuts.add(child.name());
      } else {
        page.entry("  " + child.name(), child.summary());
      }
    }
    if (!shortcuts.isEmpty()) {
      page.title("Shortcuts that leave out 'chart', as with helm");
      page.paragraph("  ", String.join(" ", shortcuts));
    }
    page.options(GeneralOptions.all());
    page.entry(label(Commands.VERSION), Commands.VERSION.description());
    page.out.append("\n'").append(path).append(" COMMAND --help' tells more about a command.\n");
    console.print(page.out.toString());
  }

  /// Prints the page of one command.
  public static void command(Console console, String path, CommandTree entry, Usage usage) {
    HelpPage page = new HelpPage(console);
    page.paragraph(usage.description());
    page.title("Usage");
    page.out.append("  ").append(path);
    page.out.append(usage.synopsis().isEmpty() ? "" : " " + usage.synopsis()).append(" [flags]\n");
    if (!entry.aliases().isEmpty()) {
      page.title("Also called");
      page.out.append("  ").append(String.join(", ", entry.aliases())).append('\n');
    }
    page.examples(usage.examples());
    page.options(usage.options());
    page.options(GeneralOptions.all());
    console.print(page.out.toString());
  }

  private void title(String title) {
    out.append('\n').append(console.styledOutput(Style.STRONG, title + ":")).append('\n');
  }

  private void examples(List<Usage.Example> examples) {
    if (examples.isEmpty()) {
      return;
    }
    title("Examples");
    for (Usage.Example example : examples) {
      out.append("  ").append(example.line()).append('\n');
      out.append("      ").append(console.styledOutput(Style.FAINT, example.effect())).append('\n');
    }
  }

  private void options(List<Option<?>> options) {
    for (Option.Section section : Option.Section.values()) {
      List<Option<?>> inside =
          options.stream().filter(option -> option.section() == section).toList();
      if (inside.isEmpty()) {
        continue;
      }
      title(section.title());
      if (section == Option.Section.ACCEPTED) {
        paragraph(
            "  ", String.join(" ", inside.stream().map(option -> "--" + option.name()).toList()));
      } else {
        inside.forEach(option -> entry(label(option), option.description()));
      }
    }
  }

  private static String label(Option<?> option) {
    StringBuilder label = new StringBuilder("  ");
    label.append(option.shorthand() == '\0' ? "    " : "-" + option.shorthand() + ", ");
    label.append("--").append(option.name());
    if (!option.valueName().isEmpty()) {
      boolean bare = !option.takesNext(null);
      label.append(bare ? "[=" : " ").append(option.valueName()).append(bare ? "]" : "");
    }
    return label.toString();
  }

  private void entry(String label, String text) {
    out.append(label);
    if (label.length() + 2 > NAME_COLUMN) {
      out.append('\n').repeat(" ", NAME_COLUMN);
    } else {
      out.repeat(" ", NAME_COLUMN - label.length());
    }
    wrap(text, NAME_COLUMN);
  }

  private void paragraph(String text) {
    wrap(text, 0);
  }

  private void paragraph(String indent, String text) {
    out.append(indent);
    wrap(text, indent.length());
  }

  private void wrap(String text, int indent) {
    int column = indent;
    for (String word : text.split(" ")) {
      if (column > indent && column + 1 + word.length() > WIDTH) {
        out.append('\n').repeat(" ", indent);
        column = indent;
      }
      if (column > indent) {
        out.append(' ');
        column++;
      }
      out.append(word);
      column += word.length();
    }
    out.append('\n');
  }
}
