package dev.slipway.helmfile.release;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.semver.SemanticVersion;
import dev.slipway.gotemplate.semver.VersionConstraint;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import dev.slipway.helmfile.state.Repository;
import dev.slipway.yaml.Yaml;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A helmfile's lock: the exact versions of the charts that its repositories give (helmfile,
/// pkg/state/chart_dependency.go).
public final class HelmfileLock {
  /// A locked chart.
  ///
  /// @param name the chart's name
  /// @param repository the repository's address
  /// @param version the exact version
  public record Locked(String name, String repository, String version) {}

  /// A chart that a release wants from a declared repository.
  ///
  /// @param name the chart's name
  /// @param repository the repository's address
  /// @param range a version or a range of versions
  /// @param alias tells several wishes for one chart apart
  public record Wanted(String name, String repository, String range, String alias) {}

  private HelmfileLock() {}

  /// The lock's absolute path.
  public static String file(DesiredState state) {
    String stated = state.lockFilePath();
    if (!stated.isEmpty()) {
      return Paths.resolve(state.directory(), stated);
    }
    return Paths.resolve(state.directory(), baseName(state) + ".lock");
  }

  /// The helmfile's name without its endings.
  public static String baseName(DesiredState state) {
    String name = Paths.name(state.file());
    for (String ending : List.of(".gotmpl", ".yaml", ".yml")) {
      if (name.endsWith(ending)) {
        name = name.substring(0, name.length() - ending.length());
      }
    }
    return name;
  }

  /// What releases want from declared repositories.
  public static List<Wanted> wanted(DesiredState state, List<Release> releases) {
    List<Wanted> all = new ArrayList<>();
    for (Release release : releases) {
      Repository repository = repository(state, release.chart());
      if (repository != null) {
        String chart = release.chart().substring(release.chart().indexOf('/') + 1);
        String range = release.version().isEmpty() ? "*" : release.version();
        String alias = release.namespace() + "-" + release.name();
        boolean old = state.rules().rules() == HelmfileRules.V0;
        all.add(
            new Wanted(
                old ? chart : name(repository, chart),
                address(repository, old ? "" : chart),
                range,
                alias));
      }
    }
    return all;
  }

  private static @Nullable Repository repository(DesiredState state, String chart) {
    int slash = chart.indexOf('/');
    if (slash <= 0 || chart.startsWith(".") || chart.contains("://")) {
      return null;
    }
    String name = chart.substring(0, slash);
    return state.repositories().stream()
        .filter(repository -> repository.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /// Of a registry's chart, only the last part is its name; 0.x takes all of it for the name, and
  /// locks of that time are read, too.
  private static String name(Repository repository, String chart) {
    return repository.oci() ? chart.substring(chart.lastIndexOf('/') + 1) : chart;
  }

  private static String address(Repository repository, String chart) {
    if (!repository.oci()) {
      return repository.url();
    }
    int slash = chart.lastIndexOf('/');
    String base = "oci://" + repository.url();
    return slash < 0 ? base : base + "/" + chart.substring(0, slash);
  }

  /// The releases with the versions that the lock says; unchanged without a lock.
  ///
  /// @throws HelmfileException if the lock is malformed or has no version that a release allows
  public static List<Release> resolved(DesiredState state, List<Release> releases) {
    if (state.repositories().isEmpty()) {
      return releases;
    }
    Map<String, List<String>> locked = read(state);
    if (locked == null) {
      return releases;
    }
    List<Release> out = new ArrayList<>(releases.size());
    for (Release release : releases) {
      Repository repository = repository(state, release.chart());
      if (repository == null) {
        out.add(release);
      } else {
        String chart = release.chart().substring(release.chart().indexOf('/') + 1);
        List<String> versions = locked.getOrDefault(chart, List.of());
        if (state.rules().rules() != HelmfileRules.V0 || versions.isEmpty()) {
          versions = locked.getOrDefault(name(repository, chart), versions);
        }
        out.add(release.with("version", choose(state, chart, release.version(), versions)));
      }
    }
    return out;
  }

  private static String choose(
      DesiredState state, String chart, String range, List<String> versions) {
    VersionConstraint wanted = VersionConstraint.parse(range.isEmpty() ? "*" : range);
    for (String version : versions) {
      if (wanted.check(SemanticVersion.parse(version))) {
        return version;
      }
    }
    throw HelmfileException.in(
        HelmfileErrorCode.CHART,
        file(state),
        "no resolved dependency found for \""
            + chart
            + "\", running \"helmfile deps\" may resolve the issue",
        "'slipway deps' chooses versions anew and writes the lock");
  }

  private static @Nullable Map<String, List<String>> read(DesiredState state) {
    String file = file(state);
    if (!state.host().isFile(file)) {
      return null;
    }
    try {
      Map<String, List<String>> versions = new LinkedHashMap<>();
      if (Yaml.readMap(state.host().read(file)).get("dependencies") instanceof List<?> all) {
        for (Object item : all) {
          if (item instanceof Map<?, ?> locked) {
            versions
                .computeIfAbsent(String.valueOf(locked.get("name")), _ -> new ArrayList<>())
                .add(String.valueOf(locked.get("version")));
          }
        }
      }
      return versions;
    } catch (NoSuchFileException _) {
      return null;
    } catch (IOException e) {
      throw new HelmfileException(
          HelmfileErrorCode.READ, "open " + file + ": " + e.getMessage(), e);
    }
  }

  /// The text of a lock as that helmfile writes it: charts by name, and since 1.x each version
  /// once.
  ///
  /// @param digest Helm's digest of what was wanted and what was found
  /// @param generated when, as Helm writes it
  public static String write(
      HelmfileRules rules, List<Locked> charts, String digest, String generated) {
    boolean old = rules == HelmfileRules.V0;
    List<Locked> sorted = new ArrayList<>(charts);
    sorted.sort(Comparator.comparing(Locked::name, GoStrings.BYTE_ORDER));
    if (!old) {
      sorted = new ArrayList<>(new LinkedHashSet<>(sorted));
    }
    String item = old ? "- " : "  - ";
    String field = old ? "  " : "    ";
    StringBuilder out = new StringBuilder("version: " + (old ? "0.171.0" : "1.8.0") + "\n");
    out.append(sorted.isEmpty() ? "dependencies: []\n" : "dependencies:\n");
    for (Locked chart : sorted) {
      out.append(item).append("name: ").append(scalar(chart.name(), old));
      out.append(field).append("repository: ").append(scalar(chart.repository(), old));
      out.append(field).append("version: ").append(scalar(chart.version(), old));
    }
    out.append("digest: ").append(scalar(digest, old));
    return out.append("generated: ").append(scalar(generated, old)).toString();
  }

  private static String scalar(String text, boolean old) {
    return old ? Yaml.write(text) : Yaml.writePretty(text);
  }
}
