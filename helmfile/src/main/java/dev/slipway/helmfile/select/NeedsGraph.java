package dev.slipway.helmfile.select;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import dev.slipway.core.Spelling;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Releases and what they need, put into groups: a release stands in a later group than all that it
/// needs. The rules and texts are those of helmfile (pkg/state/state_run.go); where helmfile leaves
/// the choice to chance, the order of definition decides.
public final class NeedsGraph {
  /// What becomes of a release that a selected one needs but that is not selected itself.
  public enum Unselected {
    /// An error.
    REFUSE,
    /// It is left out.
    SKIP,
    /// It and what it needs in turn are taken too.
    INCLUDE
  }

  /// A release.
  ///
  /// @param id its identity, as [ReleaseIds] makes it
  /// @param needs the identities of those that come before it
  /// @param place where it states them, when known
  public record Node(String id, List<String> needs, @Nullable SourceLocation place) {
    public Node {
      needs = List.copyOf(needs);
    }
  }

  private final String file;
  private final Map<String, Set<String>> needs = new LinkedHashMap<>();
  private final Map<String, Set<String>> dependents = new LinkedHashMap<>();
  private final Map<String, SourceLocation> places = new LinkedHashMap<>();

  /// A graph.
  ///
  /// @param file the helmfile, for errors
  /// @param nodes all releases in the order of definition
  /// @throws HelmfileException if one needs a release that is not defined, or in a circle
  public NeedsGraph(String file, List<Node> nodes) {
    this.file = file;
    for (Node node : nodes) {
      needs.computeIfAbsent(node.id(), _ -> new LinkedHashSet<>()).addAll(node.needs());
      dependents.computeIfAbsent(node.id(), _ -> new LinkedHashSet<>());
      if (node.place() != null) {
        places.put(node.id(), node.place());
      }
    }
    for (Node node : nodes) {
      for (String need : node.needs()) {
        dependents.computeIfAbsent(need, _ -> new LinkedHashSet<>()).add(node.id());
      }
    }
    for (Map.Entry<String, Set<String>> entry : dependents.entrySet()) {
      if (!needs.containsKey(entry.getKey())) {
        throw undefined(entry.getKey(), entry.getValue());
      }
    }
  }

  /// What each release needs.
  Map<String, Set<String>> needs() {
    return Collections.unmodifiableMap(needs);
  }

  /// All releases in groups.
  public List<List<String>> plan() {
    return levels();
  }

  /// The selected releases in groups. An empty selection means all, as it does in helmfile.
  ///
  /// @throws HelmfileException if a needed release is not selected and that is to be refused
  public List<List<String>> plan(Set<String> selected, Unselected unselected) {
    List<List<String>> levels = levels();
    if (selected.isEmpty()) {
      return levels;
    }
    Set<String> wanted = new LinkedHashSet<>(selected);
    Deque<List<String>> groups = new ArrayDeque<>();
    for (List<String> level : levels.reversed()) {
      List<String> group = new ArrayList<>();
      for (String id : level) {
        if (wanted.contains(id) || isNeeded(id, wanted, unselected)) {
          group.add(id);
        }
      }
      if (!group.isEmpty()) {
        groups.addFirst(group);
      }
    }
    return List.copyOf(groups);
  }

  private boolean isNeeded(String id, Set<String> wanted, Unselected unselected) {
    if (unselected == Unselected.SKIP) {
      return false;
    }
    Set<String> asking = new TreeSet<>(dependents.getOrDefault(id, Set.of()));
    asking.retainAll(wanted);
    if (asking.isEmpty()) {
      return false;
    }
    if (unselected == Unselected.REFUSE) {
      throw notSelected(id, asking);
    }
    wanted.add(id);
    return true;
  }

  private List<List<String>> levels() {
    Map<String, Integer> open = new LinkedHashMap<>();
    needs.forEach((id, ids) -> open.put(id, ids.size()));
    List<List<String>> levels = new ArrayList<>();
    while (!open.isEmpty()) {
      List<String> level =
          open.entrySet().stream()
              .filter(entry -> entry.getValue() == 0)
              .map(Map.Entry::getKey)
              .toList();
      if (level.isEmpty()) {
        throw cycle(open.keySet());
      }
      for (String id : level) {
        open.remove(id);
      }
      for (String id : level) {
        for (String dependent : dependents.getOrDefault(id, Set.of())) {
          open.computeIfPresent(dependent, (_, count) -> count - 1);
        }
      }
      levels.add(level);
    }
    return levels;
  }

  /// Follows what needs whom from the first release in a circle until one comes up again.
  private HelmfileException cycle(Set<String> open) {
    Set<String> walked = new LinkedHashSet<>();
    String current = new TreeSet<>(open).first();
    while (walked.add(current)) {
      String at = current;
      current =
          needs.getOrDefault(at, Set.of()).stream().filter(open::contains).findFirst().orElse(at);
    }
    List<String> circle = new ArrayList<>(walked);
    circle = new ArrayList<>(circle.subList(circle.indexOf(current), circle.size()));
    circle.add(current);
    return failure(
        circle.subList(0, circle.size() - 1),
        "cycle detected: " + String.join(" -> ", circle.reversed()),
        "take one of these out of 'needs': "
            + circle.getFirst()
            + " comes after "
            + circle.get(1)
            + " and before it");
  }

  private HelmfileException undefined(String need, Set<String> asking) {
    String name = need.substring(need.lastIndexOf('/') + 1);
    @Nullable String near = Spelling.nearest(need, needs.keySet()).orElse(null);
    return failure(
        asking,
        "release(s) "
            + String.join(", ", asking.stream().map(NeedsGraph::quoted).toList())
            + " depend(s) on an undefined release "
            + quoted(need)
            + ". Perhaps you made a typo in \"needs\" or forgot defining a release named "
            + quoted(name)
            + " with appropriate \"namespace\" and \"kubeContext\"?",
        near == null
            ? "this helmfile defines no release of that name"
            : "did you mean " + near + "?");
  }

  private HelmfileException notSelected(String id, Set<String> asking) {
    List<String> names = asking.stream().map(NeedsGraph::quoted).toList();
    String who =
        names.size() < 3
            ? String.join(" and ", names)
            : String.join(", ", names.subList(0, names.size() - 1)) + ", and " + names.getLast();
    return failure(
        asking,
        "release "
            + who
            + (names.size() == 1 ? " depends" : " depend")
            + " on "
            + quoted(id)
            + " which does not match the selectors. Please add a selector like \"--selector name="
            + id.substring(id.lastIndexOf('/') + 1)
            + "\", or indicate whether to skip (--skip-needs) or include (--include-needs) these"
            + " dependencies",
        null);
  }

  /// An error at the needs of the first of those releases; the others are named after it.
  private HelmfileException failure(Collection<String> ids, String message, @Nullable String hint) {
    List<String> notes = new ArrayList<>();
    SourceLocation first = null;
    for (String id : ids) {
      SourceLocation place = places.get(id);
      if (place != null) {
        first = first == null ? place : first;
        notes.add(id + " states its needs at " + place);
      }
    }
    return new HelmfileException(
        Diagnostic.error(HelmfileErrorCode.NEEDS, message)
            .at(first == null ? SourceLocation.of(file) : first, null)
            .withNotes(notes.size() > 1 ? notes : List.of())
            .withHint(hint));
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
