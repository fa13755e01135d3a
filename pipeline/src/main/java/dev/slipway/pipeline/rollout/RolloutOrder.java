package dev.slipway.pipeline.rollout;

import dev.slipway.helmfile.select.ReleaseOrder;
import dev.slipway.helmfile.select.ReleaseSelection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Which releases of a run come after which: one order over all helmfiles and clusters.
///
/// - A release comes after those that it needs; one that is removed, before those.
/// - In a helmfile, what is removed goes before what is installed, as helmfile does it.
/// - The helmfiles of one service go one after another, as they include each other.
/// - A later stage of a cluster comes after all of the stages before it.
/// - A later cluster comes after all of the clusters before it.
final class RolloutOrder {
  private RolloutOrder() {}

  /// For each release those that come before it.
  ///
  /// @param all the releases of the run
  /// @param removed whether a release is removed
  static Map<Planned, Set<Planned>> of(List<Planned> all, Predicate<Planned> removed) {
    Map<Planned, Set<Planned>> before = new LinkedHashMap<>();
    all.forEach(one -> before.put(one, new LinkedHashSet<>()));
    List<List<Planned>> stages = stages(all);
    for (int i = 0; i < stages.size(); i++) {
      for (Planned one : stages.get(i)) {
        Set<Planned> earlier = before.getOrDefault(one, new LinkedHashSet<>());
        if (i > 0) {
          // The stage before waits for the one before it in turn.
          earlier.addAll(stages.get(i - 1));
        }
        for (Planned other : stages.get(i)) {
          if (isEarlier(other.part(), one.part())) {
            earlier.add(other);
          }
        }
      }
    }
    Map<Part, List<Planned>> parts = new LinkedHashMap<>();
    all.forEach(one -> parts.computeIfAbsent(one.part(), _ -> new ArrayList<>()).add(one));
    parts.values().forEach(members -> within(members, removed, before));
    return before;
  }

  private static List<List<Planned>> stages(List<Planned> all) {
    Map<List<Integer>, List<Planned>> byStage = new HashMap<>();
    for (Planned one : all) {
      Part.Place place = one.part().place();
      byStage
          .computeIfAbsent(List.of(place.rank(), place.stage()), _ -> new ArrayList<>())
          .add(one);
    }
    return byStage.entrySet().stream()
        .sorted(
            Comparator.comparingInt(
                    (Map.Entry<List<Integer>, List<Planned>> e) -> e.getKey().get(0))
                .thenComparingInt(e -> e.getKey().get(1)))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static boolean isEarlier(Part first, Part second) {
    return first.place().service().equals(second.place().service())
        && first.place().order() < second.place().order();
  }

  /// The order in one helmfile.
  private static void within(
      List<Planned> members, Predicate<Planned> removed, Map<Planned, Set<Planned>> before) {
    Part part = members.getFirst().part();
    Map<String, Planned> byId = new HashMap<>();
    members.forEach(one -> byId.put(ReleaseSelection.id(one.release()), one));
    ReleaseOrder order =
        ReleaseSelection.of(part.state(), List.of())
            .order(members.stream().map(Planned::release).toList());
    ReleaseOrder reversed = order.reversed();
    for (Planned one : members) {
      boolean goes = removed.test(one);
      String id = ReleaseSelection.id(one.release());
      for (String other : (goes ? reversed : order).before(id)) {
        Planned found = byId.get(other);
        if (found != null && removed.test(found) == goes) {
          before.getOrDefault(one, new LinkedHashSet<>()).add(found);
        }
      }
      if (!goes) {
        members.stream()
            .filter(removed)
            .forEach(gone -> before.getOrDefault(one, new LinkedHashSet<>()).add(gone));
      }
    }
  }
}
