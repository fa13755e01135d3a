package dev.slipway.compat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Compares every job of every collection and prints a line for each collection and version.
final class CompareMain {
  private final CompareOptions options;
  private final PrintStream out;
  private final GoldenStore goldens;
  private final TemplateCommand slipway = new SlipwayTemplate();
  private final KnownDifferences known;
  private int total;
  private int bad;

  private CompareMain(CompareOptions options, PrintStream out) throws IOException {
    this.options = options;
    this.out = out;
    this.goldens = new GoldenStore(options.cache());
    this.known = KnownDifferences.read(options.home().resolve("known-differences.txt"));
  }

  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    CompareMain main = new CompareMain(CompareOptions.parse(args), out);
    System.exit(main.run() ? 0 : 1);
  }

  private boolean run() throws IOException, InterruptedException, ExecutionException {
    List<Collection> all = Collection.read(options.home().resolve("collections.txt"));
    List<Collection> present =
        all.stream().filter(one -> Files.isDirectory(one.folder(options.cache()))).toList();
    out.printf(
        "%-15s %-7s %6s %9s %6s %11s %6s %7s%n",
        "collection", "helm", "jobs", "identical", "shape", "both fail", "differ", "skipped");
    int compared = 0;
    for (Collection collection : all) {
      if (!options.collections().isEmpty() && !options.collections().contains(collection.name())) {
        continue;
      }
      if (present.contains(collection)) {
        compare(collection, present);
        compared++;
      } else {
        out.printf("%-15s is not in the cache and cannot be fetched: SKIPPED%n", collection.name());
      }
    }
    out.printf("collections: %d of %d compared%n", compared, all.size());
    out.printf("compat: %d passed, %d failed%n", total - bad, bad);
    return bad == 0;
  }

  private void compare(Collection collection, List<Collection> present)
      throws IOException, InterruptedException, ExecutionException {
    List<Path> roots = new ArrayList<>();
    roots.add(collection.folder(options.cache()));
    present.stream()
        .filter(one -> !one.isTestData())
        .forEach(one -> roots.add(one.folder(options.cache())));
    String together = GoldenStore.digest(roots.toString());
    Path staged = options.cache().resolve("staged").resolve(collection.key() + "-" + together);
    JobLists.JobList list =
        JobLists.of(
            collection,
            roots.getFirst(),
            new DependencyStaging(staged, roots),
            options.home().resolve("fixtures/wikimedia.yaml"));
    for (Peer peer : options.peers()) {
      List<Golden> results = goldens.of(peer, collection.key(), list.jobs());
      report(collection, peer, list, compareAll(peer, list.jobs(), results));
    }
  }

  private List<Comparison> compareAll(Peer peer, List<Job> jobs, List<Golden> results)
      throws InterruptedException, ExecutionException {
    List<Future<Comparison>> pending = new ArrayList<>();
    try (ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      for (int i = 0; i < jobs.size(); i++) {
        Job job = jobs.get(i);
        Golden golden = results.get(i);
        if (options.wants(job)) {
          pending.add(workers.submit(() -> Comparison.of(job, golden, slipway, peer)));
        }
      }
    }
    List<Comparison> all = new ArrayList<>();
    for (Future<Comparison> one : pending) {
      all.add(one.get());
    }
    return all;
  }

  private void report(Collection collection, Peer peer, JobLists.JobList list, List<Comparison> all)
      throws IOException, InterruptedException {
    Map<Verdict, List<Comparison>> by = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      by.put(verdict, all.stream().filter(one -> one.verdict() == verdict).toList());
    }
    List<Comparison> differing = all.stream().filter(one -> !one.verdict().good()).toList();
    List<Comparison> wrong =
        differing.stream().filter(one -> !known.contains(peer, collection, one.job())).toList();
    int other = count(by, Verdict.OTHER_ERROR);
    out.printf(
        "%-15s %-7s %6d %9d %6d %11s %6d %7d%n",
        collection.name(),
        peer.version(),
        all.size(),
        count(by, Verdict.IDENTICAL),
        count(by, Verdict.SAME_SHAPE),
        count(by, Verdict.SAME_ERROR) + other + (other > 0 ? " (" + other + " reworded)" : ""),
        wrong.size(),
        list.skipped().size());
    total += all.size();
    bad += wrong.size();
    if (differing.size() > wrong.size()) {
      out.printf(
          "  known differences, see known-differences.txt: %d%n", differing.size() - wrong.size());
    }
    if (options.peers().getFirst().equals(peer) && !list.skipped().isEmpty()) {
      out.println("  skipped, as dependencies are in no collection: " + list.skipped());
    }
    List<Comparison> shown = new ArrayList<>(wrong);
    if (options.errors()) {
      shown.addAll(by.getOrDefault(Verdict.OTHER_ERROR, List.of()));
    }
    new DifferenceReport(out, options.cache().resolve("different").resolve(peer.version()))
        .print(collection, shown, options.show());
  }

  private static int count(Map<Verdict, List<Comparison>> by, Verdict verdict) {
    return by.getOrDefault(verdict, List.of()).size();
  }
}
