package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.cli.option.UsageException;
import dev.slipway.release.apply.ReleaseEvent;
import dev.slipway.release.apply.ReleaseProgress;
import dev.slipway.release.apply.TestOptions;
import dev.slipway.release.apply.TestReport;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// `slipway test RELEASE`: runs the tests that a release's chart brings.
final class ReleaseTestCommand implements Command {
  static final Option<Boolean> LOGS =
      Option.flag("logs", "print the logs of all tests, not only of those that fail");

  private static final Option<List<String>> FILTER =
      Option.records("filter", "name=TEST", "only these tests; !name=TEST leaves one out");

  @Override
  public Command forArguments(List<String> arguments, Environment environment) {
    return ReleaseOrHelmfile.choose(
        arguments, environment, this, HelmfileTestCommand::new, HelmfileTestCommand::new);
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "Run the tests of a release: the hooks of its chart for 'test'. Without RELEASE: those of"
                + " all releases of the helmfile here.")
        .withArguments("RELEASE", 1, 1, new Suggestions.None())
        .withExample("slipway test web -n web --logs", "and print what they wrote")
        .withOptions(List.of(LOGS, FILTER, RolloutFlags.TIMEOUT))
        .withOptions(ClusterOptions.ALL);
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    Set<String> only = new LinkedHashSet<>();
    Set<String> except = new LinkedHashSet<>();
    for (String filter : invocation.get(FILTER)) {
      if (filter.startsWith("!name=")) {
        except.add(filter.substring("!name=".length()));
      } else if (filter.startsWith("name=")) {
        only.add(filter.substring("name=".length()));
      } else {
        throw new UsageException("no filter: " + filter, "write name=TEST or !name=TEST");
      }
    }
    try (ReleaseRun run = new ReleaseRun(invocation, session, invocation.arguments().getFirst())) {
      run.history();
      TestOptions options =
          new TestOptions(only, except, ReleaseRun.timeout(invocation), invocation.get(LOGS));
      return print(run.tested(options), session);
    }
  }

  /// Shows how tests go; what they write is printed when they have ended.
  static ReleaseProgress progress(String label, ReleaseProgressView view) {
    return event -> {
      if (!(event instanceof ReleaseEvent.HookLog)) {
        view.happened(label, event);
      }
    };
  }

  /// Prints what tests said.
  ///
  /// @return whether all passed
  static boolean print(TestReport report, Session session) {
    for (TestReport.Test test : report.tests()) {
      String failure = test.failure();
      session
          .console()
          .println(
              test.object().label() + ": " + (failure == null ? "passed" : "failed: " + failure));
      test.logs().forEach(line -> session.console().println("  " + line));
    }
    if (report.tests().isEmpty()) {
      session.console().note("the release has no tests");
    }
    return report.passed();
  }
}
