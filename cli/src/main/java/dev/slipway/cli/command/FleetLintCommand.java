package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.cli.terminal.Console;
import dev.slipway.cli.terminal.Style;
import dev.slipway.core.Severity;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.pipeline.fleet.FleetFinding;
import dev.slipway.pipeline.fleet.FleetLint;
import java.util.List;

/// `slipway lint` at the root of a fleet: examines all releases.
final class FleetLintCommand implements Command {
  private static final int SHOWN = 3;

  private static final Option<Boolean> STRICT = Option.flag("strict", "fail on warnings too");

  @Override
  public Usage usage() {
    return Usage.of(
            "Examine all releases of all helmfiles on all clusters of slipway.yaml: what does not"
                + " render, values that no template reads, objects that the cluster's Kubernetes"
                + " version would refuse or warn of, custom resources that do not fit their"
                + " definition. PATH is a folder or CLUSTER/SERVICE.")
        .withExample("slipway lint", "everything")
        .withExample("slipway lint -e staging --strict", "fail on warnings too")
        .withArguments("[PATH…]", 0, Integer.MAX_VALUE, new Suggestions.Folders())
        .withOptions(FleetOptions.all())
        .withOptions(List.of(STRICT));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    FleetRun run = new FleetRun(invocation, session);
    FleetLint.Report report = new FleetLint(run.fleet()).examine(run.narrowing());
    int errors = 0;
    for (FleetFinding finding : report.findings()) {
      print(finding, session.console());
      if (finding.severity() == Severity.ERROR) {
        errors++;
      }
    }
    int warnings = report.findings().size() - errors;
    tellUndefined(report.undefined(), session.console());
    boolean done = run.end(report.failures());
    session
        .console()
        .note(report.releases() + " releases: " + errors + " errors, " + warnings + " warnings");
    return done && errors == 0 && (warnings == 0 || !invocation.get(STRICT));
  }

  private static void tellUndefined(List<GroupVersionKind> types, Console console) {
    if (!types.isEmpty()) {
      List<String> names =
          types.stream().map(type -> type.apiVersion() + " " + type.kind()).toList();
      console.note(
          "not checked, since their definitions are not in this repository: "
              + String.join(", ", names)
              + "; crds in slipway.yaml can name a folder of definitions");
    }
  }

  private static void print(FleetFinding finding, Console console) {
    boolean error = finding.severity() == Severity.ERROR;
    String mark =
        console.styledOutput(error ? Style.ERROR : Style.WARNING, error ? "error:" : "warning:");
    StringBuilder out = new StringBuilder();
    if (!finding.place().isEmpty()) {
      out.append(console.styledOutput(Style.PLACE, finding.place())).append(": ");
    }
    out.append(mark).append(' ').append(finding.message());
    for (String note : finding.notes()) {
      out.append("\n  ").append(note);
    }
    String hint = finding.hint();
    if (hint != null) {
      out.append("\n  ").append(console.styledOutput(Style.HINT, "hint:")).append(' ');
      out.append(hint);
    }
    out.append("\n  ").append(console.styledOutput(Style.FAINT, in(finding.releases())));
    console.println(out.toString());
  }

  private static String in(List<String> releases) {
    String first = String.join(", ", releases.subList(0, Math.min(SHOWN, releases.size())));
    int more = releases.size() - SHOWN;
    return "in " + first + (more > 0 ? " and " + more + " more" : "");
  }
}
