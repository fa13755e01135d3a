package dev.slipway.chart.repository;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.core.Diagnostic;
import dev.slipway.gotemplate.semver.SemanticVersion;
import dev.slipway.gotemplate.semver.SemverException;
import dev.slipway.gotemplate.semver.VersionConstraint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A repository's index.yaml: the versions of each chart, newest first. Immutable.
///
/// @param generated when it was made, as RFC 3339 text; empty when not set
/// @param entries the versions by the chart's name
/// @param annotations free pairs for other programs
public record RepositoryIndex(
    String generated, Map<String, List<IndexedChart>> entries, Map<String, String> annotations) {
  public RepositoryIndex {
    Map<String, List<IndexedChart>> sorted = new LinkedHashMap<>();
    entries.forEach((name, versions) -> sorted.put(name, newestFirst(versions)));
    entries = Collections.unmodifiableMap(sorted);
    annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
  }

  private record Parsed(IndexedChart chart, @Nullable SemanticVersion version) {}

  /// Sorts by version, newest first; what is no version goes last.
  private static List<IndexedChart> newestFirst(List<IndexedChart> versions) {
    List<Parsed> parsed = new ArrayList<>(versions.size());
    for (IndexedChart chart : versions) {
      parsed.add(new Parsed(chart, VersionChoice.parse(chart.version())));
    }
    parsed.sort(
        Comparator.comparing(
            Parsed::version, Comparator.nullsLast(Comparator.<SemanticVersion>reverseOrder())));
    return parsed.stream().map(Parsed::chart).toList();
  }

  /// The version of a chart that Helm would choose: the one that is spelled so; else the newest in
  /// that range; the newest stable one without a wish.
  ///
  /// @param wanted a version, a range of versions, or empty
  /// @param messages is told if a version that was asked for exactly is not the one found
  /// @throws ChartException if there is none
  public IndexedChart find(String name, String wanted, Messages messages) {
    List<IndexedChart> versions = entries.get(name);
    if (versions == null) {
      throw new ChartException(ChartErrorCode.CHART_NOT_IN_REPOSITORY, "no chart name found");
    }
    if (versions.isEmpty()) {
      throw new ChartException(ChartErrorCode.CHART_NOT_IN_REPOSITORY, "no chart version found");
    }
    VersionConstraint range = VersionChoice.range(wanted.isEmpty() ? "*" : wanted);
    if (!wanted.isEmpty()) {
      for (IndexedChart chart : versions) {
        if (chart.version().equals(wanted)) {
          return chart;
        }
      }
    }
    for (IndexedChart chart : versions) {
      SemanticVersion version = VersionChoice.parse(chart.version());
      if (version != null && range.check(version)) {
        if (!wanted.isEmpty() && !VersionChoice.isRange(wanted)) {
          messages.warning(fallback(name, wanted, chart.version()));
        }
        return chart;
      }
    }
    throw new ChartException(
        Diagnostic.error(
                ChartErrorCode.CHART_NOT_IN_REPOSITORY,
                "no chart version found for " + name + "-" + wanted)
            .withHint("the newest is " + versions.getFirst().version()));
  }

  /// Whether [#find] finds one.
  boolean has(String name, String wanted) {
    try {
      find(name, wanted, Messages.NONE);
      return true;
    } catch (ChartException | SemverException e) {
      return false;
    }
  }

  private static Diagnostic fallback(String name, String wanted, String found) {
    return Diagnostic.warning(
        ChartErrorCode.CHART_NOT_IN_REPOSITORY,
        "unable to find exact version requested; falling back to closest available version chart="
            + name
            + " requested="
            + wanted
            + " selected="
            + found);
  }
}
