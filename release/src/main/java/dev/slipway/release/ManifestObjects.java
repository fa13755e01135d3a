package dev.slipway.release;

import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.manifest.ManifestSplitter;
import dev.slipway.object.KubeObject;
import dev.slipway.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the objects out of rendered text.
public final class ManifestObjects {
  private ManifestObjects() {}

  /// The objects of a manifest, in their order. The items of a `List` stand for it, as Helm has it.
  ///
  /// @param manifest documents that begin with `---`
  /// @throws dev.slipway.yaml.YamlException if a document is no YAML
  public static List<KubeObject> read(String manifest) {
    List<KubeObject> objects = new ArrayList<>();
    for (String document : ManifestSplitter.split(manifest, HelmVersion.DEFAULT)) {
      if (numbersExact(Yaml.readNumbers(document)) instanceof Map<?, ?> tree) {
        add(objects, tree);
      }
    }
    return objects;
  }

  @SuppressWarnings("unchecked")
  private static void add(List<KubeObject> objects, Map<?, ?> tree) {
    KubeObject object = KubeObject.of((Map<String, @Nullable Object>) tree);
    if (object.kind().isEmpty()) {
      return;
    }
    if (object.kind().endsWith("List") && tree.get("items") instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> map) {
          add(objects, map);
        }
      }
      return;
    }
    objects.add(object);
  }

  /// Numbers as Kubernetes reads them from the JSON that the YAML is turned into: whole ones that
  /// fit are Long, others Double.
  private static @Nullable Object numbersExact(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((key, item) -> copy.put(String.valueOf(key), numbersExact(item)));
        yield copy;
      }
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        list.forEach(item -> copy.add(numbersExact(item)));
        yield copy;
      }
      case Long number -> number;
      case Double number -> whole(number);
      case Number number -> number.doubleValue();
      case null, default -> value;
    };
  }

  private static Object whole(double number) {
    boolean fits = number == Math.rint(number) && Math.abs(number) < 0x1p63;
    return fits ? (Object) (long) number : (Object) number;
  }
}
