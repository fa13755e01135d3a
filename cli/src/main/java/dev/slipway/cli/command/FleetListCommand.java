package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.terminal.Console;
import dev.slipway.cli.terminal.Style;
import dev.slipway.pipeline.fleet.FleetListing;
import dev.slipway.pipeline.fleet.FleetRelease;
import dev.slipway.pipeline.settings.Cluster;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `slipway list` at the root of a fleet: releases and clusters.
final class FleetListCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of(
            "List the releases of all helmfiles on all clusters of slipway.yaml. PATH is a folder or"
                + " CLUSTER/SERVICE.")
        .withExample("slipway list", "every release, with a column for each cluster")
        .withExample("slipway list -e staging -l name=canary", "some of them")
        .withExample("slipway list --output json", "for scripts")
        .withArguments(
            "[PATH…]", 0, Integer.MAX_VALUE, new dev.slipway.cli.option.Suggestions.Folders())
        .withOptions(FleetOptions.all())
        .withOptions(List.of(FleetOptions.FORMAT));
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    FleetRun run = new FleetRun(invocation, session);
    FleetListing listing = run.fleet().list(run.narrowing());
    String format = invocation.get(FleetOptions.FORMAT);
    if (format.equals("json")) {
      session.console().println(Json.write(entries(listing)));
    } else if (format.equals("yaml")) {
      session.console().print(Yaml.write(entries(listing)));
    } else {
      new Table(session.console(), run.fleet().settings().clusters(), listing.releases()).print();
    }
    return run.end(listing.failures());
  }

  private static List<Map<String, Object>> entries(FleetListing listing) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (FleetRelease release : listing.releases()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("cluster", release.target().cluster().name());
      entry.put("service", release.target().service());
      entry.put("name", release.name());
      entry.put("namespace", release.namespace());
      entry.put("chart", release.chart());
      entry.put("version", release.version());
      entry.put("enabled", release.enabled());
      entry.put("installed", release.installed());
      entry.put("environment", release.target().environment());
      entry.put("helmfile", release.target().file());
      entry.put("labels", release.labels());
      entries.add(entry);
    }
    return entries;
  }

  /// A row for each release of a service, a column for each cluster.
  private static final class Table {
    private final Console console;
    private final List<String> clusters = new ArrayList<>();
    private final Map<List<String>, Map<String, String>> rows = new LinkedHashMap<>();

    Table(Console console, List<Cluster> all, List<FleetRelease> releases) {
      this.console = console;
      Set<String> meant = new LinkedHashSet<>();
      Map<String, String> charts = new LinkedHashMap<>();
      for (FleetRelease release : releases) {
        meant.add(release.target().cluster().name());
        charts.putIfAbsent(key(release), chart(release));
      }
      all.stream().map(Cluster::name).filter(meant::contains).forEach(clusters::add);
      for (FleetRelease release : releases) {
        List<String> row =
            List.of(
                release.target().service(),
                release.name(),
                release.namespace(),
                charts.getOrDefault(key(release), ""));
        rows.computeIfAbsent(row, _ -> new LinkedHashMap<>())
            .put(release.target().cluster().name(), release.isDeployed() ? "yes" : "off");
      }
    }

    private static String key(FleetRelease release) {
      return release.target().service() + " " + release.name() + " " + release.namespace();
    }

    private static String chart(FleetRelease release) {
      String chart = release.chart();
      String name = chart.substring(chart.lastIndexOf('/') + 1);
      return release.version().isEmpty() ? name : name + " " + release.version();
    }

    void print() {
      List<List<String>> lines = new ArrayList<>();
      List<String> heading = new ArrayList<>(List.of("SERVICE", "RELEASE", "NAMESPACE", "CHART"));
      heading.addAll(clusters);
      lines.add(heading);
      rows.forEach((row, cells) -> {
        List<String> line = new ArrayList<>(row);
        clusters.forEach(cluster -> line.add(cells.getOrDefault(cluster, "-")));
        lines.add(line);
      });
      int[] widths = new int[heading.size()];
      for (List<String> line : lines) {
        for (int i = 0; i < widths.length; i++) {
          widths[i] = Math.max(widths[i], line.get(i).length());
        }
      }
      for (int i = 0; i < lines.size(); i++) {
        String text = line(lines.get(i), widths);
        console.println(i == 0 ? console.styledOutput(Style.STRONG, text) : text);
      }
    }

    private static String line(List<String> cells, int[] widths) {
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = cells.get(i);
        out.append(cell);
        if (i < widths.length - 1) {
          out.append(" ".repeat(widths[i] - cell.length() + 2));
        }
      }
      return out.toString();
    }
  }
}
