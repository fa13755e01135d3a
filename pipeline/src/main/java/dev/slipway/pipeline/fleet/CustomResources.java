package dev.slipway.pipeline.fleet;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.api.ApiFinding;
import dev.slipway.chart.api.ApiLint;
import dev.slipway.core.SlipwayException;
import dev.slipway.helmfile.release.PreparedRelease;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.schema.CustomSchemas;
import dev.slipway.object.schema.KubeSchemas;
import dev.slipway.pipeline.PipelineErrorCode;
import dev.slipway.pipeline.PipelineException;
import dev.slipway.pipeline.settings.DefinitionFiles;
import dev.slipway.pipeline.settings.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Finds the definitions of custom resources that each cluster has, and holds releases' custom
/// resources against them. Definitions are those of `crds` in slipway.yaml, then those among the
/// manifests and in the `crds/` folders of the cluster's releases. For one run of lint, on one
/// thread.
final class CustomResources {
  private static final String DEFINITION = "CustomResourceDefinition";

  /// Definitions are read alike for every version of Kubernetes.
  private static final String ANY_VERSION = "1." + KubeSchemas.minors().getLast();

  /// What one release has of custom resources.
  ///
  /// @param manifests what it was rendered to
  /// @param types the types of its objects that Kubernetes has not itself
  /// @param definitions the definitions that it brings
  record Of(
      FleetRelease release,
      PreparedRelease prepared,
      String manifests,
      Set<GroupVersionKind> types,
      List<KubeObject> definitions) {
    /// That of a release.
    static Of release(
        FleetRelease release,
        PreparedRelease prepared,
        String manifests,
        ApiLint.Examined examined) {
      List<KubeObject> definitions = new ArrayList<>(examined.definitions());
      for (ChartFile file : prepared.chart().crds()) {
        definitions.addAll(CustomResources.definitions(file.text()));
      }
      return new Of(release, prepared, manifests, examined.custom(), definitions);
    }

    private String cluster() {
      return release.target().cluster().name();
    }
  }

  private final Fleet fleet;
  private final List<Of> all = new ArrayList<>();
  private final Map<String, List<KubeObject>> definitions = new LinkedHashMap<>();
  private final Set<GroupVersionKind> undefined = new TreeSet<>();

  CustomResources(Fleet fleet) {
    this.fleet = fleet;
  }

  private static List<KubeObject> definitions(String text) {
    return text.contains(DEFINITION) ? ApiLint.examine(text, ANY_VERSION).definitions() : List.of();
  }

  /// Adds what a release has.
  void add(Of release) {
    if (!release.types.isEmpty()) {
      all.add(release);
    }
    definitionsOf(release.cluster()).addAll(release.definitions);
  }

  private List<KubeObject> definitionsOf(String cluster) {
    return definitions.computeIfAbsent(cluster, name -> new ArrayList<>(stated(name)));
  }

  /// Those that slipway.yaml names.
  private List<KubeObject> stated(String cluster) {
    List<KubeObject> found = new ArrayList<>();
    String root = fleet.setup().root().toString();
    for (String file : DefinitionFiles.of(fleet.settings(), fleet.setup().host(), root, cluster)) {
      try {
        found.addAll(definitions(fleet.setup().host().read(root + "/" + file)));
      } catch (IOException e) {
        throw new PipelineException(
            PipelineErrorCode.READ, "cannot read " + file + ": " + e.getMessage(), e);
      }
    }
    return found;
  }

  /// What is wrong with the custom resources of the releases that were added, in their order.
  ///
  /// @param examined the labels of all releases that were looked at
  List<FleetFinding> check(Set<String> examined) {
    searchElsewhere(examined);
    Map<String, CustomSchemas> schemas = new HashMap<>();
    definitions.forEach((cluster, found) -> schemas.put(cluster, CustomSchemas.of(found)));
    List<FleetFinding> findings = new ArrayList<>();
    for (Of release : all) {
      CustomSchemas known = schemas.getOrDefault(release.cluster(), CustomSchemas.NONE);
      release.types.stream()
          .filter(type -> !known.has(type.group(), type.kind()))
          .forEach(undefined::add);
      List<ApiFinding> found = ApiLint.custom(release.manifests, known);
      if (!found.isEmpty()) {
        TemplateLines lines =
            new TemplateLines(release.prepared, fleet.setup().root(), release.manifests);
        found.forEach(each -> findings.add(FleetLint.finding(each, release.release, lines)));
      }
    }
    return findings;
  }

  /// The types of custom resources whose definition was not found; after [#check].
  Set<GroupVersionKind> undefined() {
    return undefined;
  }

  /// Looks for missing definitions among the cluster's other releases, which were not asked for.
  private void searchElsewhere(Set<String> examined) {
    Set<String> clusters = new HashSet<>();
    Map<String, CustomSchemas> known = new HashMap<>();
    for (Of release : all) {
      CustomSchemas schemas =
          known.computeIfAbsent(
              release.cluster(),
              name -> CustomSchemas.of(definitions.getOrDefault(name, List.of())));
      if (release.types.stream().anyMatch(type -> !schemas.has(type.group(), type.kind()))) {
        clusters.add(release.cluster());
      }
    }
    if (clusters.isEmpty()) {
      return;
    }
    List<Target> targets =
        fleet.targets(Narrowing.ALL).stream()
            .filter(target -> clusters.contains(target.cluster().name()))
            .toList();
    List<Other> others = new ArrayList<>();
    for (Target target : targets) {
      others.add(new Other(target));
    }
    List<List<KubeObject>> found =
        fleet.crew().each(others, "definitions", other -> other.definitions(fleet, examined));
    for (int i = 0; i < targets.size(); i++) {
      definitionsOf(targets.get(i).cluster().name()).addAll(found.get(i));
    }
  }

  /// A target that was not asked for.
  private record Other(Target target) {
    List<KubeObject> definitions(Fleet fleet, Set<String> examined) {
      LoadedTarget loaded = fleet.load(List.of(target), true).getFirst();
      List<KubeObject> found = new ArrayList<>();
      for (int i = 0; i < loaded.releases().size(); i++) {
        FleetRelease release = loaded.releases().get(i);
        if (release.isDeployed() && !examined.contains(release.label())) {
          found.addAll(definitions(fleet, loaded, i));
        }
      }
      return found;
    }

    private List<KubeObject> definitions(Fleet fleet, LoadedTarget loaded, int index) {
      LoadedTarget.Source source = loaded.sources().get(index);
      List<KubeObject> found = new ArrayList<>();
      try {
        PreparedRelease prepared = fleet.view().prepare(target, source.state(), source.release());
        if (mayDefine(prepared)) {
          found.addAll(CustomResources.definitions(fleet.renderOnce(loaded, index, fleet.view())));
        }
        for (ChartFile file : prepared.chart().crds()) {
          found.addAll(CustomResources.definitions(file.text()));
        }
      } catch (SlipwayException _) {
        // Nobody asked for this release; who asks hears what is wrong with it.
        return found;
      }
      return found;
    }

    /// Whether it can be that definitions are rendered; most releases need not be.
    private static boolean mayDefine(PreparedRelease prepared) {
      return prepared.chart().templates().isEmpty()
          || mentions(prepared.chart())
          || prepared.layers().stream().anyMatch(layer -> layer.text().contains(DEFINITION));
    }

    private static boolean mentions(Chart chart) {
      for (ChartFile template : chart.templates()) {
        if (template.text().contains(DEFINITION)) {
          return true;
        }
      }
      return chart.subcharts().stream().anyMatch(Other::mentions);
    }
  }
}
