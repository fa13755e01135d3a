package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import dev.slipway.object.select.LabelSelector;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which nodes a pod may stand on, by what it says of nodes and of other pods.
final class Affinity {
  private Affinity() {}

  /// Whether a node has what `nodeSelector` and the required node affinity ask for.
  static boolean allowsNode(KubeObject pod, KubeObject node) {
    if (!node.labels().entrySet().containsAll(pod.texts("spec", "nodeSelector").entrySet())) {
      return false;
    }
    Object required =
        pod.get(
            "spec",
            "affinity",
            "nodeAffinity",
            "requiredDuringSchedulingIgnoredDuringExecution",
            "nodeSelectorTerms");
    return required == null || Tree.maps(required).stream().anyMatch(term -> fits(term, node));
  }

  private static boolean fits(Map<String, ?> term, KubeObject node) {
    List<Map<String, @Nullable Object>> labels = Tree.maps(term.get("matchExpressions"));
    List<Map<String, @Nullable Object>> fields = Tree.maps(term.get("matchFields"));
    return !(labels.isEmpty() && fields.isEmpty())
        && labels.stream().allMatch(rule -> fits(rule, node.labels()))
        && fields.stream().allMatch(rule -> fits(rule, Map.of("metadata.name", node.name())));
  }

  private static boolean fits(Map<String, ?> rule, Map<String, String> values) {
    String value = values.get(Tree.text(rule.get("key")));
    List<?> wanted = rule.get("values") instanceof List<?> list ? list : List.of();
    return switch (Tree.text(rule.get("operator"))) {
      case "In" -> value != null && wanted.contains(value);
      case "NotIn" -> value == null || !wanted.contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      case "Gt" -> compare(value, wanted) > 0;
      case "Lt" -> compare(value, wanted) < 0;
      default -> false;
    };
  }

  /// The order of a label that is a number and the wanted number; 0 if either is none.
  private static int compare(@Nullable String value, List<?> wanted) {
    try {
      return value == null || wanted.size() != 1
          ? 0
          : Long.compare(Long.parseLong(value), Long.parseLong(String.valueOf(wanted.getFirst())));
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  /// Whether the pod tolerates all taints of a node that keep pods away.
  static @Nullable Map<String, @Nullable Object> untolerated(KubeObject pod, KubeObject node) {
    for (Map<String, @Nullable Object> taint : node.maps("spec", "taints")) {
      String effect = Tree.text(taint.get("effect"));
      if (!effect.equals("PreferNoSchedule")
          && pod.maps("spec", "tolerations").stream().noneMatch(t -> tolerates(t, taint))) {
        return taint;
      }
    }
    return null;
  }

  static boolean tolerates(Map<String, ?> toleration, Map<String, ?> taint) {
    String effect = Tree.text(toleration.get("effect"));
    String key = Tree.text(toleration.get("key"));
    if (!effect.isEmpty() && !effect.equals(taint.get("effect"))) {
      return false;
    }
    if (!key.isEmpty() && !key.equals(taint.get("key"))) {
      return false;
    }
    return Tree.text(toleration.get("operator")).equals("Exists")
        || (!key.isEmpty()
            && Tree.text(toleration.get("value")).equals(Tree.text(taint.get("value"))));
  }

  /// Whether the required pod affinity (or anti-affinity) of a pod allows a node.
  ///
  /// @param anti whether the pods of each term must be away rather than there
  static boolean allowsPods(KubeObject pod, KubeObject node, Mirror mirror, boolean anti) {
    Object terms =
        pod.get(
            "spec",
            "affinity",
            anti ? "podAntiAffinity" : "podAffinity",
            "requiredDuringSchedulingIgnoredDuringExecution");
    for (Map<String, @Nullable Object> term : Tree.maps(terms)) {
      boolean there = hasPods(pod, term, node, mirror);
      boolean first = !there && !anti && isFirst(pod, term, mirror);
      if (there == anti && !first) {
        return false;
      }
    }
    return true;
  }

  /// A pod that is the first of those it wants to stand with may stand anywhere.
  private static boolean isFirst(
      KubeObject pod, Map<String, @Nullable Object> term, Mirror mirror) {
    LabelSelector selector = selector(term);
    return selector.matches(pod.labels())
        && mirror.in(Kinds.POD, pod.namespace()).stream()
            .noneMatch(other ->
                !other.text("spec", "nodeName").isEmpty() && selector.matches(other.labels()));
  }

  private static boolean hasPods(
      KubeObject pod, Map<String, @Nullable Object> term, KubeObject node, Mirror mirror) {
    LabelSelector selector = selector(term);
    List<?> namespaces = term.get("namespaces") instanceof List<?> list ? list : List.of();
    String topology = Tree.text(term.get("topologyKey"));
    String place = node.labels().get(topology);
    for (KubeObject other : mirror.all(Kinds.NODE)) {
      if (place != null && place.equals(other.labels().get(topology))) {
        for (KubeObject neighbour : mirror.podsOn(other.name()).all()) {
          boolean meant =
              namespaces.isEmpty()
                  ? neighbour.namespace().equals(pod.namespace())
                  : namespaces.contains(neighbour.namespace());
          if (meant && PodState.isActive(neighbour) && selector.matches(neighbour.labels())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static LabelSelector selector(Map<String, @Nullable Object> term) {
    return term.get("labelSelector") instanceof Map<?, ?>
        ? LabelSelector.of(Tree.asMap(term.get("labelSelector")))
        : LabelSelector.NOTHING;
  }
}
