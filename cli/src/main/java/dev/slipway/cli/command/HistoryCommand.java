package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
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

  @Override
  public Usage usage() {
    return Usage.of("List the revisions of a release, oldest first.")
        .withArguments("RELEASE", 1, 1, new Suggestions.None())
        .withExample("slipway history web -n web", "of a release in that namespace")
        .withExample("slipway history web -n web --kube-context eqiad -o json", "for scripts")
        .withOptions(List.of(MAX, ROLLBACKS))
        .withOptions(ClusterOptions.ALL)
        .withOptions(List.of(OutputFormat.OPTION));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    try (ReleaseRun run = new ReleaseRun(invocation, session, invocation.arguments().getFirst())) {
      List<StoredRelease> revisions = run.history().revisions();
      int most = invocation.get(MAX);
      List<StoredRelease> shown =
          revisions.subList(Math.max(0, revisions.size() - most), revisions.size());
      if (invocation.has(OutputFormat.OPTION)) {
        List<Object> entries = new ArrayList<>();
        shown.forEach(revision -> entries.add(entry(revision)));
        session.console().print(OutputFormat.text(invocation, entries));
      } else {
        table(shown, invocation.get(ROLLBACKS)).forEach(session.console()::println);
      }
      return true;
    }
  }

  private static List<String> table(List<StoredRelease> revisions, boolean rollbacks) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head =
        new ArrayList<>(List.of("REVISION", "UPDATED", "STATUS", "CHART", "APP VERSION"));
    if (rollbacks) {
      head.add("ROLLBACK");
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
      row.add(
          revision.problem().map(problem -> problem.message()).orElseGet(revision::description));
      rows.add(row);
    }
    return TextTable.lines(rows, 0);
  }

  private static Map<String, @Nullable Object> entry(StoredRelease revision) {
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
