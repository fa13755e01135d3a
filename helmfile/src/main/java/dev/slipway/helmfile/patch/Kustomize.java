package dev.slipway.helmfile.patch;

import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.yaml.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What `kustomize build` makes of objects, without Kustomize: for helmfile's patches and
/// transformers, and for folders that are kustomizations. Stateless.
public final class Kustomize {
  private Kustomize() {}

  /// What values say of a kustomization besides what stands in its file.
  ///
  /// @param images entries of `images`
  /// @param namePrefix what goes before names, or empty
  /// @param nameSuffix what goes behind names, or empty
  /// @param namespace the namespace of all objects, or empty
  /// @param keepsOrder whether the objects stay in the order in which they were read
  public record Overlay(
      List<Map<?, ?>> images,
      String namePrefix,
      String nameSuffix,
      String namespace,
      boolean keepsOrder) {
    public Overlay {
      images = List.copyOf(images);
    }
  }

  /// Whether a folder is a kustomization, as chartify looks.
  public static boolean isKustomization(HelmfileHost host, String folder) {
    return host.isFile(folder + "/kustomization.yaml");
  }

  /// The objects of a kustomization.
  ///
  /// @param folder its absolute path
  /// @return one object each, as YAML that ends with a line break
  /// @throws dev.slipway.helmfile.HelmfileException if it cannot be read or asks for what is not
  ///   supported
  public static List<String> build(HelmfileHost host, String folder, Overlay overlay) {
    KustomizeObjects objects = Kustomization.objects(host, folder);
    new NamespaceTransformer(overlay.namespace, FieldSpecs.namespaces(), false, "")
        .transform(objects);
    if (!overlay.namePrefix.isEmpty()) {
      Transformers.prefix(overlay.namePrefix, FieldSpecs.names()).transform(objects);
    }
    if (!overlay.nameSuffix.isEmpty()) {
      Transformers.suffix(overlay.nameSuffix, FieldSpecs.names()).transform(objects);
    }
    for (Map<?, ?> image : overlay.images) {
      ImageTransformer.of(image, FieldSpecs.images()).transform(objects);
    }
    finish(objects, !overlay.keepsOrder && !Kustomization.keepsOrder(host, folder));
    return texts(objects);
  }

  /// Hashes names, repairs references, and sorts: what comes last.
  static void finish(KustomizeObjects objects, boolean sort) {
    for (KustomizeObject object : objects.all()) {
      if (object.isHashed()) {
        String name = object.id().name() + "-" + ContentHash.of(object);
        object.rememberId();
        object.rename(name);
      }
    }
    NameReferences.repair(objects);
    objects.dropLocal();
    if (sort) {
      objects.sort();
    }
  }

  static List<String> texts(KustomizeObjects objects) {
    return objects.all().stream().map(object -> Yaml.write(object.tree())).toList();
  }

  /// The values of a key that stands in several values files: the last one counts.
  public static Overlay overlay(List<Map<String, @Nullable Object>> values, String namespace) {
    List<Map<?, ?>> images = List.of();
    String prefix = "";
    String suffix = "";
    String place = "";
    String order = "";
    for (Map<String, @Nullable Object> file : values) {
      if (file.get("images") instanceof List<?> list) {
        images =
            list.stream()
                .<Optional<Map<?, ?>>>map(
                    item -> item instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty())
                .<Map<?, ?>>flatMap(Optional::stream)
                .toList();
      }
      prefix = stated(file, "namePrefix", prefix);
      suffix = stated(file, "nameSuffix", suffix);
      place = stated(file, "namespace", place);
      if (file.get("sortOptions") instanceof Map<?, ?> options) {
        order = String.valueOf(options.get("order"));
      }
    }
    return new Overlay(
        images, prefix, suffix, namespace.isEmpty() ? place : namespace, order.equals("fifo"));
  }

  private static String stated(Map<String, @Nullable Object> file, String key, String otherwise) {
    Object value = file.get(key);
    return value == null ? otherwise : value.toString();
  }
}
