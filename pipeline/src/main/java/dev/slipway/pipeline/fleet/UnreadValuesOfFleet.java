package dev.slipway.pipeline.fleet;

import dev.slipway.chart.usage.UnreadPlace;
import dev.slipway.chart.usage.UnreadValue;
import dev.slipway.core.Severity;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.pipeline.settings.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects the values that no template reads, over many releases. A values file of several
/// releases may hold what only some of them read, so a value in it is told only if none does. Files
/// of the deployment servers are left out: what they hold is for all services, and not this
/// repository's.
final class UnreadValuesOfFleet {
  /// What one release has.
  ///
  /// @param files the names of its values files
  record OfRelease(FleetRelease release, List<String> files, List<UnreadPlace> unread) {
    OfRelease {
      files = List.copyOf(files);
      unread = List.copyOf(unread);
    }
  }

  /// @param place where it stands, relative to the root
  private record Told(UnreadValue value, String place, String file, Set<String> releases) {
    String line() {
      return place + ": " + value.path() + meant(" (did you mean ", "?)");
    }

    String meant(String before, String after) {
      return value.nearest() == null ? "" : before + value.nearest() + after;
    }
  }

  private final Path root;
  private final Map<String, Set<String>> users = new HashMap<>();
  private final Map<String, Told> told = new LinkedHashMap<>();

  /// @param root the folder of slipway.yaml
  UnreadValuesOfFleet(Path root) {
    this.root = root;
  }

  void add(OfRelease one) {
    String label = one.release.label();
    Target target = one.release.target();
    for (String file : one.files) {
      users.computeIfAbsent(key(target, file), _ -> new LinkedHashSet<>()).add(label);
    }
    for (UnreadPlace place : one.unread) {
      String name = place.location().name();
      if (name.startsWith("/")) {
        continue;
      }
      String file = key(target, name);
      told.computeIfAbsent(
              file + ":" + place.location().line() + " " + place.value().path(),
              _ ->
                  new Told(
                      place.value(),
                      placed(target, place.location().toString()),
                      file,
                      new LinkedHashSet<>()))
          .releases
          .add(label);
    }
  }

  /// The findings, one for all values that the same releases give in vain.
  List<FleetFinding> findings() {
    Map<Set<String>, List<Told>> groups = new LinkedHashMap<>();
    for (Told one : told.values()) {
      if (one.releases.containsAll(users.getOrDefault(one.file, Set.of()))) {
        groups.computeIfAbsent(one.releases, _ -> new ArrayList<>()).add(one);
      }
    }
    List<FleetFinding> findings = new ArrayList<>();
    groups.forEach((releases, values) -> findings.add(finding(List.copyOf(releases), values)));
    return findings;
  }

  private static FleetFinding finding(List<String> releases, List<Told> values) {
    if (values.size() > 1) {
      return new FleetFinding(
          Severity.WARNING,
          "",
          "no template reads " + values.size() + " of the values",
          values.stream().map(Told::line).toList(),
          null,
          releases);
    }
    Told one = values.getFirst();
    String hint = one.meant("Did you mean ", "?");
    return new FleetFinding(
        Severity.WARNING,
        one.place,
        "no template reads the value " + one.value.path(),
        List.of(),
        hint.isEmpty() ? null : hint,
        releases);
  }

  /// A place in a values file, relative to the root instead of the helmfile's folder.
  private static String placed(Target target, String place) {
    return place.startsWith("values[") ? place : Paths.clean(target.folder() + "/" + place);
  }

  /// What a values file is known by: links to one file are that file.
  private String key(Target target, String name) {
    if (name.startsWith("values[")) {
      return target.folder() + " " + name;
    }
    Path file = root.resolve(target.folder()).resolve(name);
    try {
      return file.toRealPath().toString();
    } catch (IOException missing) {
      return file.normalize().toString();
    }
  }
}
