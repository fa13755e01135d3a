package dev.slipway.pipeline.settings;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.pipeline.PipelineErrorCode;
import dev.slipway.pipeline.PipelineException;
import dev.slipway.yaml.PositionedYaml;
import dev.slipway.yaml.YamlException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `slipway.yaml`. Every key that is unknown or wrong is reported with its line and column;
/// docs/slipway-yaml.md documents them all.
public final class SettingsFile {
  /// The keys of the file.
  public static final List<String> KEYS =
      List.of(
          "helmfile", "clusters", "helmfiles", "paths", "charts", "fixtures", "variables", "crds");

  /// The keys of a cluster.
  public static final List<String> CLUSTER_KEYS =
      List.of("name", "environment", "kubeconfig", "context", "kubernetesVersion", "helmfiles");

  /// The keys of an entry of `helmfiles`.
  public static final List<String> SOURCE_KEYS =
      List.of(
          "files",
          "except",
          "environment",
          "environments",
          "environmentPerFile",
          "service",
          "clusters");

  /// The keys of a fixture.
  public static final List<String> FIXTURE_KEYS = List.of("into", "from");

  private static final List<HelmfileSource> EVERYWHERE =
      List.of(
          new HelmfileSource("helmfile.yaml", List.of(), null, null, null, List.of(), 0),
          new HelmfileSource(
              "helmfile.d/**/helmfile.yaml", List.of(), null, null, null, List.of(), 0));

  private SettingsFile() {}

  /// Reads the settings.
  ///
  /// @param file the name for error messages
  /// @param text what stands in it
  /// @throws PipelineException for the first problem, with the others as notes
  public static Settings read(String file, String text) {
    PositionedYaml yaml;
    try {
      yaml = PositionedYaml.read(text);
    } catch (YamlException e) {
      throw new PipelineException(
          Diagnostic.error(PipelineErrorCode.SETTINGS, e.getMessage())
              .at(SourceLocation.of(file), null));
    }
    Checked.Problems problems = new Checked.Problems(file, text, yaml);
    Settings settings = settings(Checked.root(problems));
    if (!problems.found.isEmpty()) {
      throw new PipelineException(withTheOthers(problems.found));
    }
    return settings;
  }

  private static Diagnostic withTheOthers(List<Diagnostic> found) {
    List<String> others = new ArrayList<>();
    for (Diagnostic other : found.subList(1, found.size())) {
      String hint = other.hint() == null ? "" : " " + other.hint();
      others.add("also at " + other.location() + ": " + other.message() + "." + hint);
    }
    return found.getFirst().withNotes(others);
  }

  private static Settings settings(Checked root) {
    Map<String, Checked> entries = root.entries(KEYS);
    List<Cluster> clusters = clusters(root, entries.get("clusters"));
    List<HelmfileSource> sources = sources(entries.get("helmfiles"), names(clusters));
    boolean own = clusters.stream().anyMatch(cluster -> !cluster.sources().isEmpty());
    return new Settings(
        rules(entries.get("helmfile")),
        clusters,
        sources.isEmpty() && !own ? EVERYWHERE : sources,
        paths(entries.get("paths")),
        charts(entries.get("charts")),
        fixtures(entries.get("fixtures")),
        variables(entries.get("variables")),
        crds(entries.get("crds")));
  }

  private static Set<String> names(List<Cluster> clusters) {
    Set<String> names = new LinkedHashSet<>();
    clusters.forEach(cluster -> names.add(cluster.name()));
    return names;
  }

  private static @Nullable HelmfileRules rules(@Nullable Checked value) {
    if (value == null) {
      return null;
    }
    int number = value.number();
    if (number > 1) {
      value.wrong("there is no helmfile " + number, "Write 0 or 1.");
    }
    return number == 0 ? HelmfileRules.V0 : HelmfileRules.V1;
  }

  private static List<Cluster> clusters(Checked root, @Nullable Checked value) {
    List<Cluster> clusters = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    if (value != null) {
      for (Checked item : value.items(false)) {
        Cluster cluster = cluster(item);
        if (cluster != null && !names.add(cluster.name())) {
          item.wrong("a cluster named " + cluster.name() + " is there already", null);
        } else if (cluster != null) {
          clusters.add(cluster);
        }
      }
    }
    if (value == null || value.items(true).isEmpty()) {
      root.wrong("no clusters", "List them under clusters: in the order of rollout.");
    }
    return clusters;
  }

  private static @Nullable Cluster cluster(Checked item) {
    if (!item.isMap()) {
      String name = item.text();
      return name == null ? null : new Cluster(name, name, "", "", null, List.of(), item.line());
    }
    Map<String, Checked> entries = item.entries(CLUSTER_KEYS);
    Checked named = entries.get("name");
    if (named == null) {
      item.wrong("a cluster without name", null);
      return null;
    }
    String name = named.text();
    if (name == null) {
      return null;
    }
    if (name.indexOf('/') >= 0 || name.startsWith(".")) {
      named.wrong("a cluster's name becomes a folder's: it has no / and begins with no dot", null);
    }
    String environment = optionalText(entries.get("environment"));
    return new Cluster(
        name,
        environment == null ? name : environment,
        orEmpty(entries.get("kubeconfig")),
        orEmpty(entries.get("context")),
        version(entries.get("kubernetesVersion")),
        sources(entries.get("helmfiles"), Set.of(name)),
        item.line());
  }

  private static @Nullable String version(@Nullable Checked value) {
    String version = optionalText(value);
    if (value != null
        && version != null
        && !version.matches("v?[0-9]+[.][0-9]+([.][0-9]+)?([-+].*)?")) {
      value.wrong("no version of Kubernetes: " + version, "Write it as \"1.34\" or \"1.34.2\".");
    }
    return version;
  }

  private static List<HelmfileSource> sources(@Nullable Checked value, Set<String> clusters) {
    List<HelmfileSource> sources = new ArrayList<>();
    if (value != null) {
      for (Checked item : value.items(true)) {
        HelmfileSource source = source(item, clusters);
        if (source != null) {
          sources.add(source);
        }
      }
    }
    return sources;
  }

  private static @Nullable HelmfileSource source(Checked item, Set<String> clusters) {
    if (!item.isMap()) {
      String files = item.text();
      return files == null
          ? null
          : new HelmfileSource(
              inRepository(item, files), List.of(), null, null, null, List.of(), item.line());
    }
    Map<String, Checked> entries = item.entries(SOURCE_KEYS);
    Checked files = entries.get("files");
    String pattern = optionalText(files);
    if (files == null || pattern == null) {
      item.wrong("helmfiles without files", "Say with files: which paths they have.");
      return null;
    }
    List<String> environments = environments(item, entries);
    String perFile = optionalText(entries.get("environmentPerFile"));
    if (perFile != null && environments != null) {
      item.wrong("environmentPerFile beside environment or environments", "One of them is enough.");
    }
    return new HelmfileSource(
        inRepository(files, pattern),
        texts(entries.get("except")),
        environments,
        perFile,
        optionalText(entries.get("service")),
        known(entries.get("clusters"), clusters),
        item.line());
  }

  private static @Nullable List<String> environments(Checked item, Map<String, Checked> entries) {
    String one = optionalText(entries.get("environment"));
    Checked several = entries.get("environments");
    if (one != null && several != null) {
      item.wrong("environment beside environments", "One of them is enough.");
    }
    return one != null ? List.of(one) : several == null ? null : several.texts();
  }

  private static List<String> known(@Nullable Checked value, Set<String> clusters) {
    if (value == null) {
      return List.of();
    }
    List<String> names = value.texts();
    for (String name : names) {
      if (!clusters.contains(name)) {
        value.wrong(
            "no cluster is named " + name, "There are " + String.join(", ", clusters) + ".");
      }
    }
    return names;
  }

  private static Map<String, String> paths(@Nullable Checked value) {
    Map<String, String> paths = new LinkedHashMap<>();
    if (value != null) {
      value
          .entries()
          .forEach((from, to) -> {
            String folder = to.text();
            if (!from.startsWith("/")) {
              to.wrong("paths maps absolute paths, and " + from + " is none", null);
            } else if (folder != null) {
              paths.put(from, inRepository(to, folder));
            }
          });
    }
    return paths;
  }

  private static Map<String, String> charts(@Nullable Checked value) {
    Map<String, String> charts = new LinkedHashMap<>();
    if (value != null) {
      value
          .entries()
          .forEach((name, to) -> {
            String folder = to.text();
            if (folder != null) {
              charts.put(name, inRepository(to, folder));
            }
          });
    }
    return charts;
  }

  private static List<Fixture> fixtures(@Nullable Checked value) {
    List<Fixture> fixtures = new ArrayList<>();
    if (value != null) {
      for (Checked item : value.items(false)) {
        Map<String, Checked> entries = item.entries(FIXTURE_KEYS);
        String into = optionalText(entries.get("into"));
        List<String> from = texts(entries.get("from"));
        if (into == null || from.isEmpty() || !into.startsWith("/")) {
          item.wrong("a fixture has into: (an absolute path) and from: (files)", null);
        } else {
          fixtures.add(new Fixture(into, from));
        }
      }
    }
    return fixtures;
  }

  private static List<String> crds(@Nullable Checked value) {
    List<String> places = new ArrayList<>();
    if (value != null) {
      for (Checked item : value.items(true)) {
        String place = item.text();
        if (place != null) {
          places.add(inRepository(item, place));
        }
      }
    }
    return places;
  }

  private static Map<String, String> variables(@Nullable Checked value) {
    Map<String, String> variables = new LinkedHashMap<>();
    if (value != null) {
      value.entries().forEach((name, item) -> variables.put(name, item.plain()));
    }
    return variables;
  }

  private static String inRepository(Checked at, String path) {
    if (path.startsWith("/")
        || path.equals("..")
        || path.startsWith("../")
        || path.contains("/../")) {
      at.wrong(
          path + " is outside of the repository",
          "Write it relative to the folder of slipway.yaml.");
    }
    return path.startsWith("./") ? path.substring(2) : path;
  }

  private static @Nullable String optionalText(@Nullable Checked value) {
    return value == null ? null : value.text();
  }

  private static String orEmpty(@Nullable Checked value) {
    String text = optionalText(value);
    return text == null ? "" : text;
  }

  private static List<String> texts(@Nullable Checked value) {
    return value == null ? List.of() : value.texts();
  }
}
