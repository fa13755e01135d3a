package dev.slipway.release.store;

import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.manifest.ManifestSplitter;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Makes a record that does not fit into a Secret smaller, by leaving out what Helm does not read
/// again: first files of the chart that only people read, at last the text of the templates. What
/// `helm get`, `rollback`, `upgrade` and `uninstall` need stays: metadata, default values, the
/// user's values, the manifest, hooks, notes.
final class RecordSlimming {
  private static final List<Step> STEPS =
      List.of(
          new Step("documents", files(RecordSlimming::isDocument)),
          new Step("files that are the same twice", RecordSlimming::withoutTwins),
          new Step("files", files(name -> !name.startsWith("crds/"))),
          new Step("crds", files(name -> true)),
          new Step("schema", RecordSlimming::withoutSchema),
          new Step(
              "templates",
              (Map<String, @Nullable Object> tree) -> inChart(tree, "templates", List.of())),
          new Step("layout and comments of the manifest", RecordSlimming::compactManifest),
          new Step("what was found out about its failure", RecordSlimming::withoutEvidence));

  private RecordSlimming() {}

  /// Makes another tree of one.
  private interface TreeChange {
    Map<String, @Nullable Object> apply(Map<String, @Nullable Object> tree);
  }

  private record Step(String what, TreeChange change) {}

  /// A record that fits, or the smallest there is.
  static RecordRoom fit(StoredRelease release, int limit) {
    int size = release.encoded().length();
    StoredRelease smaller = release;
    List<String> removed = new ArrayList<>();
    for (Step step : STEPS) {
      if (smaller.encoded().length() <= limit) {
        break;
      }
      Map<String, @Nullable Object> tree = step.change.apply(smaller.tree());
      if (!tree.equals(smaller.tree())) {
        smaller = smaller.withTree(tree);
        removed.add(step.what);
      }
    }
    return new RecordRoom(smaller, size, limit, removed);
  }

  private static Map<String, @Nullable Object> withoutSchema(Map<String, @Nullable Object> tree) {
    return chart(tree).get("schema") == null ? tree : inChart(tree, "schema", null);
  }

  private static Map<String, @Nullable Object> withoutEvidence(Map<String, @Nullable Object> tree) {
    Map<String, @Nullable Object> maker = Trees.map(tree.get(StoredRelease.MAKER));
    return maker.containsKey(StoredRelease.EVIDENCE)
        ? Trees.with(tree, StoredRelease.MAKER, Trees.with(maker, StoredRelease.EVIDENCE, null))
        : tree;
  }

  private static boolean isDocument(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".md")
        || lower.endsWith(".gotmpl")
        || lower.endsWith(".png")
        || lower.endsWith(".svg")
        || lower.startsWith("license")
        || lower.startsWith("ci/")
        || lower.startsWith("docs/");
  }

  private static TreeChange files(Predicate<String> unwanted) {
    return (Map<String, @Nullable Object> tree) -> {
      List<Object> kept = new ArrayList<>();
      for (Map<String, @Nullable Object> file : Trees.maps(chart(tree).get("files"))) {
        if (!unwanted.test(Trees.text(file, "name"))) {
          kept.add(file);
        }
      }
      return inChart(tree, "files", kept);
    };
  }

  private static Map<String, @Nullable Object> withoutTwins(Map<String, @Nullable Object> tree) {
    Set<String> seen = new HashSet<>();
    List<Object> kept = new ArrayList<>();
    for (Map<String, @Nullable Object> file : Trees.maps(chart(tree).get("files"))) {
      if (seen.add(Trees.text(file, "data"))) {
        kept.add(file);
      }
    }
    return inChart(tree, "files", kept);
  }

  private static Map<String, @Nullable Object> chart(Map<String, @Nullable Object> tree) {
    return Trees.map(tree.get("chart"));
  }

  private static Map<String, @Nullable Object> inChart(
      Map<String, @Nullable Object> tree, String key, @Nullable Object value) {
    Map<String, @Nullable Object> chart = Trees.with(chart(tree), key, value);
    return Trees.with(tree, "chart", chart);
  }

  /// Each document as JSON on one line, which is YAML too, with Helm's line on its source.
  private static Map<String, @Nullable Object> compactManifest(Map<String, @Nullable Object> tree) {
    StringBuilder compact = new StringBuilder();
    for (String document :
        ManifestSplitter.split(Trees.text(tree, "manifest"), HelmVersion.DEFAULT)) {
      compact.append("---\n");
      if (document.startsWith("# Source: ")) {
        int end = document.indexOf('\n');
        compact.append(document, 0, end < 0 ? document.length() : end).append('\n');
      }
      try {
        if (Yaml.readNumbers(document) instanceof Map<?, ?> object) {
          compact.append(Json.write(object)).append('\n');
        }
      } catch (YamlException e) {
        compact.append(document).append('\n');
      }
    }
    return Trees.with(tree, "manifest", compact.toString());
  }
}
