package dev.slipway.cli.option;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One flag of a command. Immutable; two flags are the same only if they are the same object.
///
/// @param <T> what its value is
public final class Option<T> {
  /// The heading under which `--help` shows a flag.
  public enum Section {
    COMMAND("Flags"),
    STATE("Helmfile and releases"),
    VALUES("Values"),
    RENDER("Rendering"),
    OUTPUT("Output"),
    CHART("Where the chart comes from"),
    CLUSTER("The cluster"),
    PLAN("What is changed"),
    APPLY("How it is changed"),
    GENERAL("Everywhere"),
    /// Taken from helm's command line although it changes nothing here.
    ACCEPTED("Accepted as helm does, without effect here");

    private final String title;

    Section(String title) {
      this.title = title;
    }

    /// The heading.
    public String title() {
      return title;
    }
  }

  private final String name;
  private final char shorthand;
  private final String valueName;
  private final String description;
  private final ValueType<T> type;
  private final T initial;
  private final @Nullable String bareValue;
  private final Suggestions suggestions;
  private final Section section;

  private Option(
      String name,
      char shorthand,
      String valueName,
      String description,
      ValueType<T> type,
      T initial,
      @Nullable String bareValue,
      Suggestions suggestions,
      Section section) {
    this.name = name;
    this.shorthand = shorthand;
    this.valueName = valueName;
    this.description = description;
    this.type = type;
    this.initial = initial;
    this.bareValue = bareValue;
    this.suggestions = suggestions;
    this.section = section;
  }

  private static <T> Option<T> of(
      String name, String valueName, String description, ValueType<T> type, T initial) {
    return new Option<>(
        name,
        '\0',
        valueName,
        description,
        type,
        initial,
        null,
        new Suggestions.None(),
        Section.COMMAND);
  }

  /// A switch, off at first.
  public static Option<Boolean> flag(String name, String description) {
    return of(name, "", description, ValueType.BOOLEAN, false).orBare("true");
  }

  /// A text, empty at first; the last one given counts.
  public static Option<String> text(String name, String valueName, String description) {
    return of(name, valueName, description, ValueType.TEXT, "");
  }

  /// A text that is one of `choices`, empty at first.
  public static Option<String> choice(String name, String description, List<String> choices) {
    return of(name, String.join("|", choices), description, ValueType.oneOf(choices), "")
        .suggesting(new Suggestions.Words(choices));
  }

  /// Texts, each taken as it is.
  public static Option<List<String>> texts(String name, String valueName, String description) {
    return of(name, valueName, description, ValueType.TEXTS, List.of());
  }

  /// Texts, several at once when separated by commas.
  public static Option<List<String>> records(String name, String valueName, String description) {
    return of(name, valueName, description, ValueType.RECORDS, List.of());
  }

  /// `key=value` pairs, several at once when separated by commas.
  public static Option<Map<String, String>> pairs(String name, String description) {
    return of(name, "KEY=VALUE", description, ValueType.PAIRS, Map.of());
  }

  /// A whole number that is not negative.
  public static Option<Integer> count(String name, int initial, String description) {
    return of(name, "N", description, ValueType.COUNT, initial);
  }

  /// A copy with a one-letter name.
  public Option<T> orShort(char letter) {
    return new Option<>(
        name, letter, valueName, description, type, initial, bareValue, suggestions, section);
  }

  /// A copy that may stand without a value, which then reads `value`; a value is then only taken
  /// after `=`, or as the next argument where that is one of the flag's words.
  public Option<T> orBare(String value) {
    return new Option<>(
        name, shorthand, valueName, description, type, initial, value, suggestions, section);
  }

  /// A copy whose value at first is `value`.
  public Option<T> startingAs(T value) {
    return new Option<>(
        name, shorthand, valueName, description, type, value, bareValue, suggestions, section);
  }

  /// A copy for which shells offer those values.
  public Option<T> suggesting(Suggestions values) {
    return new Option<>(
        name, shorthand, valueName, description, type, initial, bareValue, values, section);
  }

  /// A copy that `--help` shows in that section.
  public Option<T> in(Section newSection) {
    return new Option<>(
        name, shorthand, valueName, description, type, initial, bareValue, suggestions, newSection);
  }

  /// The long name, without dashes.
  public String name() {
    return name;
  }

  /// The one-letter name, or NUL.
  public char shorthand() {
    return shorthand;
  }

  /// What `--help` calls the value; empty for a switch.
  public String valueName() {
    return valueName;
  }

  /// What it does, in a few words.
  public String description() {
    return description;
  }

  /// What shells offer as value.
  public Suggestions suggestions() {
    return suggestions;
  }

  /// Where `--help` shows it.
  public Section section() {
    return section;
  }

  /// Whether the argument after it is its value.
  public boolean takesNext(@Nullable String next) {
    if (bareValue == null) {
      return true;
    }
    return next != null
        && suggestions instanceof Suggestions.Words(List<String> words)
        && words.contains(next);
  }

  @Nullable String bareValue() {
    return bareValue;
  }

  T initial() {
    return initial;
  }

  T read(String text, @Nullable T before) throws InvalidValueException {
    return type.read(text, before);
  }
}
