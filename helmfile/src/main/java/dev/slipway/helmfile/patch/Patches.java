package dev.slipway.helmfile.patch;

import dev.slipway.core.Diagnostic;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What a release's patches and transformers make of its objects. Confined to one thread.
public final class Patches {
  private final KustomizeObjects objects = new KustomizeObjects();

  /// Patches for these objects, which are changed in place.
  ///
  /// @throws HelmfileException if two of them have one identity
  public Patches(List<Map<String, @Nullable Object>> objects) {
    this.objects.addTrees(objects);
  }

  /// Patches for the objects of files.
  ///
  /// @param files their texts by their paths
  /// @throws HelmfileException if one is no YAML or holds no objects, or two objects have one
  ///   identity
  public static Patches of(Map<String, String> files) {
    Patches patches = new Patches(List.of());
    files.forEach((path, text) -> patches.objects.addTrees(KustomizeObjects.read(path, text)));
    return patches;
  }

  /// Ends the changes: references to renamed objects name them anew, and all are in the order in
  /// which Kustomize writes them.
  ///
  /// @return one object each, as YAML that ends with a line break
  public List<String> finish() {
    Kustomize.finish(objects, true);
    return Kustomize.texts(objects);
  }

  /// The objects as they are now, in Kustomize's order.
  public List<Map<String, @Nullable Object>> objects() {
    objects.sort();
    return objects.all().stream().map(KustomizeObject::tree).toList();
  }

  /// Applies an entry of `jsonPatches`: a map with `target` and `patch`.
  ///
  /// @param name the entry's name in errors
  /// @throws HelmfileException if it is malformed or cannot be applied
  public void json(String name, Map<?, ?> entry) {
    if (!(entry.get("target") instanceof Map<?, ?> target)) {
      throw failed(name, "it has no 'target'", "say which objects: kind, name, namespace …");
    }
    if (!(entry.get("patch") instanceof List<?> operations)) {
      throw failed(name, "either \"path\" or \"patch\" must be set", "give the operations");
    }
    apply(name + " ", Transformers.json(ObjectPattern.of(target), operations));
  }

  /// Applies an entry of `strategicMergePatches`: documents that name the objects they change.
  ///
  /// @param name the entry's name in errors
  /// @throws HelmfileException if it is malformed or no object has that name
  public void strategic(String name, String text) {
    apply(name + ": ", Transformers.merge(KustomizeObjects.read(name, text), PatchOptions.NONE));
  }

  /// Applies an entry of `transformers`: configuration of Kustomize's built-in transformers.
  ///
  /// @param name the entry's name in errors
  /// @param files from a path that it names to that file's text
  /// @throws HelmfileException if it is malformed, cannot be applied or is not built in
  public void transform(String name, String text, UnaryOperator<String> files) {
    for (Transformer transformer : new TransformerReader(files).read(name, text)) {
      apply(name + ": ", transformer);
    }
  }

  private void apply(String prefix, Transformer transformer) {
    try {
      transformer.transform(objects);
    } catch (HelmfileException e) {
      throw e.prefixed(prefix);
    }
  }

  private static HelmfileException failed(String name, String problem, String hint) {
    return new HelmfileException(
        Diagnostic.error(HelmfileErrorCode.PATCH, name + ": " + problem).withHint(hint));
  }
}
