package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.cli.option.UsageException;
import dev.slipway.cli.terminal.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `slipway __complete -- WORD…`: what the shells' scripts call. Prints one candidate for the last
/// word a line, with a tab before its description; a line `:files` or `:folders` asks the shell to
/// complete names of files itself.
final class CompleteCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("Candidates for the last word of a command line; the shells' scripts call it.")
        .withArguments("-- [WORD…]", 0, Integer.MAX_VALUE, new Suggestions.None());
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    List<String> words = invocation.arguments();
    if (words.isEmpty()) {
      return true;
    }
    String last = words.getLast();
    List<String> before = words.subList(0, words.size() - 1);
    try {
      complete(before, last, session);
    } catch (UsageException _) {
      // Nothing can be offered after words that mean nothing: the shell shows no candidates.
      return false;
    }
    return true;
  }

  private static void complete(List<String> before, String last, Session session) {
    CommandPath found = CommandPath.find(Commands.root(), before);
    List<Option<?>> options = new ArrayList<>(GeneralOptions.all());
    Supplier<Command> maker = found.entry().command();
    Suggestions arguments = new Suggestions.None();
    if (maker != null) {
      Usage usage = maker.get().forArguments(found.rest(), session.environment()).usage();
      options.addAll(usage.options());
      arguments = usage.arguments();
    }
    Candidates candidates = new Candidates(session, last, before);
    String previous = before.isEmpty() ? "" : before.getLast();
    Option<?> wantsValue = valueOf(options, previous);
    int equals = last.indexOf('=');
    if (last.startsWith("--") && equals > 0) {
      String flag = last.substring(0, equals);
      options.stream()
          .filter(option -> flag.equals("--" + option.name()))
          .forEach(option -> candidates.offer(option.suggestions(), flag + "="));
    } else if (wantsValue != null) {
      candidates.offer(wantsValue.suggestions(), "");
    } else if (last.startsWith("-")) {
      options.stream()
          .filter(option -> option.section() != Option.Section.ACCEPTED)
          .forEach(option -> candidates.offer("--" + option.name(), option.description()));
    } else if (maker == null) {
      found.entry().visibleChildren().forEach(c -> candidates.offer(c.name(), c.summary()));
    } else {
      candidates.offer(arguments, "");
    }
  }

  private static @Nullable Option<?> valueOf(List<Option<?>> options, String word) {
    for (Option<?> option : options) {
      boolean named =
          word.equals("--" + option.name())
              || (option.shorthand() != '\0' && word.equals("-" + option.shorthand()));
      if (named && option.takesNext(null)) {
        return option;
      }
    }
    return null;
  }

  /// Prints the candidates that begin as the last word does.
  private record Candidates(Session session, String start, List<String> before) {
    void offer(String candidate, String description) {
      if (candidate.startsWith(start)) {
        Console console = session.console();
        console.println(description.isEmpty() ? candidate : candidate + "\t" + description);
      }
    }

    void offer(Suggestions suggestions, String prefix) {
      switch (suggestions) {
        case Suggestions.None() -> {}
        case Suggestions.Words(List<String> words) ->
            words.forEach(word -> offer(prefix + word, ""));
        case Suggestions.Files(_), Suggestions.Charts() -> session.console().println(":files");
        case Suggestions.Folders() -> session.console().println(":folders");
        case Suggestions.Templates() -> templates(prefix);
      }
    }

    private void templates(String prefix) {
      for (String word : before) {
        Path chart = session.environment().resolve(word);
        if (Files.isRegularFile(chart.resolve("Chart.yaml"))) {
          try (Stream<Path> files = Files.walk(chart.resolve("templates"))) {
            files
                .filter(file -> Files.isRegularFile(file) && !name(file).startsWith("_"))
                .map(file -> chart.relativize(file).toString())
                .sorted()
                .forEach(file -> offer(prefix + file, ""));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return;
        }
      }
    }

    private static String name(Path file) {
      return String.valueOf(file.getFileName());
    }
  }
}
