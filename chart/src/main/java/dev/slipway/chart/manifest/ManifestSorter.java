package dev.slipway.chart.manifest;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.HelmVersion;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.GoSpaces;
import dev.slipway.core.GoStrings;
import dev.slipway.core.SourceLocation;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.fmt.GoNumbers;
import dev.slipway.yaml.ManifestHead;
import dev.slipway.yaml.YamlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Splits rendered files into objects, takes the hooks apart and sorts both, as Helm's
/// `SortManifests` does. Used once.
public final class ManifestSorter {
  private static final String HOOK = "helm.sh/hook";
  private static final Set<String> EVENTS =
      Set.of(
          "pre-install",
          "post-install",
          "pre-delete",
          "post-delete",
          "pre-upgrade",
          "post-upgrade",
          "pre-rollback",
          "post-rollback",
          "test",
          "test-success");

  private final HelmVersion version;
  private final List<Manifest> manifests = new ArrayList<>();
  private final List<Hook> hooks = new ArrayList<>();

  private ManifestSorter(HelmVersion version) {
    this.version = version;
  }

  /// Sorts rendered files in Helm's order of installation. Hooks with an unknown event are dropped.
  ///
  /// @param files the output of each template
  /// @throws ChartException if a document is not valid YAML, with Helm's text and the file in the
  ///   location
  public static SortedManifests sort(Map<String, String> files, HelmVersion version) {
    ManifestSorter sorter = new ManifestSorter(version);
    List<String> paths = new ArrayList<>(files.keySet());
    paths.sort(GoStrings.BYTE_ORDER);
    for (String path : paths) {
      String content = files.getOrDefault(path, "");
      if (!path.startsWith("_", path.lastIndexOf('/') + 1) && !GoSpaces.isBlank(content)) {
        sorter.addFile(path, content);
      }
    }
    KindOrder order = KindOrder.install(version);
    return new SortedManifests(
        order.sorted(sorter.manifests, Manifest::kind), order.sorted(sorter.hooks, Hook::kind));
  }

  private void addFile(String path, String content) {
    String goPackage = version.atLeast(HelmVersion.V4) ? "util" : "releaseutil";
    for (String document : ManifestSplitter.split(content, version)) {
      try {
        add(path, document, ManifestHead.read(document, goPackage));
      } catch (YamlException e) {
        throw invalid(path, content, document, e);
      }
    }
  }

  /// Helm's error, pointing at the line of the rendered file.
  private static ChartException invalid(
      String path, String content, String document, YamlException error) {
    Diagnostic diagnostic =
        Diagnostic.error(
            ChartErrorCode.INVALID_MANIFEST,
            "YAML parse error on " + path + ": " + error.getMessage());
    SourceLocation inner = error.diagnostic().location();
    if (inner == null || inner.line() == 0) {
      return new ChartException(diagnostic.at(SourceLocation.of(path), null), error);
    }
    int start = Math.max(content.indexOf(document), 0);
    int line = (int) content.substring(0, start).chars().filter(c -> c == '\n').count();
    List<String> lines = document.lines().toList();
    String snippet = inner.line() <= lines.size() ? lines.get(inner.line() - 1) : null;
    return new ChartException(
        diagnostic.at(new SourceLocation(path, line + inner.line(), inner.column()), snippet),
        error);
  }

  private void add(String path, String document, ManifestHead head) {
    Map<String, String> annotations = head.annotations();
    String events = annotations.get(HOOK);
    if (events == null) {
      manifests.add(new Manifest(path, head.kind(), head.name(), document));
      return;
    }
    List<String> known = new ArrayList<>();
    for (String event : words(events)) {
      if (!EVENTS.contains(event)) {
        return;
      }
      known.add(event.equals("test-success") ? "test" : event);
    }
    hooks.add(
        new Hook(
            head.name(),
            head.kind(),
            path,
            document,
            known,
            weight(annotations.getOrDefault("helm.sh/hook-weight", "")),
            policies(annotations, "helm.sh/hook-delete-policy"),
            version == HelmVersion.V3_17
                ? List.of()
                : policies(annotations, "helm.sh/hook-output-log-policy")));
  }

  private static int weight(String text) {
    try {
      return (int) GoNumbers.atoi(text);
    } catch (FunctionException _) {
      return 0;
    }
  }

  private static List<String> policies(Map<String, String> annotations, String name) {
    String value = annotations.get(name);
    return value == null ? List.of() : words(value);
  }

  private static List<String> words(String list) {
    List<String> words = new ArrayList<>();
    for (String word : list.split(",", -1)) {
      words.add(GoSpaces.trim(word).toLowerCase(Locale.ROOT));
    }
    return words;
  }
}
