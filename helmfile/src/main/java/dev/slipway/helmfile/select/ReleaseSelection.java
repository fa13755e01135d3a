package dev.slipway.helmfile.select;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The releases of one helmfile that a command is about (helmfile, pkg/app/app.go). Immutable.
public final class ReleaseSelection {
  private final DesiredState state;
  private final List<Selector> selectors;

  private ReleaseSelection(DesiredState state, List<Selector> selectors) {
    this.state = state;
    this.selectors = selectors;
  }

  /// The selection of the command line's selectors, unless the helmfile that includes this one
  /// states others.
  ///
  /// @throws HelmfileException if a selector is malformed
  public static ReleaseSelection of(DesiredState state, List<String> commandLine) {
    return new ReleaseSelection(state, Selector.parseAll(state.selectors().orElse(commandLine)));
  }

  /// Whether helmfile passes over the helmfile as a whole: since 1.0 it does if the selectors that
  /// its parent states exclude all that the command line asks for.
  public static boolean excludes(DesiredState state, List<String> commandLine) {
    return state.rules().rules() == HelmfileRules.V1
        && !Selector.compatible(
            Selector.parseAll(commandLine), Selector.parseAll(state.selectors().orElse(List.of())));
  }

  /// What `list`, `build`, `write-values`, `deps` and `show-dag` work on: all releases without a
  /// selector, whether their condition holds or not; else those that fit and whose condition holds.
  ///
  /// @throws HelmfileException if two have the same name
  public List<Release> filtered() {
    List<Release> found = selectors.isEmpty() ? state.releases() : selected();
    checkDuplicates(found);
    return found;
  }

  /// The releases that fit and whose condition holds, in order of definition.
  public List<Release> selected() {
    return state.releases().stream().filter(this::isSelected).toList();
  }

  /// The releases that fit, and with `--include-needs` those that they need.
  public List<Release> selectedWithNeeds(NeedsFlags flags) {
    if (!flags.includes()) {
      return selected();
    }
    Set<String> ids = new LinkedHashSet<>();
    selected().forEach(release -> collectNeeds(release, ids));
    return state.releases().stream()
        .filter(release -> isSelected(release) || ids.contains(id(release)))
        .toList();
  }

  private void collectNeeds(Release release, Set<String> ids) {
    for (String need : needs(release)) {
      if (ids.add(need)) {
        String name = need.substring(need.lastIndexOf('/') + 1);
        state.releases().stream()
            .filter(other -> other.name().equals(name))
            .forEach(other -> collectNeeds(other, ids));
      }
    }
  }

  private boolean isSelected(Release release) {
    return release.enabled() && Selector.anyMatches(selectors, release.selectableLabels());
  }

  /// What `template` and `lint` work on: the selected releases that are to be installed, ordered by
  /// their needs; empty if none is selected.
  ///
  /// @throws HelmfileException if two have the same name, or needs cannot be met
  public List<Release> ordered(NeedsFlags flags) {
    Set<String> wanted = new LinkedHashSet<>();
    for (Release release : planned(flags)) {
      if (release.installed()) {
        wanted.add(id(release));
      }
    }
    if (wanted.isEmpty()) {
      return List.of();
    }
    Map<String, Release> byId = distinct();
    return flat(graph(byId.values()).plan(wanted, flags.unselected()), byId).stream()
        .filter(Release::installed)
        .toList();
  }

  /// What `diff` works on: as for `sync`, but with `--skip-needs=false` helmfile refuses to compare
  /// a release that needs one which is not to be installed.
  ///
  /// @throws HelmfileException if two have the same name, or needs cannot be met
  public List<Release> compared(NeedsFlags flags) {
    List<Release> planned = planned(flags);
    ordered(flags);
    return planned;
  }

  /// What `sync` and `apply` work on: the selected releases and those that the flags add, whether
  /// they are to be installed or removed, ordered by their needs.
  ///
  /// @throws HelmfileException if two have the same name, or needs cannot be met
  public List<Release> planned(NeedsFlags flags) {
    List<Release> selected = selected();
    if (selected.isEmpty()) {
      return List.of();
    }
    Map<String, Release> byId = distinct();
    return flat(graph(byId.values()).plan(ids(selected), flags.unselected()), byId);
  }

  /// What `destroy`, `status` and `test` work on, `needs` left aside: the selected releases.
  /// `destroy` takes all of them, the others those that are to be installed.
  ///
  /// @throws HelmfileException if two have the same name
  public List<Release> distinctSelected() {
    List<Release> selected = selected();
    withoutDuplicates(selected);
    return selected;
  }

  /// In which order these releases go: those that are needed first. What is removed goes in the
  /// reverse of it.
  ///
  /// @param chosen releases of this selection
  /// @throws HelmfileException if one needs a release that is not defined, or in a circle
  public ReleaseOrder order(Collection<Release> chosen) {
    NeedsGraph graph = graph(distinct().values());
    graph.plan();
    Map<String, Release> byId = new LinkedHashMap<>();
    Set<String> ids = ids(List.copyOf(chosen));
    Map<String, Release> given = new HashMap<>();
    chosen.forEach(release -> given.put(id(release), release));
    for (Release release : state.releases()) {
      Release found = given.get(id(release));
      if (found != null && ids.remove(id(release))) {
        byId.put(id(release), found);
      }
    }
    return ReleaseOrder.of(byId, graph.needs());
  }

  /// Refuses releases that need, by themselves or through others, one that is not to be installed:
  /// `--enforce-needs-are-installed`.
  ///
  /// @param releases releases of this selection
  /// @throws HelmfileException if one does
  public void requireInstalledNeeds(List<Release> releases) {
    Map<String, Release> byId = new LinkedHashMap<>();
    state.releases().forEach(release -> byId.putIfAbsent(id(release), release));
    Set<String> seen = new LinkedHashSet<>();
    for (Release release : releases) {
      requireInstalledNeeds(release, byId, seen);
    }
  }

  private void requireInstalledNeeds(Release release, Map<String, Release> byId, Set<String> seen) {
    for (String id : needs(release)) {
      Release needed = byId.get(id);
      if (needed == null || !seen.add(id)) {
        continue;
      }
      if (!needed.installed()) {
        throw new HelmfileException(
            Diagnostic.error(
                    HelmfileErrorCode.NEEDS,
                    "Release "
                        + release.name()
                        + " has a transitive dependency "
                        + needed.name()
                        + " marked as installed=false")
                .at(release.location().orElseGet(() -> SourceLocation.of(state.file())), null)
                .withHint(
                    "install "
                        + needed.name()
                        + " too, or leave --enforce-needs-are-installed out"));
      }
      requireInstalledNeeds(needed, byId, seen);
    }
  }

  private Map<String, Release> distinct() {
    Map<String, Release> byId = new LinkedHashMap<>();
    for (Release release : withoutDuplicates(selected())) {
      byId.put(id(release), release);
    }
    return byId;
  }

  private static List<Release> flat(List<List<String>> groups, Map<String, Release> byId) {
    List<Release> all = new ArrayList<>();
    for (List<String> group : groups) {
      for (String id : group) {
        Release release = byId.get(id);
        if (release != null) {
          all.add(release);
        }
      }
    }
    return all;
  }

  /// The filtered releases in the groups that `show-dag` prints.
  ///
  /// @throws HelmfileException if needs cannot be met
  public List<List<Release>> groups() {
    Map<String, Release> byId = new LinkedHashMap<>();
    filtered().forEach(release -> byId.put(id(release), release));
    return graph(byId.values()).plan().stream().map(group -> flat(List.of(group), byId)).toList();
  }

  private NeedsGraph graph(Collection<Release> releases) {
    return new NeedsGraph(
        state.file(),
        releases.stream()
            .map(release ->
                new NeedsGraph.Node(
                    id(release), needs(release), release.location("needs").orElse(null)))
            .toList());
  }

  /// Of several releases with one identity, the selected one stays: otherwise their needs could not
  /// be ordered.
  private List<Release> withoutDuplicates(List<Release> selected) {
    Map<String, Release> chosen = new HashMap<>();
    for (Release release : selected) {
      Release other = chosen.put(id(release), release);
      if (other != null) {
        throw duplicate(
            List.of(other, release), "found 2 duplicate releases with ID \"" + id(release) + "\"");
      }
    }
    Map<String, Integer> counts = new HashMap<>();
    state.releases().forEach(release -> counts.merge(id(release), 1, Integer::sum));
    List<Release> out = new ArrayList<>();
    for (Release release : state.releases()) {
      boolean single = counts.getOrDefault(id(release), 1) == 1;
      if (single || release == chosen.get(id(release))) {
        out.add(release);
      }
    }
    return out;
  }

  private void checkDuplicates(List<Release> releases) {
    Map<String, List<Release>> byId = new LinkedHashMap<>();
    releases.forEach(
        release -> byId.computeIfAbsent(id(release), _ -> new ArrayList<>()).add(release));
    for (List<Release> same : byId.values()) {
      if (same.size() > 1) {
        throw duplicate(same, duplicateText(same));
      }
    }
  }

  private static String duplicateText(List<Release> same) {
    Release release = same.getFirst();
    StringBuilder text = new StringBuilder("duplicate release \"" + release.name() + "\" found");
    if (!release.namespace().isEmpty()) {
      text.append(" in namespace \"").append(release.namespace()).append('"');
    }
    if (!release.kubeContext().isEmpty()) {
      text.append(" in kubecontext \"").append(release.kubeContext()).append('"');
    }
    return text
        + ": there were "
        + same.size()
        + " releases named \""
        + release.name()
        + "\" matching specified selector";
  }

  private HelmfileException duplicate(List<Release> same, String message) {
    SourceLocation place =
        same.getLast().location().orElseGet(() -> SourceLocation.of(state.file()));
    List<String> notes =
        same.stream()
            .flatMap(each -> each.location().stream())
            .map(each -> "defined at " + each)
            .toList();
    return new HelmfileException(
        Diagnostic.error(HelmfileErrorCode.DUPLICATE_RELEASE, message)
            .at(place, null)
            .withNotes(notes)
            .withHint("name them differently, or select one of them by its labels (-l)"));
  }

  private static Set<String> ids(List<Release> releases) {
    Set<String> ids = new LinkedHashSet<>();
    releases.forEach(release -> ids.add(id(release)));
    return ids;
  }

  /// The identity of a release.
  public static String id(Release release) {
    return ReleaseIds.of(release.kubeContext(), release.namespace(), release.name());
  }

  /// The identities of those that a release needs.
  public static List<String> needs(Release release) {
    return release.needs().stream()
        .map(need -> ReleaseIds.needed(need, release.kubeContext(), release.namespace()))
        .toList();
  }
}
