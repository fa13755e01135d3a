package dev.slipway.cli.command;

import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import java.util.ArrayList;
import java.util.List;

/// What a command takes, and how it is explained.
///
/// @param synopsis its arguments in one line, such as `[NAME] CHART`
/// @param description what it does, in a few sentences
/// @param examples what people type, most useful first
/// @param least how many arguments it needs
/// @param most how many it takes
/// @param arguments what shells offer as arguments
/// @param options its own flags, in the order of `--help`
public record Usage(
    String synopsis,
    String description,
    List<Example> examples,
    int least,
    int most,
    Suggestions arguments,
    List<Option<?>> options) {
  /// A command line and what it does.
  public record Example(String line, String effect) {}

  public Usage {
    examples = List.copyOf(examples);
    options = List.copyOf(options);
  }

  /// A command without arguments, flags or examples; the withers add them.
  public static Usage of(String description) {
    return new Usage("", description, List.of(), 0, 0, new Suggestions.None(), List.of());
  }

  /// A copy that takes between `fewest` and `greatest` arguments.
  public Usage withArguments(String line, int fewest, int greatest, Suggestions values) {
    return new Usage(line, description, examples, fewest, greatest, values, options);
  }

  /// A copy with one more example.
  public Usage withExample(String line, String effect) {
    List<Example> more = new ArrayList<>(examples);
    more.add(new Example(line, effect));
    return new Usage(synopsis, description, more, least, most, arguments, options);
  }

  /// A copy with more flags.
  public Usage withOptions(List<? extends Option<?>> more) {
    List<Option<?>> all = new ArrayList<>(options);
    all.addAll(more);
    return new Usage(synopsis, description, examples, least, most, arguments, all);
  }
}
