package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.cli.terminal.Console;
import dev.slipway.core.TextTable;
import dev.slipway.release.store.StoredRelease;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `slipway history RELEASE`: the revisions of a release, as `helm history` prints them.
final class HistoryCommand implements Command {
  private static final Option<Integer> MAX =
      Option.count("max", 256, "how many revisions at most, the newest ones");

  private static final Option<Boolean> ROLLBACKS =
      Option.flag("show-rollback-revision", "a column with the revision that was brought back");

  private static final Option<Boolean> VERBOSE =
      Option.flag(
              "verbose", "who made each revision, and what was found out about those that failed")
          .orShort('v');

  @Override
  public Usage usage() {
    return Usage.of("List the revisions of a release, oldest first.")
        .withArguments("RELEASE", 1, 1, new Suggestions.None())
        .withExample("slipway history web -n web", "of a release in that namespace")
        .withExample("slipway history web -n web --kube-context eqiad -o json", "for scripts")
        .withExample("slipway history web -n web -v", "who made them, and why some failed")
        .withOptions(List.of(VERBOSE, MAX, ROLLBACKS))
        .withOptions(ClusterOptions.ALL)
        .withOptions(List.of(OutputFormat.OPTION));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    try (ReleaseRun run =
        ReleaseRun.ofRecords(invocation, session, invocation.arguments().getFirst())) {
      List<StoredRelease> revisions = run.history().revisions();
      int most = invocation.get(MAX);
      List<StoredRelease> shown =
          revisions.subList(Math.max(0, revisions.size() - most), revisions.size());
      if (OutputFormat.isWanted(invocation)) {
        List<Object> entries = new ArrayList<>();
        boolean verbose = invocation.get(VERBOSE);
        shown.forEach(revision -> entries.add(entry(revision, verbose)));
        session.console().print(OutputFormat.text(invocation, entries));
      } else {
        print(shown, invocation, session.console());
      }
      return true;
    }
  }

  private static void print(List<StoredRelease> revisions, Invocation invocation, Console console) {
    boolean verbose = invocation.get(VERBOSE);
    List<String> lines = table(revisions, invocation.get(ROLLBACKS), verbose);
    console.println(lines.getFirst());
    for (int i = 0; i < revisions.size(); i++) {
      console.println(lines.get(i + 1));
      if (verbose && revisions.get(i).problem().isEmpty()) {
        revisions.get(i).evidence().forEach(line -> console.println("    " + line));
      }
    }
  }

  private static List<String> table(
      List<StoredRelease> revisions, boolean rollbacks, boolean verbose) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head =
        new ArrayList<>(List.of("REVISION", "UPDATED", "STATUS", "CHART", "APP VERSION"));
    if (rollbacks) {
      head.add("ROLLBACK");
    }
    if (verbose) {
      head.add("BY");
    }
    head.add("DESCRIPTION");
    rows.add(head);
    for (StoredRelease revision : revisions) {
      List<String> row = new ArrayList<>();
      row.add(Integer.toString(revision.revision()));
      if (revision.problem().isPresent()) {
        row.addAll(List.of("", revision.status().text(), "", ""));
      } else {
        row.addAll(
            List.of(
                revision.lastDeployed().map(HistoryCommand::ansic).orElse(""),
                revision.status().text(),
                chart(revision),
                revision.chartMetadata().appVersion()));
      }
      if (rollbacks) {
        boolean readable = revision.problem().isEmpty();
        int from = readable ? revision.rollbackRevision() : 0;
        row.add(from == 0 ? "" : Integer.toString(from));
      }
      if (verbose) {
        row.add(by(revision));
      }
      row.add(
          revision.problem().map(problem -> problem.message()).orElseGet(revision::description));
      rows.add(row);
    }
    return TextTable.lines(rows, 0);
  }

  /// Who made a revision; Helm does not record that.
  private static String by(StoredRelease revision) {
    return revision.problem().isPresent() ? "" : revision.operator();
  }

  private static Map<String, @Nullable Object> entry(StoredRelease revision, boolean verbose) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("revision", revision.revision());
    if (revision.problem().isPresent()) {
      entry.put("status", revision.status().text());
      entry.put("description", revision.problem().get().message());
      return entry;
    }
    revision.lastDeployed().ifPresent(moment -> entry.put("updated", moment.toString()));
    entry.put("status", revision.status().text());
    entry.put("chart", chart(revision));
    entry.put("app_version", revision.chartMetadata().appVersion());
    if (revision.rollbackRevision() != 0) {
      entry.put("rollback_revision", revision.rollbackRevision());
    }
    entry.put("description", revision.description());
    if (verbose) {
      entry.put("by", by(revision));
      entry.put("evidence", revision.evidence());
    }
    return entry;
  }

  /// `NAME-VERSION` of a revision's chart.
  static String chart(StoredRelease revision) {
    return revision.chartMetadata().name() + "-" + revision.chartMetadata().version();
  }

  /// A moment as Go's `time.ANSIC` writes it: `Mon Jan _2 15:04:05 2006`.
  static String ansic(Instant moment) {
    return DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT)
        .format(moment.atZone(ZoneId.systemDefault()));
  }
}
