package dev.slipway.cli.command;

import dev.slipway.cli.terminal.Console;
import dev.slipway.cli.terminal.LiveLines;
import dev.slipway.cli.terminal.Style;
import dev.slipway.core.Diagnostic;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.apply.ReleaseEvent;
import dev.slipway.release.apply.ReleaseOutcome;
import dev.slipway.release.diff.DiffSummary;
import dev.slipway.release.store.ReleaseStatus;
import dev.slipway.release.store.StoredRelease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shows how the change of releases goes: on a terminal a table of what is under way, elsewhere a
/// line for whatever happens. Safe for use by several threads.
final class ReleaseProgressView {
  private static final int SHOWN = 12;

  private final SparseNews news;
  private final Session session;
  private final Console console;
  private final LiveLines live;
  private final Map<String, Map<ObjectKey, String>> waiting = new LinkedHashMap<>();
  private final Map<String, String> steps = new LinkedHashMap<>();

  ReleaseProgressView(Session session) {
    this.session = session;
    this.console = session.console();
    this.live = new LiveLines(console);
    this.news = new SparseNews(console::note, System::nanoTime);
  }

  /// A release is begun.
  ///
  /// @param label how it is named
  /// @param doing what is done, in a word or two
  synchronized void begins(String label, String doing) {
    waiting.put(label, new LinkedHashMap<>());
    steps.put(label, doing);
    say(label, doing);
  }

  /// A release is done with.
  synchronized void ends(String label) {
    waiting.remove(label);
    steps.remove(label);
    draw();
  }

  /// Something happened to a release.
  synchronized void happened(String label, ReleaseEvent event) {
    Map<ObjectKey, String> objects = waiting.computeIfAbsent(label, _ -> new LinkedHashMap<>());
    switch (event) {
      case ReleaseEvent.LockWaiting e ->
          say(
              label,
              e.left().isZero()
                  ? e.holder() + " changes it; looking whether that process still lives"
                  : "waiting in line behind "
                      + e.holder()
                      + (e.others() == 0 ? "" : " and " + e.others() + " more")
                      + " for up to "
                      + text(e.left()));
      case ReleaseEvent.LockTakenOver e ->
          say(label, "took over the lock of " + e.gone() + ", which is gone");
      case ReleaseEvent.Recovered e ->
          say(label, "revision " + e.revision() + " was " + e.message());
      case ReleaseEvent.PlannedAnew e ->
          say(
              label,
              (e.revision() == 0 ? "" : "someone else brought revision " + e.revision() + "; ")
                  + (e.plan() == null
                      ? "nothing is left to do"
                      : "planned anew: " + DiffSummary.of(e.plan()).text()));
      case ReleaseEvent.StepStarted e -> steps.put(label, step(e.step()));
      case ReleaseEvent.RecordWritten _, ReleaseEvent.ObjectWritten _ -> {}
      case ReleaseEvent.ObjectState e -> {
        String before =
            e.ready() ? objects.remove(e.object()) : objects.put(e.object(), e.message());
        if (!e.ready() && !live.isPossible() && !e.message().equals(before)) {
          news.tell(label + ": " + e.object().label(), e.message());
        }
      }
      case ReleaseEvent.ConflictSettled e ->
          say(label, e.object().label() + ": " + e.conflict().text());
      case ReleaseEvent.HookStarted e ->
          say(label, "hook " + e.hook().label() + " (" + e.event() + ")");
      case ReleaseEvent.HookEnded e -> {
        String failure = e.failure();
        if (failure != null) {
          say(label, "hook " + e.hook().label() + " failed: " + failure);
        }
      }
      case ReleaseEvent.HookLog e -> say(label, e.hook().label() + " | " + e.line());
      case ReleaseEvent.GoingBack e ->
          say(
              label,
              console.styled(Style.ERROR, "failed: ")
                  + e.reason()
                  + (e.toRevision() == 0
                      ? "; removing it again"
                      : "; going back to revision " + e.toRevision()));
      case ReleaseEvent.WentBack e -> say(label, "is back at revision " + e.toRevision());
      case ReleaseEvent.Warned e -> warn(e.warning());
    }
    draw();
  }

  private static String step(ReleaseEvent.Step step) {
    return switch (step) {
      case LOCK -> "getting the lock";
      case CRDS -> "custom resource definitions";
      case PRE_HOOKS -> "hooks before";
      case OBJECTS -> "objects";
      case WAIT -> "waiting until all are ready";
      case POST_HOOKS -> "hooks after";
      case ROLLBACK -> "going back";
    };
  }

  /// A release failed.
  synchronized void failed(String label, Diagnostic error, @Nullable ReleaseOutcome outcome) {
    live.clear();
    List<String> notes = new ArrayList<>(error.notes());
    if (outcome != null) {
      for (String evidence : outcome.evidence()) {
        if (!error.message().contains(evidence) && !notes.contains(evidence)) {
          notes.add(evidence);
        }
      }
      notes.add(
          switch (outcome.result()) {
            case ROLLED_BACK -> "the last good revision is back";
            case REMOVED -> "the first installation failed, and is removed again";
            case STOPPED -> stopped(outcome);
            case DONE, FAILED -> "its record says that it failed; the next run tries again";
          });
    }
    session
        .errors()
        .error(
            new Diagnostic(
                error.code(),
                error.severity(),
                label + ": " + error.message(),
                error.location(),
                error.snippet(),
                notes,
                error.hint()));
  }

  private static String stopped(ReleaseOutcome outcome) {
    int count = outcome.written().size();
    boolean isOpen =
        outcome.record().map(StoredRelease::status).filter(ReleaseStatus::isPending).isPresent();
    return "it was stopped after "
        + count
        + (count == 1 ? " object was" : " objects were")
        + " written; "
        + (isOpen ? "its record stays pending until the next run, which" : "the next run")
        + " goes on from there";
  }

  /// Tells the user something that is about no release.
  synchronized void tell(String text) {
    live.clear();
    console.message(text);
    draw();
  }

  /// What was not deleted though the release goes on without it.
  ///
  /// @param why the reason for each
  synchronized void kept(String label, Map<ObjectKey, String> why) {
    why.forEach((object, reason) -> say(label, "kept " + object + ": " + reason));
  }

  /// Something to know.
  synchronized void warn(Diagnostic warning) {
    live.clear();
    session.errors().warning(warning);
  }

  /// Says something on a release.
  synchronized void say(String label, String text) {
    live.clear();
    console.note(label + ": " + text);
    draw();
  }

  /// A line for each release that is under way, and one for each object that it waits for.
  private void draw() {
    if (!live.isPossible()) {
      return;
    }
    List<String> lines = new ArrayList<>();
    steps.forEach((label, step) -> {
      lines.add(label + "  " + step);
      waiting
          .getOrDefault(label, Map.of())
          .forEach((object, message) -> lines.add("    " + object.label() + "  " + message));
    });
    int more = lines.size() - SHOWN;
    if (more > 0) {
      lines.subList(SHOWN, lines.size()).clear();
      lines.add("    … and " + more + " more");
    }
    live.show(lines);
  }

  /// Takes away what is drawn.
  synchronized void clear() {
    live.clear();
  }

  /// A duration as people read it.
  static String text(Duration duration) {
    long millis = duration.toMillis();
    return millis < 10_000
        ? millis / 1000 + "." + millis % 1000 / 100 + "s"
        : duration.toSeconds() < 120
            ? duration.toSeconds() + "s"
            : duration.toMinutes() + "m" + duration.toSecondsPart() + "s";
  }
}
