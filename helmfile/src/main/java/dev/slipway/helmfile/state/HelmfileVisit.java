package dev.slipway.helmfile.state;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.document.StateValueSet;
import dev.slipway.helmfile.host.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Loads a helmfile or a folder of them, and what is nested in it, in helmfile's order.
final class HelmfileVisit {
  private final LoadSession session;
  private final List<DesiredState> states = new ArrayList<>();
  private final Set<String> defined = new LinkedHashSet<>();
  private final List<String> skipped = new ArrayList<>();

  HelmfileVisit(LoadSession session) {
    this.session = session;
  }

  /// How a file is visited.
  ///
  /// @param values what overrides its environment: paths and maps
  /// @param sets the values of `--state-values-set`
  /// @param valuesFrom the folder that paths in `values` start from; empty for its own
  /// @param selectors those of a parent; empty for those of the command line
  /// @param inheritance what it takes over of its parent, or null
  /// @param path the files above it
  private record Visit(
      List<? extends @Nullable Object> values,
      Map<String, @Nullable Object> sets,
      String valuesFrom,
      Optional<List<String>> selectors,
      @Nullable Inheritance inheritance,
      List<String> path) {}

  /// The states of all files.
  List<DesiredState> run(List<String> files) {
    LoadOptions options = session.options();
    Visit visit =
        new Visit(options.stateValuesFiles(), sets(options), "", Optional.empty(), null, List.of());
    for (String file : files) {
      visit(file, visit);
    }
    if (states.isEmpty() && !skipped.isEmpty()) {
      throw undefined();
    }
    return List.copyOf(states);
  }

  private HelmfileException undefined() {
    String environment = session.options().environment();
    String file = session.shown(skipped.getFirst());
    Diagnostic diagnostic =
        Diagnostic.error(
                HelmfileErrorCode.UNDEFINED_ENVIRONMENT,
                "environment \"" + environment + "\" is not defined")
            .at(SourceLocation.of(file), null);
    return new HelmfileException(
        defined.isEmpty()
            ? diagnostic.withHint("no environments are defined there: leave --environment out")
            : diagnostic.withHint(
                dev.slipway.core.Spelling.nearest(environment, defined)
                        .map(near -> "did you mean \"" + near + "\"? ")
                        .orElse("")
                    + "defined are: "
                    + String.join(", ", defined)));
  }

  /// helmfile 0.171 takes no null for a key at the top.
  private Map<String, @Nullable Object> sets(LoadOptions options) {
    Map<String, @Nullable Object> sets = allSets(options);
    if (session.isOld()) {
      sets = new LinkedHashMap<>(sets);
      sets.values().removeIf(Objects::isNull);
    }
    return sets;
  }

  /// As in helmfile, `--state-values-set` hides all of `--state-values-set-string`.
  private Map<String, @Nullable Object> allSets(LoadOptions options) {
    StateValueSet set = new StateValueSet(GoInt::of);
    if (options.stateValuesSet().isEmpty()) {
      options.stateValuesSetString().forEach(set::addStrings);
    } else {
      StateValueSet strings = new StateValueSet(GoInt::of);
      options.stateValuesSetString().forEach(strings::addStrings);
      options.stateValuesSet().forEach(set::add);
      return dev.slipway.helmfile.document.Trees.override(strings.values(), set.values());
    }
    return set.values();
  }

  private void visit(String file, Visit visit) {
    LoadedFile loaded;
    try {
      loaded = load(file, visit);
    } catch (UndefinedEnvironmentException e) {
      skipped.add(file);
      defined.addAll(e.defined());
      return;
    }
    List<String> path = new ArrayList<>(visit.path);
    path.add(file);
    nested(loaded, visit, path);
    states.add(new StateAssembly(session, loaded).assemble(visit.selectors));
  }

  private HelmfileException circle(String file, List<String> path, SpecMap entry, SpecMap parent) {
    List<String> names = new ArrayList<>(path.subList(path.indexOf(file), path.size()));
    names.add(file);
    SourceLocation place =
        entry.location() == null ? parent.location("helmfiles") : entry.location();
    return new HelmfileException(
        Diagnostic.error(
                HelmfileErrorCode.CYCLE,
                "helmfiles nest each other: "
                    + names.stream().map(session::shown).collect(Collectors.joining(" -> ")))
            .at(
                place == null ? SourceLocation.of(session.shown(path.getLast())) : place,
                parent.lineText(place))
            .withHint("remove one of the entries under `helmfiles`"));
  }

  private LoadedFile load(String file, Visit visit) {
    String directory = Paths.directory(file);
    EnvironmentValues overrides = overrides(visit, directory);
    EnvironmentValues inherited =
        visit.inheritance == null ? null : visit.inheritance.environment();
    LoadedFile loaded =
        new FileLoading(session)
            .load(
                file, new FileLoading.Context(inherited, overrides, directory, false), Origin.NONE);
    SpecMap fields = loaded.fields();
    if (visit.inheritance != null) {
      visit.inheritance.mergeInto(fields);
    }
    LoadOptions options = session.options();
    if (!session.isOld() && fields.text("helmBinary").isEmpty()) {
      fields.put("helmBinary", "helm");
    }
    if (!session.isOld() && fields.text("kustomizeBinary").isEmpty()) {
      fields.put("kustomizeBinary", "kustomize");
    }
    if (!options.helmBinary().isEmpty() && !options.helmBinary().equals("helm")) {
      fields.put("helmBinary", options.helmBinary());
    }
    override(fields, "kubeContext", options.kubeContext(), "--kube-context", file);
    override(fields, "namespace", options.namespace(), "--namespace", file);
    override(fields, "chart", options.chart(), "--chart", file);
    return loaded;
  }

  private void override(SpecMap fields, String key, String value, String flag, String file) {
    if (value.isEmpty()) {
      return;
    }
    if (!fields.text(key).isEmpty()) {
      SourceLocation location = fields.location(key);
      throw new HelmfileException(
          Diagnostic.error(
                  HelmfileErrorCode.INVALID_STATE,
                  "err: Cannot use option " + flag + " and set attribute " + key + ".")
              .at(
                  location == null ? SourceLocation.of(session.shown(file)) : location,
                  fields.lineText(location)));
    }
    fields.put(key, value);
    if (key.equals("kubeContext")) {
      SpecMap defaults =
          fields.get("helmDefaults") instanceof SpecMap own ? new SpecMap(own) : new SpecMap();
      defaults.put(key, value);
      fields.put("helmDefaults", defaults);
    }
  }

  private @Nullable EnvironmentValues overrides(Visit visit, String directory) {
    if (visit.values.isEmpty() && visit.sets.isEmpty()) {
      return null;
    }
    String name = session.options().environment();
    EnvironmentFiles files =
        new EnvironmentFiles(session, visit.valuesFrom.isEmpty() ? directory : visit.valuesFrom);
    EnvironmentFiles.Purpose purpose =
        new EnvironmentFiles.Purpose("Error", EnvironmentValues.named(name), name, "", Origin.NONE);
    List<@Nullable Object> entries = new ArrayList<>(visit.values);
    if (session.isOld() && !visit.sets.isEmpty()) {
      entries.add(visit.sets);
      return new EnvironmentValues(name, "", files.load(entries, purpose), Map.of(), Map.of());
    }
    return new EnvironmentValues(name, "", files.load(entries, purpose), Map.of(), visit.sets);
  }

  private void nested(LoadedFile parent, Visit visit, List<String> path) {
    if (!(parent.fields().get("helmfiles") instanceof List<?> list)) {
      return;
    }
    for (Object item : list) {
      if (item instanceof SpecMap map) {
        SubHelmfile entry = new SubHelmfile(map);
        Visit own =
            new Visit(
                entry.values(),
                Map.of(),
                parent.directory(),
                selectors(entry, visit),
                entry.inherits().isEmpty() ? null : Inheritance.of(parent, entry.inherits()),
                path);
        for (String file : HelmfilePaths.find(session.host(), entry.path(), session.isOld())) {
          if (path.contains(file)) {
            throw circle(file, path, map, parent.fields());
          }
          visit(file, own);
        }
      }
    }
  }

  private Optional<List<String>> selectors(SubHelmfile entry, Visit visit) {
    String experiments = session.host().variable("HELMFILE_EXPERIMENTAL");
    boolean explicit =
        experiments != null
            && (experiments.equals("true")
                || experiments.contains("explicit-selector-inheritance"));
    if ((!entry.hasSelectors() && !explicit) || entry.selectorsInherited()) {
      return visit.selectors;
    }
    return Optional.of(entry.selectors());
  }
}
