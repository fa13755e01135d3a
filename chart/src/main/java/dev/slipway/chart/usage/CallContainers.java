package dev.slipway.chart.usage;

import dev.slipway.gotemplate.ast.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// The maps and lists that calls make. A call with equal arguments makes the same ones again, so
/// that an analysis which runs several times comes to an end.
final class CallContainers {
  private final Map<Integer, Map<Node, List<ContainerAtom>>> ofCalls = new HashMap<>();

  Map<Node, List<ContainerAtom>> of(int call) {
    return ofCalls.computeIfAbsent(call, _ -> new IdentityHashMap<>());
  }

  /// What one call makes at one place: in a loop over known items one for each.
  static ContainerAtom at(Map<Node, List<ContainerAtom>> ofCall, Node site, int round) {
    List<ContainerAtom> made = ofCall.computeIfAbsent(site, _ -> new ArrayList<>(1));
    while (made.size() <= round) {
      made.add(new ContainerAtom());
    }
    return made.get(round);
  }
}
