package dev.slipway.compat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The jobs of a collection: every chart × its values × each of its fixtures.
final class JobLists {
  private static final List<String> VALUES_OF_CHARTS =
      List.of(
          "values?*.yaml",
          "*-values.yaml",
          "ci/{*,*/*}.yaml",
          "examples/{*,*/*}/values*.yaml",
          "tests/values/*.yaml");

  /// Switches that many charts have, for the branches that their defaults never reach.
  private static final List<String> SWITCHES =
      List.of(
          "ingress.enabled=true",
          "metrics.enabled=true",
          "metrics.serviceMonitor.enabled=true",
          "autoscaling.enabled=true",
          "networkPolicy.enabled=true",
          "persistence.enabled=false",
          "tls.enabled=true",
          "pdb.create=true",
          "replicaCount=3");

  private static final Pattern FIXTURES_FOLDER = Pattern.compile("(?m)^fixtures_dir:\\s*(\\S+)");
  private static final Pattern NEEDS_NEWER =
      Pattern.compile("(?m)^kubeVersion:.*>=?\\s*v?1\\.3[2-9]");
  private static final Pattern DEPLOYED =
      Pattern.compile("chart:\\s*[\"']?wmf-stable/([a-z0-9-]+)[\"']?\\s*$", Pattern.MULTILINE);

  private final Collection collection;
  private final Path folder;
  private final DependencyStaging staging;
  private final Path fixture;
  private final List<Job> jobs = new ArrayList<>();
  private final Map<String, Set<String>> skipped = new LinkedHashMap<>();

  private JobLists(Collection collection, Path folder, DependencyStaging staging, Path fixture) {
    this.collection = collection;
    this.folder = folder;
    this.staging = staging;
    this.fixture = fixture;
  }

  /// What to render of a collection, and the charts that cannot be rendered with what they lack.
  record JobList(List<Job> jobs, Map<String, Set<String>> skipped) {}

  /// @param folder the collection's folder in the cache
  /// @param fixture the values that stand for what Wikimedia's hosts supply
  static JobList of(Collection collection, Path folder, DependencyStaging staging, Path fixture)
      throws IOException {
    JobLists lists = new JobLists(collection, folder, staging, fixture);
    boolean wikimedia = collection.rules().equals("wikimedia");
    for (Path chart : ChartFolders.under(folder.resolve(collection.root()).normalize())) {
      if (wikimedia) {
        lists.addWikimediaChart(chart);
      } else {
        lists.addChart(chart);
      }
    }
    if (wikimedia) {
      lists.addDeployments();
    }
    return new JobList(lists.jobs, lists.skipped);
  }

  private void addChart(Path chart) throws IOException {
    String id = folder.relativize(chart).toString();
    id = id.isEmpty() ? collection.name() : id;
    DependencyStaging.Staged staged = staging.stage(chart, folder);
    Job bare = Job.of(id, staged.chart().toString(), List.of(), "");
    jobs.add(bare);
    if (!staged.lacking().isEmpty()) {
      skipped.put(id, staged.lacking());
      return;
    }
    jobs.add(bare.turned(id + " turned", false));
    jobs.add(bare.with(id + " set", SWITCHES));
    Set<Path> files = new LinkedHashSet<>();
    for (String glob : VALUES_OF_CHARTS) {
      files.addAll(ChartFolders.matching(chart, glob));
    }
    files.remove(chart.resolve("values.yaml"));
    for (Path file : files) {
      String label = id + " " + chart.relativize(file);
      jobs.add(Job.of(label, staged.chart().toString(), List.of(file.toString()), ""));
    }
  }

  /// The rules of that repository's own CI: the host's values first, then each fixture.
  private void addWikimediaChart(Path chart) throws IOException {
    String control = ChartFolders.read(chart.resolve(".fixturectl.yaml"));
    Matcher elsewhere = FIXTURES_FOLDER.matcher(control);
    Path fixtures = chart.resolve(elsewhere.find() ? elsewhere.group(1) : ".fixtures");
    List<String> host =
        control.contains("default_fixtures: []") ? List.of() : List.of(fixture.toString());
    String version =
        NEEDS_NEWER.matcher(ChartFolders.chartYaml(chart)).find() ? "1.34.8" : "1.31.2";
    String id = folder.relativize(chart).toString();
    jobs.add(Job.of(id, chart.toString(), List.of(), ""));
    Job bare = Job.of(id + " host", chart.toString(), host, version);
    jobs.add(bare);
    jobs.add(bare.turned(id + " turned", true));
    if (!Files.isDirectory(fixtures)) {
      return;
    }
    for (Path file : ChartFolders.matching(fixtures, "*.yaml")) {
      if (!file.endsWith("private_stub.yaml") && Files.size(file) > 0) {
        List<String> values = new ArrayList<>(host);
        values.add(file.toString());
        jobs.add(Job.of(id + " " + file.getFileName(), chart.toString(), values, version));
      }
    }
  }

  /// Each service's values files over each chart that its helmfile names.
  private void addDeployments() throws IOException {
    for (Path helmfile : ChartFolders.matching(folder.resolve("helmfile.d"), "*/*/helmfile.yaml")) {
      Path service = helmfile.getParent();
      if (service == null) {
        continue;
      }
      List<String> names =
          DEPLOYED
              .matcher(ChartFolders.read(helmfile))
              .results()
              .map((MatchResult m) -> m.group(1))
              .distinct()
              .toList();
      for (String name : names) {
        Path chart = folder.resolve("charts").resolve(name);
        if (Files.isDirectory(chart)) {
          addDeployment(service, name, chart);
        }
      }
    }
  }

  private void addDeployment(Path service, String name, Path chart) {
    List<String> common = new ArrayList<>(List.of(fixture.toString()));
    for (String file : List.of(".fixtures.yaml", "global.yaml", "values.yaml")) {
      if (Files.isRegularFile(service.resolve(file))) {
        common.add(service.resolve(file).toString());
      }
    }
    String id = folder.relativize(service) + " " + name;
    jobs.add(Job.of(id, chart.toString(), common, ""));
    for (Path file : ChartFolders.matching(service, "values-*.yaml")) {
      List<String> values = new ArrayList<>(common);
      values.add(file.toString());
      jobs.add(Job.of(id + " " + file.getFileName(), chart.toString(), values, ""));
    }
  }
}
