package dev.slipway.cli.command;

import static dev.slipway.cli.option.Option.Section.VALUES;

import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import java.util.List;

/// The flags that give a chart its values.
final class ValueOptions {
  static final Option<List<String>> FILES =
      Option.records(
              "values", "FILE", "values from a YAML file, a URL, or - for the standard input")
          .orShort('f')
          .suggesting(new Suggestions.Files(List.of(".yaml", ".yml", ".json")))
          .in(VALUES);

  static final Option<List<String>> SET =
      Option.texts("set", "KEY=VALUE", "one value, or several: a.b=1,list[0]=x,list={a,b}")
          .in(VALUES);

  static final Option<List<String>> SET_STRING =
      Option.texts("set-string", "KEY=VALUE", "like --set, but always a string").in(VALUES);

  static final Option<List<String>> SET_FILE =
      Option.texts("set-file", "KEY=FILE", "a file's content as a string").in(VALUES);

  static final Option<List<String>> SET_JSON =
      Option.texts("set-json", "KEY=JSON", "a value in JSON, or a whole JSON object").in(VALUES);

  static final Option<List<String>> SET_LITERAL =
      Option.texts("set-literal", "KEY=TEXT", "a string in which no character is special")
          .in(VALUES);

  static final List<Option<?>> ALL =
      List.of(FILES, SET, SET_STRING, SET_FILE, SET_JSON, SET_LITERAL);

  private ValueOptions() {}
}
