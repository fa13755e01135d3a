package dev.slipway.compat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Proves what Slipway says about unread values on every job of every collection: each value that
/// it reports is renamed, and the output stays the same; no rendering reads a value that the
/// analysis does not know of; and the reports are those of the reviewed list `unread-values.txt`.
final class UsageMain {
  private final Path cache;
  private final Path home;
  private final PrintStream out;
  private final NavigableSet<String> reports = new TreeSet<>();
  private int wrong;

  private UsageMain(Path cache, Path home, PrintStream out) {
    this.cache = cache;
    this.home = home;
    this.out = out;
  }

  /// Arguments: the cache, the compat folder, then `--update` to write the list anew, then the
  /// names of collections, none for all.
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<String> names = new ArrayList<>(Arrays.asList(args).subList(2, args.length));
    boolean update = names.remove("--update");
    UsageMain main = new UsageMain(Path.of(args[0]), Path.of(args[1]), out);
    System.exit(main.run(names, update) ? 0 : 1);
  }

  private boolean run(List<String> names, boolean update) throws IOException {
    out.printf(
        "%-15s %6s %9s %8s %9s %9s%n",
        "collection", "jobs", "rendered", "reports", "false", "unknown");
    List<Collection> listed =
        Collection.read(home.resolve("collections.txt")).stream()
            .filter(one -> !one.isTestData())
            .toList();
    List<Collection> all =
        listed.stream().filter(one -> Files.isDirectory(one.folder(cache))).toList();
    NavigableSet<String> reviewed = new TreeSet<>(Files.readAllLines(list()));
    for (Collection collection : listed) {
      boolean wanted = names.isEmpty() || names.contains(collection.name());
      if (wanted && all.contains(collection)) {
        check(collection, all);
      } else {
        if (wanted) {
          out.printf("%-15s is not in the cache: SKIPPED%n", collection.name());
        }
        // Nothing is known anew of what was not looked at.
        reviewed.stream()
            .filter(line -> line.startsWith(collection.name() + " "))
            .forEach(reports::add);
      }
    }
    if (update) {
      Files.write(list(), reports);
    } else {
      compare(reviewed);
    }
    return wrong == 0;
  }

  private Path list() {
    return home.resolve("unread-values.txt");
  }

  private void check(Collection collection, List<Collection> all) throws IOException {
    List<Path> roots = new ArrayList<>();
    roots.add(collection.folder(cache));
    all.forEach(one -> roots.add(one.folder(cache)));
    String together = GoldenStore.digest(roots.toString());
    Path host = home.resolve("fixtures/wikimedia.yaml");
    JobLists.JobList list =
        JobLists.of(
            collection,
            roots.getFirst(),
            new DependencyStaging(
                cache.resolve("staged").resolve(collection.key() + "-" + together), roots),
            host);
    UsageCheck check = new UsageCheck(host);
    list.jobs().parallelStream().forEach(check::run);
    check.reports().forEach(report -> reports.add(collection.name() + " " + report));
    out.printf(
        "%-15s %6d %9d %8d %9d %9d%n",
        collection.name(),
        list.jobs().size(),
        check.rendered(),
        check.reports().size(),
        check.falseAlarms().size(),
        check.unknown().size());
    tell(
        "values that were reported as unread, but without them the output differs",
        check.falseAlarms());
    tell("values that were read, but not known to be", check.unknown());
  }

  private void tell(String what, Map<String, String> found) {
    if (!found.isEmpty()) {
      wrong += found.size();
      out.println("  " + what + ":");
      found.forEach((value, where) -> out.println("    " + value + ": " + where));
    }
  }

  private void compare(NavigableSet<String> reviewed) {
    for (String report : reports) {
      if (!reviewed.contains(report)) {
        out.println("new report, not reviewed yet: " + report);
        wrong++;
      }
    }
    for (String report : reviewed) {
      if (!reports.contains(report)) {
        out.println("no longer reported: " + report);
        wrong++;
      }
    }
  }
}
