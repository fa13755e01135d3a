package dev.slipway.compat;

import dev.slipway.chart.Chart;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.engine.Capabilities;
import dev.slipway.chart.engine.ChartEngine;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.chart.render.RenderRequest;
import dev.slipway.chart.render.TemplateAction;
import dev.slipway.chart.render.TemplateSettings;
import dev.slipway.chart.values.Coalescing;
import dev.slipway.chart.values.DependencyProcessing;
import dev.slipway.chart.values.Warnings;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/// Measures rendering in process by the protocol of the batch renderer's bench mode: the chart is
/// loaded and the values are read outside the measured time, and a job's figure is the mean of its
/// rounds.
final class BenchMain {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WARM_UP_SECONDS = 20;
  private static final int ROUNDS = 10;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private BenchMain() {}

  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    switch (args[0]) {
      case "jobs" -> writeJobs(Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
      case "warm" -> warm(Path.of(args[1]), Path.of(args[2]), out);
      case "pass" -> pass(Path.of(args[1]), out);
      default -> throw new IllegalArgumentException("unknown " + args[0]);
    }
  }

  /// One job a chart of the first collection that is there: Wikimedia's, where it could be fetched.
  private static void writeJobs(Path cache, Path home, Path file)
      throws IOException, InterruptedException {
    List<Collection> present =
        Collection.read(home.resolve("collections.txt")).stream()
            .filter(one -> Files.isDirectory(one.folder(cache)))
            .toList();
    Collection first = present.getFirst();
    Path folder = first.folder(cache);
    DependencyStaging staging =
        new DependencyStaging(cache.resolve("staged/bench"), List.of(folder));
    List<Job> jobs =
        JobLists.of(first, folder, staging, home.resolve("fixtures/wikimedia.yaml")).jobs();
    List<Golden> goldens = new GoldenStore(cache).of(Peer.HELM_4, first.key(), jobs);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < jobs.size(); i++) {
      String id = jobs.get(i).id();
      boolean chosen = first.rules().equals("wikimedia") ? id.endsWith(" host") : !id.contains(" ");
      if (chosen && goldens.get(i).ok()) {
        lines.append(JSON.writeValueAsString(jobs.get(i))).append('\n');
      }
    }
    Files.writeString(file, lines);
  }

  private static List<Job> readJobs(Path file) throws IOException {
    List<Job> jobs = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      jobs.add(JSON.readValue(line, Job.class));
    }
    return jobs;
  }

  /// A job with everything loaded.
  private record Prepared(Job job, Chart chart, Map<String, @Nullable Object> values) {
    static Prepared of(Job job) {
      HelmVersion version = HelmVersion.DEFAULT;
      Chart chart = ChartLoader.load(Path.of(job.chart()), version, new Warnings());
      return new Prepared(job, chart, SlipwayTemplate.values(job, version));
    }

    private RenderRequest request() {
      HelmVersion version = HelmVersion.DEFAULT;
      return SlipwayTemplate.request(job, chart, values, version)
          .withCluster(SlipwayTemplate.cluster(job, version), job.apiVersions());
    }

    /// Everything up to the execution of templates, anew: they may change the values.
    private ChartEngine.Input input() {
      HelmVersion version = HelmVersion.DEFAULT;
      Warnings warnings = new Warnings();
      RenderRequest request = request();
      Chart processed = new DependencyProcessing(version, warnings).process(chart, values);
      return new ChartEngine.Input(
          processed,
          new Coalescing(version, warnings).coalesce(processed, values),
          request.release(),
          Capabilities.defaults(version).with(request.kubeVersion(), request.apiVersions()),
          request.mode(),
          request.lookup(),
          request.options());
    }

    Span engine() {
      ChartEngine.Input input = input();
      return Span.of(() -> ChartEngine.render(input).size());
    }

    Span whole() {
      RenderRequest request = request();
      return Span.of(() -> {
        StringBuilder out = new StringBuilder();
        TemplateAction.run(request, TemplateSettings.DEFAULTS, out::append);
        return out.length();
      });
    }
  }

  /// What a piece of work took, in nanoseconds: on the clock, and of the processor.
  private record Span(long wall, long cpu) {
    static final Span NONE = new Span(0, 0);

    static Span of(IntSupplier work) {
      long start = System.nanoTime();
      long spent = THREADS.getCurrentThreadCpuTime();
      int size = work.getAsInt();
      Span span = new Span(System.nanoTime() - start, THREADS.getCurrentThreadCpuTime() - spent);
      consume(size);
      return span;
    }

    Span plus(Span other) {
      return new Span(wall + other.wall, cpu + other.cpu);
    }
  }

  /// Keeps the compiler from taking a result for unused.
  private static void consume(int size) {
    SINK.add(size);
  }

  private static final LongAdder SINK = new LongAdder();

  private static void warm(Path jobs, Path helmFigures, PrintStream out) throws IOException {
    List<Prepared> all = readJobs(jobs).stream().map(Prepared::of).toList();
    long until = THREADS.getCurrentThreadCpuTime() + WARM_UP_SECONDS * 1_000_000_000L;
    while (THREADS.getCurrentThreadCpuTime() < until) {
      all.forEach(Prepared::engine);
      all.forEach(Prepared::whole);
    }
    Map<String, BenchFigures.Times> figures = new HashMap<>();
    for (Prepared one : all) {
      Span engine = Span.NONE;
      Span whole = Span.NONE;
      for (int i = 0; i < ROUNDS; i++) {
        engine = engine.plus(one.engine());
        whole = whole.plus(one.whole());
      }
      figures.put(
          one.job().id(),
          new BenchFigures.Times(
              engine.wall() / ROUNDS,
              whole.wall() / ROUNDS,
              engine.cpu() / ROUNDS,
              whole.cpu() / ROUNDS));
    }
    BenchFigures.print(BenchFigures.read(helmFigures), figures, out);
  }

  /// One pass over all jobs, then the most memory that the process has held, in KiB.
  private static void pass(Path jobs, PrintStream out) throws IOException {
    readJobs(jobs).forEach(job -> Prepared.of(job).whole());
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        out.println(line.replaceAll("[^0-9]", ""));
      }
    }
  }
}
