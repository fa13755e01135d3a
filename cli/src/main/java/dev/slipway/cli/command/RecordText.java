package dev.slipway.cli.command;

import dev.slipway.chart.ChartMetadata;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.values.Coalescing;
import dev.slipway.chart.values.Warnings;
import dev.slipway.release.diff.SecretData;
import dev.slipway.release.store.StoredHook;
import dev.slipway.release.store.StoredRelease;
import dev.slipway.yaml.Yaml;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is recorded of a revision, in the forms in which helm prints it.
///
/// @param release the revision
/// @param secrets hides the values of Secrets in manifests and hooks; null shows them
record RecordText(StoredRelease release, @Nullable SecretData secrets) {
  /// The objects.
  String manifest() {
    return hidden(release.manifest());
  }

  /// The hooks, one after the other.
  String hooks() {
    StringBuilder out = new StringBuilder();
    for (StoredHook hook : release.hooks()) {
      out.append("---\n# Source: ")
          .append(hook.hook().path())
          .append('\n')
          .append(hidden(hook.hook().content()))
          .append('\n');
    }
    return out.toString();
  }

  /// The chart's notes; empty if it has none.
  String notes() {
    return release.notes().isEmpty() ? "" : "NOTES:\n" + release.notes() + "\n";
  }

  private String hidden(String manifest) {
    return secrets == null ? manifest : secrets.hide(manifest);
  }

  /// The user's values over the chart's defaults. Helm's record has no subcharts: their defaults
  /// are not there, with helm neither.
  Map<String, @Nullable Object> computedValues() {
    return new Coalescing(HelmVersion.DEFAULT, new Warnings())
        .coalesce(release.chart(), release.values());
  }

  /// Values as helm prints them.
  static String yaml(Map<String, @Nullable Object> values) {
    return values.isEmpty() ? "null\n" : Yaml.write(values);
  }

  /// What `helm get all` prints.
  String all() {
    ChartMetadata chart = release.chartMetadata();
    StringBuilder out = new StringBuilder("NAME: ").append(release.name().name()).append('\n');
    release
        .lastDeployed()
        .ifPresent(moment ->
            out.append("LAST DEPLOYED: ").append(HistoryCommand.ansic(moment)).append('\n'));
    out.append("NAMESPACE: ").append(release.name().namespace());
    out.append("\nSTATUS: ").append(release.status().text());
    out.append("\nREVISION: ").append(release.revision());
    out.append("\nCHART: ").append(chart.name());
    out.append("\nVERSION: ").append(chart.version());
    out.append("\nAPP_VERSION: ").append(chart.appVersion());
    out.append("\nDESCRIPTION: ").append(release.description()).append('\n');
    HealthText.tests(release).forEach(line -> out.append(line).append('\n'));
    out.append("USER-SUPPLIED VALUES:\n").append(yaml(release.values()));
    out.append("\nCOMPUTED VALUES:\n").append(yaml(computedValues()));
    out.append("\nHOOKS:\n").append(hooks());
    out.append("MANIFEST:\n").append(manifest()).append('\n');
    if (!release.notes().isEmpty()) {
      out.append("NOTES:\n").append(release.notes().strip()).append('\n');
    }
    return out.toString();
  }

  /// What `helm get metadata --output json` tells.
  Map<String, @Nullable Object> metadata() {
    ChartMetadata chart = release.chartMetadata();
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("name", release.name().name());
    tree.put("chart", chart.name());
    tree.put("version", chart.version());
    tree.put("appVersion", chart.appVersion());
    putUnlessEmpty(tree, "annotations", chart.annotations());
    tree.put("labels", labels());
    List<Object> dependencies = dependencies();
    if (!dependencies.isEmpty()) {
      tree.put("dependencies", dependencies);
    }
    tree.put("namespace", release.name().namespace());
    tree.put("revision", release.revision());
    tree.put("status", release.status().text());
    tree.put("deployedAt", deployedAt());
    if (!release.applyMethod().text().isEmpty()) {
      tree.put("applyMethod", release.applyMethod().text());
    }
    return tree;
  }

  /// What `helm get metadata` prints.
  String metadataLines() {
    ChartMetadata chart = release.chartMetadata();
    return "NAME: "
        + release.name().name()
        + "\nCHART: "
        + chart.name()
        + "\nVERSION: "
        + chart.version()
        + "\nAPP_VERSION: "
        + chart.appVersion()
        + "\nANNOTATIONS: "
        + pairs(chart.annotations())
        + "\nLABELS: "
        + pairs(labels())
        + "\nDEPENDENCIES: "
        + dependencyNames()
        + "\nNAMESPACE: "
        + release.name().namespace()
        + "\nREVISION: "
        + release.revision()
        + "\nSTATUS: "
        + release.status().text()
        + "\nDEPLOYED_AT: "
        + deployedAt()
        + "\nAPPLY_METHOD: "
        + switch (release.applyMethod()) {
          case SERVER_SIDE -> "server-side apply";
          case CLIENT_SIDE -> "client-side apply";
        }
        + "\n";
  }

  /// The labels of the record's Secret, but for the moment when it was written last.
  private Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>(release.labels());
    labels.put("name", release.name().name());
    labels.put("owner", "helm");
    labels.put("status", release.status().text());
    labels.put("version", Integer.toString(release.revision()));
    return labels;
  }

  private List<Object> dependencies() {
    return release.tree().get("chart") instanceof Map<?, ?> chart
            && chart.get("metadata") instanceof Map<?, ?> metadata
            && metadata.get("dependencies") instanceof List<?> list
        ? new ArrayList<>(list)
        : List.of();
  }

  /// The chart as far as programs want it: its Chart.yaml.
  Map<String, @Nullable Object> chart() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    if (release.tree().get("chart") instanceof Map<?, ?> chart) {
      tree.put("metadata", chart.get("metadata"));
    }
    return tree;
  }

  private String dependencyNames() {
    List<String> names = new ArrayList<>();
    release.chartMetadata().dependencies().forEach(one -> names.add(one.name()));
    Collections.sort(names);
    return String.join(",", names);
  }

  private String deployedAt() {
    return release
        .lastDeployed()
        .map(moment ->
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                moment.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneId.systemDefault())))
        .orElse("");
  }

  private static void putUnlessEmpty(
      Map<String, @Nullable Object> tree, String key, Map<String, String> value) {
    if (!value.isEmpty()) {
      tree.put(key, value);
    }
  }

  private static String pairs(Map<String, String> map) {
    List<String> pairs = new ArrayList<>();
    new TreeMap<>(map).forEach((key, value) -> pairs.add(key + "=" + value));
    return String.join(",", pairs);
  }

  /// Helm's record for programs, as `helm status --output json` prints it: all but the chart, and
  /// without the live objects.
  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> record = release.tree();
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    for (String key : List.of("name", "info", "config")) {
      if (record.containsKey(key)) {
        tree.put(key, record.get(key));
      }
    }
    tree.put("manifest", manifest());
    if (record.get("hooks") instanceof List<?> hooks) {
      tree.put("hooks", hooks.stream().map(this::hook).toList());
    }
    tree.put("version", release.revision());
    tree.put("namespace", release.name().namespace());
    if (record.containsKey("apply_method")) {
      tree.put("apply_method", record.get("apply_method"));
    }
    return tree;
  }

  private @Nullable Object hook(@Nullable Object hook) {
    if (!(hook instanceof Map<?, ?> map) || !(map.get("manifest") instanceof String manifest)) {
      return hook;
    }
    Map<Object, @Nullable Object> copy = new LinkedHashMap<>(map);
    copy.put("manifest", hidden(manifest));
    return copy;
  }
}
