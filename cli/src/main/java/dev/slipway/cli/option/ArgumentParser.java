package dev.slipway.cli.option;

import dev.slipway.core.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the arguments of one command, given its flags. For one use.
public final class ArgumentParser {
  private final Map<String, Option<?>> byName = new HashMap<>();
  private final Map<Character, Option<?>> byLetter = new HashMap<>();
  private final Map<Option<?>, Object> values = new HashMap<>();
  private final List<String> arguments = new ArrayList<>();
  private final List<String> given;
  private int next;

  private ArgumentParser(List<Option<?>> options, List<String> given) {
    this.given = given;
    for (Option<?> option : options) {
      byName.put(option.name(), option);
      if (option.shorthand() != '\0') {
        byLetter.put(option.shorthand(), option);
      }
    }
  }

  /// Understands `given` as flags among `options` and arguments.
  ///
  /// @throws UsageException with pflag's message when a flag is unknown or its value is missing or
  ///   wrong
  public static Invocation parse(List<Option<?>> options, List<String> given) {
    ArgumentParser parser = new ArgumentParser(options, given);
    parser.run();
    return new Invocation(parser.values, parser.arguments);
  }

  private void run() {
    while (next < given.size()) {
      String argument = given.get(next++);
      if (argument.equals("--")) {
        arguments.addAll(given.subList(next, given.size()));
        return;
      }
      if (argument.startsWith("--")) {
        longFlag(argument);
      } else if (argument.length() > 1 && argument.charAt(0) == '-') {
        shortFlags(argument);
      } else {
        arguments.add(argument);
      }
    }
  }

  private void longFlag(String argument) {
    int equals = argument.indexOf('=');
    String name = argument.substring(2, equals < 0 ? argument.length() : equals);
    if (name.isEmpty() || name.charAt(0) == '-') {
      throw new UsageException("bad flag syntax: " + argument, null);
    }
    Option<?> option = byName.get(name);
    if (option == null) {
      String hint =
          PeerFlags.instead(name)
              .or(() ->
                  Spelling.nearest(name, byName.keySet()).map(n -> "did you mean --" + n + "?"))
              .orElse(null);
      throw new UsageException("unknown flag: --" + name, hint);
    }
    if (equals >= 0) {
      set(option, argument.substring(equals + 1));
    } else {
      set(option, valueAfter(option, "flag needs an argument: --" + name));
    }
  }

  private void shortFlags(String argument) {
    for (int i = 1; i < argument.length(); i++) {
      char letter = argument.charAt(i);
      Option<?> option = byLetter.get(letter);
      if (option == null) {
        throw new UsageException(
            "unknown shorthand flag: '" + letter + "' in -" + argument.substring(i),
            longName(argument));
      }
      boolean last = i + 1 == argument.length();
      if (!last && argument.charAt(i + 1) == '=') {
        set(option, argument.substring(i + 2));
        return;
      }
      if (option.bareValue() == null && !last) {
        set(option, argument.substring(i + 1));
        return;
      }
      String missing = "flag needs an argument: '" + letter + "' in -" + argument.substring(i);
      set(option, last ? valueAfter(option, missing) : bareValue(option));
    }
  }

  /// The hint for `-output`, which other programs take for `--output`.
  private @Nullable String longName(String argument) {
    String name = argument.substring(1);
    return byName.containsKey(name) ? "did you mean --" + name + "?" : null;
  }

  private String valueAfter(Option<?> option, String complaint) {
    boolean more = next < given.size();
    if (option.takesNext(more ? given.get(next) : null)) {
      if (!more) {
        throw new UsageException(complaint, null);
      }
      return given.get(next++);
    }
    return bareValue(option);
  }

  private static String bareValue(Option<?> option) {
    String value = option.bareValue();
    return value == null ? "" : value;
  }

  @SuppressWarnings("unchecked") // this method alone fills the map: a T under an Option<T>
  private <T> void set(Option<T> option, String text) {
    try {
      T value = option.read(text, (T) values.get(option));
      values.put(option, value);
    } catch (InvalidValueException e) {
      String names =
          option.shorthand() == '\0'
              ? "--" + option.name()
              : "-" + option.shorthand() + ", --" + option.name();
      throw new UsageException(
          "invalid argument \"" + text + "\" for \"" + names + "\" flag: " + e.getMessage(), null);
    }
  }
}
