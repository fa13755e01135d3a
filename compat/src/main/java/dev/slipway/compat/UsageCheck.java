package dev.slipway.compat;

import dev.slipway.chart.Chart;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.engine.Capabilities;
import dev.slipway.chart.engine.ChartEngine;
import dev.slipway.chart.engine.ClusterLookup;
import dev.slipway.chart.engine.EngineMode;
import dev.slipway.chart.engine.ReleaseOptions;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.chart.usage.ObservedReads;
import dev.slipway.chart.usage.SchemaKeys;
import dev.slipway.chart.usage.UnreadValue;
import dev.slipway.chart.usage.UnreadValues;
import dev.slipway.chart.usage.ValueReads;
import dev.slipway.chart.values.Coalescing;
import dev.slipway.chart.values.DependencyProcessing;
import dev.slipway.chart.values.ValueFileSource;
import dev.slipway.chart.values.ValueSettings;
import dev.slipway.chart.values.ValueTrees;
import dev.slipway.chart.values.Warnings;
import dev.slipway.core.SlipwayException;
import dev.slipway.gotemplate.RenderObserver;
import dev.slipway.gotemplate.RenderOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Checks the analysis of values on jobs. For any number of threads.
final class UsageCheck {
  private static final HelmVersion VERSION = HelmVersion.DEFAULT;
  private static final ValueFileSource FILES = ValueFileSource.inFolder(Path.of("/"));

  private final Path host;
  private final NavigableSet<String> reports = new TreeSet<>();
  private final NavigableMap<String, String> falseAlarms = new TreeMap<>();
  private final NavigableMap<String, String> unknown = new TreeMap<>();
  private int rendered;

  /// @param host the values file that all charts of a site share: what of it a chart does not read
  ///   is nobody's mistake
  UsageCheck(Path host) {
    this.host = host;
  }

  /// Checks one job; those that cannot be rendered are left out.
  void run(Job job) {
    try {
      check(job);
    } catch (SlipwayException _) {
      // Whether a job fails as it should is for the comparison with Helm to say.
      return;
    }
  }

  private void check(Job job) {
    Chart chart = ChartLoader.load(Path.of(job.chart()), VERSION, new Warnings());
    Map<String, @Nullable Object> given = SlipwayTemplate.values(job, VERSION);
    Chart used = new DependencyProcessing(VERSION, new Warnings()).process(chart, given);
    ValueReads reads = ValueReads.of(chart, used, VERSION, given, false);
    Map<String, @Nullable Object> renamed = ValueTrees.copy(given);
    SchemaKeys schema = SchemaKeys.of(used);
    List<String> found = new ArrayList<>();
    for (UnreadValue value : UnreadValues.in(ownValues(job), reads, schema)) {
      found.add(chart.name() + " " + value.path());
    }
    List<UnreadValue> all = UnreadValues.in(given, reads, schema);
    all.forEach(value -> rename(renamed, value.path().steps(), 0));

    Map<String, @Nullable Object> values = coalesced(used, given);
    ObservedReads observed = new ObservedReads(values);
    Map<String, String> before = render(job, used, values, observed);
    Map<String, String> after = render(job, used, coalesced(used, renamed), null);
    synchronized (this) {
      rendered++;
      reports.addAll(found);
      if (!before.equals(after)) {
        falseAlarms.put(job.id(), all.stream().map(value -> value.path().toString()).toList() + "");
      }
      observed
          .unexpected(reads)
          .forEach((path, place) -> unknown.put(chart.name() + " " + path, job.id() + " " + place));
    }
  }

  /// The values of a job without those of the host and of switches that the comparison makes up.
  private Map<String, @Nullable Object> ownValues(Job job) {
    List<String> files = new ArrayList<>(job.values());
    files.remove(host.toString());
    return ValueSettings.ofFiles(files).merge(FILES, VERSION);
  }

  private static Map<String, @Nullable Object> coalesced(
      Chart chart, Map<String, @Nullable Object> values) {
    return new Coalescing(VERSION, new Warnings()).coalesce(chart, values);
  }

  private static Map<String, String> render(
      Job job,
      Chart chart,
      Map<String, @Nullable Object> values,
      @Nullable RenderObserver observer) {
    RenderOptions options =
        RenderOptions.defaults()
            .withClock(Clock.fixed(Instant.EPOCH, ZoneId.systemDefault()))
            .withRandom(new Random(1));
    ReleaseOptions release = new ReleaseOptions("release-name", "default", 1, job.isUpgrade());
    Capabilities capabilities =
        Capabilities.defaults(VERSION)
            .with(SlipwayTemplate.cluster(job, VERSION), job.apiVersions());
    return ChartEngine.render(
        new ChartEngine.Input(
            chart,
            values,
            release,
            capabilities,
            EngineMode.of(VERSION),
            ClusterLookup.NONE,
            observer == null ? options : options.withObserver(observer)));
  }

  /// Renames a key, in each item if it is inside a list.
  private static void rename(@Nullable Object value, List<String> steps, int step) {
    if (value instanceof List<?> list) {
      list.forEach(item -> rename(item, steps, step + 1));
      return;
    }
    Map<String, @Nullable Object> map = ValueTrees.table(value);
    String key = steps.get(step);
    if (map == null || !map.containsKey(key)) {
      return;
    }
    if (step < steps.size() - 1) {
      rename(map.get(key), steps, step + 1);
      return;
    }
    Map<String, @Nullable Object> old = new LinkedHashMap<>(map);
    map.clear();
    old.forEach((name, inner) -> map.put(name.equals(key) ? "renamed-" + key : name, inner));
  }

  synchronized int rendered() {
    return rendered;
  }

  /// The values that were reported: the chart's name and the path.
  synchronized NavigableSet<String> reports() {
    return reports;
  }

  /// Jobs whose output depends on values that were reported, with all of these.
  synchronized NavigableMap<String, String> falseAlarms() {
    return falseAlarms;
  }

  /// Values that a rendering read although the analysis does not know of it, with who did.
  synchronized NavigableMap<String, String> unknown() {
    return unknown;
  }
}
