package dev.slipway.cli.command;

import dev.slipway.cli.terminal.Console;
import dev.slipway.cli.terminal.Style;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.TextTable;
import dev.slipway.pipeline.rollout.Planned;
import dev.slipway.pipeline.rollout.RolloutListener;
import dev.slipway.pipeline.rollout.RolloutResult;
import dev.slipway.release.ReleaseErrorCode;
import dev.slipway.release.apply.ReleaseEvent;
import dev.slipway.release.plan.PlanKind;
import java.util.ArrayList;
import java.util.List;

/// Shows how a run goes, and at its end what became of each release. Safe for use by several
/// threads.
final class RolloutProgress implements RolloutListener {
  private final Console console;
  private final ReleaseProgressView view;
  private final List<RolloutResult> results = new ArrayList<>();

  RolloutProgress(Session session) {
    this.console = session.console();
    this.view = new ReleaseProgressView(session);
  }

  @Override
  public void begins(Planned release) {
    view.begins(release.label(), doing(release));
  }

  @Override
  public void settles(Planned release) {
    view.begins(release.label(), "putting its records in order");
  }

  private static String doing(Planned release) {
    return release instanceof Planned.Ready(var _, var plan)
        ? switch (plan.kind()) {
          case INSTALL -> "installing";
          case UPGRADE -> "upgrading to revision " + plan.revision();
          case ROLLBACK -> "rolling back";
          case UNINSTALL -> "removing";
        }
        : "failing";
  }

  @Override
  public void happened(Planned release, ReleaseEvent event) {
    view.happened(release.label(), event);
  }

  @Override
  public synchronized void ended(RolloutResult result) {
    String label = result.release().label();
    results.add(result);
    view.ends(label);
    switch (result) {
      case RolloutResult.Unchanged _, RolloutResult.Skipped _ -> {}
      case RolloutResult.Done done -> {
        view.kept(label, done.outcome().kept());
        view.say(
            label,
            console.styled(Style.ADDED, done.removed() ? "removed" : "done")
                + " in "
                + ReleaseProgressView.text(done.took()));
      }
      case RolloutResult.Failed failed -> view.failed(label, failed.error(), failed.outcome());
    }
  }

  @Override
  public void warning(Diagnostic warning) {
    view.warn(warning);
  }

  /// Tells the user something about the run as a whole.
  void say(String text) {
    view.tell(text);
  }

  /// Takes away what is drawn.
  void clear() {
    view.clear();
  }

  /// Ends it: tables of what was done, as helmfile prints them.
  ///
  /// @param stopped whether the user stopped it
  synchronized void summary(boolean stopped) {
    view.clear();
    List<RolloutResult.Done> updated = new ArrayList<>();
    List<RolloutResult.Done> removed = new ArrayList<>();
    for (RolloutResult result : results) {
      if (result instanceof RolloutResult.Done done) {
        (done.removed() ? removed : updated).add(done);
      }
    }
    table("UPDATED RELEASES:", updated);
    table("DELETED RELEASES:", removed);
    List<String> failed = new ArrayList<>();
    List<String> halted = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    for (RolloutResult result : results) {
      String label = result.release().label();
      switch (result) {
        case RolloutResult.Failed failure ->
            (failure.error().code() == ReleaseErrorCode.INTERRUPTED ? halted : failed).add(label);
        case RolloutResult.Skipped _ -> skipped.add(label);
        case RolloutResult.Done _, RolloutResult.Unchanged _ -> {}
      }
    }
    tell(
        stopped ? "Not begun, because of the stop: " : "Not begun, because one before failed: ",
        skipped);
    tell(console.styled(Style.ERROR, "Stopped: "), halted);
    tell(console.styled(Style.ERROR, "Failed: "), failed);
  }

  private void tell(String what, List<String> labels) {
    if (!labels.isEmpty()) {
      console.message(what + String.join(", ", labels));
    }
  }

  private void table(String heading, List<RolloutResult.Done> done) {
    if (done.isEmpty()) {
      return;
    }
    console.note("");
    console.note(console.styled(Style.STRONG, heading));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("NAME", "NAMESPACE", "CHART", "VERSION", "DURATION"));
    for (RolloutResult.Done one : done) {
      if (one.release() instanceof Planned.Ready(var member, var plan)) {
        rows.add(
            List.of(
                member.part().place().cluster().isEmpty() ? member.name().name() : member.label(),
                member.name().namespace(),
                chart(member.release().chart()),
                plan.kind() == PlanKind.UNINSTALL ? "" : version(one),
                ReleaseProgressView.text(one.took())));
      }
    }
    TextTable.lines(rows, 0).forEach(line -> console.note(line.replace('\t', ' ').stripTrailing()));
  }

  /// The chart as it is stated, without the way up from the helmfile's folder.
  private static String chart(String stated) {
    int start = 0;
    while (stated.startsWith("../", start)) {
      start += 3;
    }
    return stated.substring(start);
  }

  private static String version(RolloutResult.Done done) {
    return done.outcome().record().map(each -> each.chartMetadata().version()).orElse("");
  }
}
