package dev.slipway.chart.lint;

import dev.slipway.chart.ChartException;
import dev.slipway.core.GoStrings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Lints several charts and words the report, as `helm lint` does.
public final class LintRun {
  private final LintSettings settings;
  private final boolean strict;
  private final boolean quiet;

  /// @param strict whether warnings fail too
  /// @param quiet whether charts without warnings and errors go unmentioned
  public LintRun(LintSettings settings, boolean strict, boolean quiet) {
    this.settings = settings;
    this.strict = strict;
    this.quiet = quiet;
  }

  /// A chart to lint.
  ///
  /// @param shown its path as the user wrote it
  /// @param path where it is
  public record Target(String shown, Path path) {}

  /// The outcome.
  ///
  /// @param text what to print
  /// @param summary such as `1 chart(s) linted, 0 chart(s) failed`
  /// @param failed how many charts failed; if any, the summary is an error
  /// @param mentionSummary whether the summary is worth printing when none failed
  public record Report(String text, String summary, int failed, boolean mentionSummary) {}

  /// The charts, each followed by the charts below its `charts/` folder: what `--with-subcharts`
  /// means.
  public static List<Target> withSubcharts(List<Target> targets) {
    List<Target> all = new ArrayList<>(targets);
    for (Target target : targets) {
      Path charts = target.path.resolve("charts");
      if (Files.isDirectory(charts)) {
        addBelow(cleaned(target.shown) + "/charts", charts, all);
      }
    }
    return all;
  }

  private static String cleaned(String shown) {
    return Path.of(shown).normalize().toString();
  }

  private static void addBelow(String shown, Path folder, List<Target> found) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    entries.sort(Comparator.comparing(path -> path.getFileName().toString(), GoStrings.BYTE_ORDER));
    for (Path entry : entries) {
      String name = entry.getFileName().toString();
      if (name.equals("Chart.yaml")) {
        found.add(new Target(shown, folder));
      } else if (name.endsWith(".tgz") || name.endsWith(".tar.gz")) {
        found.add(new Target(shown + "/" + name, entry));
      }
      if (Files.isDirectory(entry) && !Files.isSymbolicLink(entry)) {
        addBelow(shown + "/" + name, entry, found);
      }
    }
  }

  /// Lints all.
  public Report run(List<Target> targets) {
    StringBuilder out = new StringBuilder();
    int failed = 0;
    boolean remarkable = false;
    for (Target target : targets) {
      List<LintMessage> messages;
      String error = "";
      try {
        messages = ChartLint.lint(target.path, settings);
      } catch (ChartException e) {
        messages = List.of();
        error = String.valueOf(e.getMessage());
      }
      boolean worse =
          !error.isEmpty()
              || messages.stream().anyMatch(message -> message.severity() != LintSeverity.INFO);
      remarkable |= worse;
      if (!quiet || worse) {
        write(target, messages, error, out);
        failed += fails(messages, error) ? 1 : 0;
      }
    }
    String summary = targets.size() + " chart(s) linted, " + failed + " chart(s) failed";
    return new Report(out.toString(), summary, failed, !quiet || remarkable);
  }

  private boolean fails(List<LintMessage> messages, String error) {
    LintSeverity tolerated = strict ? LintSeverity.WARNING : LintSeverity.ERROR;
    return !error.isEmpty()
        || messages.stream().anyMatch(message -> message.severity().compareTo(tolerated) >= 0);
  }

  private void write(Target target, List<LintMessage> messages, String error, StringBuilder out) {
    out.append("==> Linting ").append(target.shown).append('\n');
    if (!error.isEmpty()) {
      out.append("Error ").append(error).append('\n');
    }
    for (LintMessage message : messages) {
      if (!quiet || message.severity() != LintSeverity.INFO) {
        out.append(message).append('\n');
      }
    }
    out.append('\n');
  }
}
