package dev.slipway.helmfile.patch;

import dev.slipway.chart.values.ValueTrees;
import dev.slipway.core.Diagnostic;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Makes transformers of Kustomize's configuration files for them and of entries of a
/// kustomization's `patches`.
///
/// @param files from a path to the text of that file
record TransformerReader(UnaryOperator<String> files) {
  /// The transformers of a file.
  ///
  /// @param from what errors call it
  /// @throws HelmfileException if it is malformed, or names one that is not built in
  List<Transformer> read(String from, String text) {
    List<Transformer> all = new ArrayList<>();
    for (Map<String, @Nullable Object> document : KustomizeObjects.read(from, text)) {
      try {
        all.addAll(transformers(document));
      } catch (HelmfileException e) {
        throw e.diagnostic().message().startsWith(from) ? e : e.prefixed(from + ": ");
      }
    }
    return all;
  }

  private List<Transformer> transformers(Map<String, @Nullable Object> map) {
    if (!"builtin".equals(map.get("apiVersion"))) {
      throw unsupported("apiVersion " + map.get("apiVersion") + ", kind " + map.get("kind"));
    }
    List<FieldSpec> fields = FieldSpec.all(map.get("fieldSpecs"));
    String kind = String.valueOf(map.get("kind"));
    return switch (kind) {
      case "LabelTransformer" -> List.of(Transformers.entries(texts(map.get("labels")), fields));
      case "AnnotationsTransformer" ->
          List.of(Transformers.entries(texts(map.get("annotations")), fields));
      case "PrefixTransformer" -> List.of(prefix(map, fields));
      case "SuffixTransformer" -> List.of(suffix(map, fields));
      case "PrefixSuffixTransformer" -> List.of(prefix(map, fields), suffix(map, fields));
      case "NamespaceTransformer" -> List.of(namespace(map, fields));
      case "ImageTagTransformer" -> List.of(ImageTransformer.of(map(map.get("imageTag")), fields));
      case "ReplicaCountTransformer" -> List.of(replicas(map(map.get("replica")), fields));
      case "PatchTransformer" -> patch(map);
      case "PatchJson6902Transformer" -> List.of(json(map));
      case "PatchStrategicMergeTransformer" -> List.of(strategic(map));
      default -> throw unsupported(kind);
    };
  }

  private static HelmfileException unsupported(String what) {
    return new HelmfileException(
        Diagnostic.error(
                HelmfileErrorCode.NOT_SUPPORTED,
                "the transformer '" + what + "' of Kustomize is not supported")
            .withHint(
                "those for labels, annotations, names, namespaces, images, replicas and patches"
                    + " are"));
  }

  private static Transformer prefix(Map<?, ?> map, List<FieldSpec> fields) {
    return Transformers.prefix(text(map.get("prefix")), stated(map, fields));
  }

  private static Transformer suffix(Map<?, ?> map, List<FieldSpec> fields) {
    return Transformers.suffix(text(map.get("suffix")), stated(map, fields));
  }

  private static List<FieldSpec> stated(Map<?, ?> map, List<FieldSpec> fields) {
    if (map.get("fieldSpecs") == null) {
      throw KustomizeObjects.failed(
          "fieldSpecs is not expected to be nil", "say which fields: [{path: metadata/name}]");
    }
    return fields;
  }

  private static Transformer namespace(Map<?, ?> map, List<FieldSpec> fields) {
    String subjects = text(map.get("setRoleBindingSubjects"));
    if (!List.of("", "defaultOnly", "allServiceAccounts", "none").contains(subjects)) {
      throw KustomizeObjects.failed(
          "invalid value \""
              + subjects
              + "\" for setRoleBindingSubjects: must be one of \"defaultOnly\", \"none\" or"
              + " \"allServiceAccounts\"",
          null);
    }
    return new NamespaceTransformer(
        text(map(map.get("metadata")).get("namespace")),
        fields,
        Boolean.TRUE.equals(map.get("unsetOnly")),
        subjects);
  }

  static Transformer replicas(Map<?, ?> replica, List<FieldSpec> fields) {
    Object count = replica.get("count");
    return Transformers.replicas(text(replica.get("name")), count == null ? 0L : count, fields);
  }

  /// An entry of `patches`: merged, or a list of operations.
  List<Transformer> patch(Map<?, ?> map) {
    String inline = text(map.get("patch")).strip();
    String path = text(map.get("path"));
    if (inline.isEmpty() == path.isEmpty()) {
      throw KustomizeObjects.failed(
          inline.isEmpty()
              ? "must specify one of patch and path"
              : "patch and path can't be set at the same time",
          null);
    }
    String text = inline.isEmpty() ? files.apply(path) : inline;
    Object document = document(text);
    if (document instanceof List<?> operations) {
      if (!(map.get("target") instanceof Map<?, ?> target)) {
        throw KustomizeObjects.failed("must specify a target for JSON patch", null);
      }
      return List.of(Transformers.json(ObjectPattern.of(target), operations));
    }
    PatchOptions options = PatchOptions.of(map.get("options"));
    if (!(map.get("target") instanceof Map<?, ?> target)) {
      return List.of(Transformers.merge(KustomizeObjects.read("patch", text), options));
    }
    Map<String, @Nullable Object> patch = ValueTrees.table(document);
    if (patch == null) {
      throw KustomizeObjects.failed("unable to parse SM or JSON patch from " + text, null);
    }
    return List.of(Transformers.mergeAll(ObjectPattern.of(target), patch, options));
  }

  /// An entry of `patchesJson6902`.
  Transformer json(Map<?, ?> map) {
    String inline = text(map.get("jsonOp")) + text(map.get("patch"));
    String path = text(map.get("path"));
    Object document = document(inline.isEmpty() ? files.apply(path) : inline);
    if (!(document instanceof List<?> operations)) {
      throw KustomizeObjects.failed("a patch is no list of operations", null);
    }
    return Transformers.json(ObjectPattern.of(map(map.get("target"))), operations);
  }

  private Transformer strategic(Map<?, ?> map) {
    List<Map<String, @Nullable Object>> patches = new ArrayList<>();
    if (map.get("paths") instanceof List<?> paths) {
      paths.forEach(each -> patches.addAll(fileOrText(String.valueOf(each))));
    }
    String inline = text(map.get("patches"));
    if (!inline.isEmpty()) {
      patches.addAll(KustomizeObjects.read("patches", inline));
    }
    if (patches.isEmpty()) {
      throw KustomizeObjects.failed("empty file path and empty patch content", null);
    }
    return Transformers.merge(patches, PatchOptions.NONE);
  }

  /// A patch, or the path of a file with patches: Kustomize takes both for one another.
  List<Map<String, @Nullable Object>> fileOrText(String text) {
    return text.indexOf('\n') >= 0 || text.indexOf(": ") >= 0
        ? KustomizeObjects.read("patch", text)
        : KustomizeObjects.read(text, files.apply(text));
  }

  private static @Nullable Object document(String text) {
    try {
      // What begins with a bracket is JSON for Kustomize, not YAML.
      return text.startsWith("[") ? Json.readExact(text) : Yaml.readVersion3(text);
    } catch (YamlException e) {
      throw new HelmfileException(
          Diagnostic.error(
              HelmfileErrorCode.PATCH, "unable to parse SM or JSON patch: " + e.getMessage()),
          e);
    }
  }

  static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  static Map<String, String> texts(@Nullable Object value) {
    Map<String, String> texts = new LinkedHashMap<>();
    map(value).forEach((name, text) -> texts.put(String.valueOf(name), text(text)));
    return texts;
  }
}
