package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import java.util.List;

/// The flag `--output` of commands that list, for programs that read the list.
final class OutputFormat {
  static final Option<String> OPTION =
      Option.choice("output", "a table, or for programs", List.of("table", "json", "yaml"))
          .startingAs("table")
          .orShort('o')
          .in(Option.Section.OUTPUT);

  private OutputFormat() {}

  /// Whether it is for a program.
  static boolean isWanted(Invocation invocation) {
    return !invocation.get(OPTION).equals("table");
  }

  /// A list or map in the wanted format.
  static String text(Invocation invocation, Object list) {
    return invocation.get(OPTION).equals("yaml") ? Yaml.write(list) : Json.writePretty(list) + "\n";
  }
}
