package dev.slipway.helmfile.select;

import dev.slipway.helmfile.state.Release;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Releases of one helmfile, and for each those that come before it. A release waits for those that
/// it needs only; two that do not need each other may go at the same time. Immutable.
public final class ReleaseOrder {
  private final Map<String, Release> releases;
  private final Map<String, Set<String>> before;

  private ReleaseOrder(Map<String, Release> releases, Map<String, Set<String>> before) {
    this.releases = releases;
    this.before = before;
  }

  /// The order of some of the releases that `needs` tells of. One that needs another by way of
  /// releases that are not among them still comes after it.
  ///
  /// @param chosen the releases by their identities, in order of definition
  /// @param needs the identities that each release of the helmfile needs, free of circles
  static ReleaseOrder of(Map<String, Release> chosen, Map<String, Set<String>> needs) {
    Map<String, Set<String>> before = new LinkedHashMap<>();
    for (String id : chosen.keySet()) {
      Set<String> found = new LinkedHashSet<>();
      collect(id, chosen.keySet(), needs, found, new LinkedHashSet<>());
      before.put(id, Collections.unmodifiableSet(found));
    }
    return new ReleaseOrder(Collections.unmodifiableMap(new LinkedHashMap<>(chosen)), before);
  }

  private static void collect(
      String id,
      Set<String> chosen,
      Map<String, Set<String>> needs,
      Set<String> found,
      Set<String> seen) {
    for (String need : needs.getOrDefault(id, Set.of())) {
      if (chosen.contains(need)) {
        found.add(need);
      } else if (seen.add(need)) {
        collect(need, chosen, needs, found, seen);
      }
    }
  }

  /// The releases by their identities (`[[CONTEXT/]NAMESPACE/]NAME`), in order of definition.
  public Map<String, Release> releases() {
    return releases;
  }

  /// The identities of those that come before that one.
  ///
  /// @param id the identity of a release of this order
  public Set<String> before(String id) {
    return before.getOrDefault(id, Set.of());
  }

  /// The other way around, as releases are removed: what is needed goes after what needs it.
  public ReleaseOrder reversed() {
    Map<String, Set<String>> turned = new LinkedHashMap<>();
    releases.keySet().forEach(id -> turned.put(id, new LinkedHashSet<>()));
    before.forEach((id, all) ->
        all.forEach(need -> turned.computeIfAbsent(need, _ -> new LinkedHashSet<>()).add(id)));
    turned.replaceAll((_, all) -> Collections.unmodifiableSet(all));
    return new ReleaseOrder(releases, turned);
  }

  /// The releases in groups: each stands in the first one after all that come before it.
  public List<List<Release>> groups() {
    List<List<Release>> groups = new ArrayList<>();
    Set<String> open = new LinkedHashSet<>(releases.keySet());
    while (!open.isEmpty()) {
      List<String> ready =
          open.stream().filter(id -> Collections.disjoint(before(id), open)).toList();
      if (ready.isEmpty()) {
        throw new IllegalStateException("a circle among " + open);
      }
      groups.add(
          ready.stream().map(id -> java.util.Objects.requireNonNull(releases.get(id))).toList());
      ready.forEach(open::remove);
    }
    return groups;
  }
}
