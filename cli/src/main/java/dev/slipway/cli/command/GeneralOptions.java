package dev.slipway.cli.command;

import static dev.slipway.cli.option.Option.Section.GENERAL;

import dev.slipway.cli.option.Option;
import java.util.List;

/// The flags that every command has.
public final class GeneralOptions {
  public static final Option<Boolean> HELP =
      Option.flag("help", "show this help").orShort('h').in(GENERAL);

  public static final Option<Boolean> DEBUG =
      Option.flag("debug", "show more: error codes, stack traces, invalid output").in(GENERAL);

  public static final Option<Boolean> QUIET =
      Option.flag("quiet", "no notes and no warnings").orShort('q').in(GENERAL);

  public static final Option<String> COLOR =
      Option.choice("color", "when to use colours", List.of("auto", "always", "never"))
          .orBare("always")
          .in(GENERAL);

  public static final Option<Boolean> NO_COLOR = Option.flag("no-color", "no colours").in(GENERAL);

  private static final List<Option<?>> ALL = List.of(HELP, DEBUG, QUIET, COLOR, NO_COLOR);

  private GeneralOptions() {}

  /// All of them.
  public static List<Option<?>> all() {
    return ALL;
  }
}
