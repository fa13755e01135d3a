package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.RecordedRun;
import dev.slipway.cli.option.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What holds for every command.
class CommandsTest {
  private static Map<String, Command> commands() {
    Map<String, Command> all = new TreeMap<>();
    collect("", Commands.root(), all);
    return all;
  }

  private static void collect(String path, CommandTree entry, Map<String, Command> all) {
    Supplier<Command> maker = entry.command();
    if (maker != null) {
      all.put(path.strip(), maker.get());
    }
    entry.visibleChildren().forEach(child -> collect(path + " " + child.name(), child, all));
  }

  @Test
  void thereAreSeveral() {
    assertThat(commands()).hasSizeGreaterThan(15);
  }

  @Test
  void eachExplainsItselfWithAnExample() {
    commands()
        .forEach((path, command) -> {
          List<String> line = new ArrayList<>(List.of(path.split(" ")));
          line.add("--help");
          RecordedRun run = RecordedRun.of(line.toArray(String[]::new));

          assertThat(run.err()).isEmpty();
          assertThat(run.out())
              .contains("\nUsage:\n  slipway " + path, "\nExamples:\n  ", "--debug");
          assertThat(run.out().lines().map(String::length))
              .as(path)
              .allMatch(length -> length <= 110);
        });
  }

  @Test
  void noneHasTwoFlagsOfOneName() {
    commands()
        .forEach((path, command) -> {
          List<Option<?>> options = new ArrayList<>(GeneralOptions.all());
          options.addAll(command.usage().options());
          assertThat(options.stream().map(Option::name)).as(path).doesNotHaveDuplicates();
          assertThat(options.stream().map(Option::shorthand).filter(letter -> letter != '\0'))
              .as(path)
              .doesNotHaveDuplicates();
        });
  }

  @Test
  void noneHasTheNameOrAliasOfAnother() {
    assertThat(Commands.root().childNames()).doesNotHaveDuplicates();
  }
}
