package dev.slipway.cli.command;

import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import java.util.ArrayList;
import java.util.List;

/// The flags of the commands on the whole fleet.
final class FleetOptions {
  static final Option<List<String>> ENVIRONMENTS =
      Option.texts("environment", "NAME", "only these clusters, or environments of helmfiles")
          .orShort('e')
          .in(Option.Section.STATE);

  static final Option<Boolean> NO_CACHE =
      Option.flag("no-cache", "use nothing of earlier runs, and keep nothing for later ones")
          .in(Option.Section.OUTPUT);

  static final Option<String> OUTPUT_DIR =
      Option.text("output-dir", "DIR", "write CLUSTER/SERVICE/RELEASE.yaml there")
          .orShort('o')
          .suggesting(new Suggestions.Folders())
          .in(Option.Section.OUTPUT);

  static final Option<String> FORMAT =
      Option.choice("output", "how to print it", List.of("table", "json", "yaml"))
          .orShort('o')
          .in(Option.Section.OUTPUT);

  static final Option<String> AGAINST =
      Option.text("against", "REV", "the Git revision to compare with; HEAD without it")
          .suggesting(new Suggestions.None())
          .in(Option.Section.STATE);

  static final Option<Boolean> SUMMARY =
      Option.flag("summary", "only count, show no lines").in(Option.Section.OUTPUT);

  private FleetOptions() {}

  /// Those of every command.
  static List<Option<?>> all() {
    List<Option<?>> all = new ArrayList<>();
    all.add(ENVIRONMENTS);
    for (Option<?> option : HelmfileOptions.GLOBAL) {
      if (!option.name().equals("environment") && !option.name().equals("file")) {
        all.add(option);
      }
    }
    all.add(HelmfileOptions.CONCURRENCY);
    all.add(NO_CACHE);
    return all;
  }
}
