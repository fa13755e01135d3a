package dev.slipway.helmfile.patch;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import dev.slipway.core.Spelling;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A folder with a kustomization.yaml: what `kustomize build` makes of it, for the common fields.
/// Others are refused. Used once.
final class Kustomization {
  private static final List<String> NAMES =
      List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  private static final int DEEPEST = 50;

  private static final Set<String> KNOWN =
      Set.of(
          "apiVersion",
          "kind",
          "metadata",
          "resources",
          "bases",
          "components",
          "namePrefix",
          "nameSuffix",
          "namespace",
          "commonLabels",
          "labels",
          "commonAnnotations",
          "images",
          "replicas",
          "patches",
          "patchesStrategicMerge",
          "patchesJson6902",
          "configMapGenerator",
          "secretGenerator",
          "generatorOptions",
          "transformers",
          "sortOptions");

  private static final Set<String> REFUSED =
      Set.of(
          "buildMetadata",
          "configurations",
          "crds",
          "generators",
          "helmCharts",
          "helmChartInflationGenerator",
          "helmGlobals",
          "openapi",
          "replacements",
          "validators",
          "vars");

  private final HelmfileHost host;
  private final String folder;
  private final String file;
  private final Map<String, @Nullable Object> fields;
  private final TransformerReader reader;
  private final int depth;

  private Kustomization(HelmfileHost host, String folder, int depth) {
    if (depth > DEEPEST) {
      throw KustomizeObjects.failed(
          "cycle detected: " + folder + " is a base of itself", "take it out of 'resources'");
    }
    this.host = host;
    this.folder = folder;
    this.depth = depth;
    this.file = file(host, folder);
    this.reader = new TransformerReader(this::text);
    this.fields = fields();
    for (String key : fields.keySet()) {
      if (!KNOWN.contains(key)) {
        throw unknown(key);
      }
    }
  }

  /// The objects of the kustomization in a folder, names not yet final.
  static KustomizeObjects objects(HelmfileHost host, String folder) {
    return new Kustomization(host, folder, 0).accumulate(new KustomizeObjects());
  }

  private static String file(HelmfileHost host, String folder) {
    for (String name : NAMES) {
      if (host.isFile(Paths.join(folder, name))) {
        return Paths.join(folder, name);
      }
    }
    throw new HelmfileException(
        Diagnostic.error(
                HelmfileErrorCode.MISSING_FILE,
                "unable to find one of 'kustomization.yaml', 'kustomization.yml' or"
                    + " 'Kustomization' in directory '"
                    + folder
                    + "'")
            .at(SourceLocation.of(folder), null));
  }

  private Map<String, @Nullable Object> fields() {
    try {
      return Yaml.readMap(text(file));
    } catch (YamlException e) {
      throw new HelmfileException(
          Diagnostic.error(HelmfileErrorCode.PATCH, file + ": " + e.getMessage())
              .at(SourceLocation.of(file), null),
          e);
    }
  }

  private HelmfileException unknown(String key) {
    if (REFUSED.contains(key)) {
      return new HelmfileException(
          Diagnostic.error(
                  HelmfileErrorCode.NOT_SUPPORTED,
                  "'" + key + "' of a kustomization is not supported")
              .at(SourceLocation.of(file), null)
              .withHint("run kustomize yourself in a prepare hook, and name its output"));
    }
    return new HelmfileException(
        Diagnostic.error(HelmfileErrorCode.PATCH, "unknown field \"" + key + "\"")
            .at(SourceLocation.of(file), null)
            .withHint(
                Spelling.nearest(key, KNOWN)
                    .map(near -> "did you mean " + near + "?")
                    .orElse(null)));
  }

  private String text(String path) {
    String place = Paths.resolve(folder, path);
    try {
      return host.read(place);
    } catch (NoSuchFileException _) {
      throw new HelmfileException(
          Diagnostic.error(
                  HelmfileErrorCode.MISSING_FILE, "open " + place + ": no such file or directory")
              .at(SourceLocation.of(fields == null ? folder : file), null));
    } catch (IOException e) {
      throw new HelmfileException(
          Diagnostic.error(HelmfileErrorCode.READ, place + ": " + e.getMessage()), e);
    }
  }

  /// @param base what a component changes; empty for a kustomization
  private KustomizeObjects accumulate(KustomizeObjects base) {
    KustomizeObjects objects = base;
    for (String key : List.of("resources", "bases")) {
      for (Object resource : list(key)) {
        addResource(String.valueOf(resource), objects);
      }
    }
    KustomizeGenerators generators =
        new KustomizeGenerators(this::text, TransformerReader.map(fields.get("generatorOptions")));
    maps("configMapGenerator").forEach(entry -> generators.generate("ConfigMap", entry, base));
    maps("secretGenerator").forEach(entry -> generators.generate("Secret", entry, base));
    for (Object component : list("components")) {
      String place = Paths.resolve(folder, String.valueOf(component));
      objects = new Kustomization(host, place, depth + 1).accumulate(objects);
    }
    for (Transformer transformer : transformers()) {
      transformer.transform(objects);
    }
    return objects;
  }

  private void addResource(String resource, KustomizeObjects objects) {
    if (resource.contains("://") || resource.startsWith("github.com/")) {
      throw new HelmfileException(
          Diagnostic.error(
                  HelmfileErrorCode.NOT_SUPPORTED,
                  "the remote resource " + resource + " of a kustomization is not supported")
              .at(SourceLocation.of(file), null)
              .withHint("keep a copy of it beside the kustomization"));
    }
    String place = Paths.resolve(folder, resource);
    if (host.isDirectory(place)) {
      objects.addAll(new Kustomization(host, place, depth + 1).accumulate(new KustomizeObjects()));
    } else {
      objects.addTrees(KustomizeObjects.read(place, text(resource)));
    }
  }

  /// All changes, in Kustomize's order.
  private List<Transformer> transformers() {
    List<Transformer> all = new ArrayList<>();
    for (Object patch : list("patchesStrategicMerge")) {
      all.add(Transformers.merge(reader.fileOrText(String.valueOf(patch)), PatchOptions.NONE));
    }
    maps("patches").forEach(entry -> all.addAll(reader.patch(entry)));
    all.add(new NamespaceTransformer(field("namespace"), FieldSpecs.namespaces(), false, ""));
    if (!field("namePrefix").isEmpty()) {
      all.add(Transformers.prefix(field("namePrefix"), FieldSpecs.names()));
    }
    if (!field("nameSuffix").isEmpty()) {
      all.add(Transformers.suffix(field("nameSuffix"), FieldSpecs.names()));
    }
    maps("labels").forEach(entry -> all.add(label(entry)));
    all.add(
        Transformers.entries(
            TransformerReader.texts(fields.get("commonLabels")), FieldSpecs.commonLabels()));
    all.add(
        Transformers.entries(
            TransformerReader.texts(fields.get("commonAnnotations")), FieldSpecs.annotations()));
    maps("patchesJson6902").forEach(entry -> all.add(reader.json(entry)));
    maps("replicas")
        .forEach(entry -> all.add(TransformerReader.replicas(entry, FieldSpecs.replicas())));
    maps("images").forEach(entry -> all.add(ImageTransformer.of(entry, FieldSpecs.images())));
    for (Object each : list("transformers")) {
      String entry = String.valueOf(each);
      boolean inline = entry.indexOf('\n') >= 0;
      all.addAll(reader.read(inline ? file : entry, inline ? entry : text(entry)));
    }
    return all;
  }

  private static Transformer label(Map<?, ?> entry) {
    List<FieldSpec> specs = new ArrayList<>(FieldSpec.all(entry.get("fields")));
    if (Boolean.TRUE.equals(entry.get("includeSelectors"))) {
      specs.addAll(FieldSpecs.commonLabels());
    } else if (Boolean.TRUE.equals(entry.get("includeTemplates"))) {
      specs.addAll(FieldSpecs.templateLabels());
    } else {
      specs.addAll(FieldSpecs.labels());
    }
    return Transformers.entries(TransformerReader.texts(entry.get("pairs")), specs);
  }

  private String field(String key) {
    Object value = fields.get(key);
    if (value != null && !(value instanceof String)) {
      throw new HelmfileException(
          Diagnostic.error(
                  HelmfileErrorCode.PATCH, "'" + key + "' of a kustomization must be a text")
              .at(SourceLocation.of(file), null)
              .withHint("put it in quotes"));
    }
    return TransformerReader.text(value);
  }

  private List<?> list(String key) {
    Object value = fields.get(key);
    return value instanceof List<?> list ? list : List.of();
  }

  private List<Map<?, ?>> maps(String key) {
    List<Map<?, ?>> all = new ArrayList<>();
    for (Object item : list(key)) {
      all.add(TransformerReader.map(item));
    }
    return all;
  }

  /// Whether the objects stay in the order in which they were read.
  static boolean keepsOrder(HelmfileHost host, String folder) {
    Kustomization kustomization = new Kustomization(host, folder, 0);
    return "fifo"
        .equals(TransformerReader.map(kustomization.fields.get("sortOptions")).get("order"));
  }
}
