package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `slipway version`: the version, as `slipway --version` says it.
final class VersionCommand implements Command {
  private static final Option<Boolean> SHORT =
      Option.flag("short", "only the number").in(Option.Section.OUTPUT);

  @Override
  public Usage usage() {
    return Usage.of(
            "Show the version of Slipway. Which Helm it follows, --helm-version or the helmfile"
                + " says.")
        .withExample("slipway version --short", "only the number")
        .withOptions(List.of(SHORT, OutputFormat.OPTION))
        .withOptions(List.of(HelmOptions.ignoredFlag("client").orShort('c')));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    if (OutputFormat.isWanted(invocation)) {
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      entry.put("version", Version.CURRENT);
      session.console().print(OutputFormat.text(invocation, entry));
    } else {
      session
          .console()
          .println(invocation.get(SHORT) ? Version.CURRENT : "slipway " + Version.CURRENT);
    }
    return true;
  }
}
