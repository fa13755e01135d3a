package dev.slipway.helmfile.patch;

import dev.slipway.chart.values.ValueTrees;
import dev.slipway.core.GoStrings;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Makes the ConfigMaps and Secrets that a kustomization's `configMapGenerator` and
/// `secretGenerator` describe.
///
/// @param files from a path to the text of that file
/// @param common `generatorOptions`
record KustomizeGenerators(UnaryOperator<String> files, Map<?, ?> common) {
  private static final int LINE = 70;

  /// Adds what an entry describes, or changes what is there, as its `behavior` says.
  ///
  /// @param kind ConfigMap or Secret
  void generate(String kind, Map<?, ?> entry, KustomizeObjects objects) {
    KustomizeObject made = made(kind, entry);
    String behavior = TransformerReader.text(entry.get("behavior"));
    switch (behavior) {
      case "", "create", "unspecified" -> objects.add(made);
      case "merge", "replace" -> change(behavior, objects.find(made.id()), made);
      default ->
          throw KustomizeObjects.failed("unknown behavior of a generator: " + behavior, null);
    }
  }

  private static void change(String behavior, KustomizeObject there, KustomizeObject made) {
    if (behavior.equals("merge")) {
      for (String key : List.of("data", "binaryData")) {
        Map<String, @Nullable Object> more = ValueTrees.table(made.tree().get(key));
        if (more != null) {
          Map<String, @Nullable Object> all = new TreeMap<>(GoStrings.BYTE_ORDER);
          Map<String, @Nullable Object> before = ValueTrees.table(there.tree().get(key));
          if (before != null) {
            before.forEach((name, value) -> all.put(name, value == null ? "" : value.toString()));
          }
          all.putAll(more);
          there.tree().put(key, new LinkedHashMap<>(all));
        }
      }
      for (String key : List.of("labels", "annotations")) {
        if (made.metadata().get(key) instanceof Map<?, ?> more) {
          Map<String, @Nullable Object> all = new LinkedHashMap<>();
          if (there.metadata().get(key) instanceof Map<?, ?> before) {
            before.forEach((name, value) -> all.put(String.valueOf(name), value));
          }
          more.forEach((name, value) -> all.put(String.valueOf(name), value));
          there.metadata().put(key, all);
        }
      }
    } else {
      Map<String, @Nullable Object> metadata = there.metadata();
      Map<String, @Nullable Object> tree = made.tree();
      tree.put("metadata", metadata);
      there.tree(tree);
    }
  }

  private KustomizeObject made(String kind, Map<?, ?> entry) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "v1");
    tree.put("kind", kind);
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    String name = TransformerReader.text(entry.get("name"));
    if (name.isEmpty()) {
      throw KustomizeObjects.failed("a configmap must have a name", null);
    }
    metadata.put("name", name);
    String namespace = TransformerReader.text(entry.get("namespace"));
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    Map<?, ?> own = TransformerReader.map(entry.get("options"));
    putEntries(metadata, own, "labels");
    putEntries(metadata, own, "annotations");
    tree.put("metadata", metadata);
    if (kind.equals("Secret")) {
      String type = TransformerReader.text(entry.get("type"));
      tree.put("type", type.isEmpty() ? "Opaque" : type);
    }
    putData(tree, kind, pairs(entry));
    if (isOn(own, "immutable")) {
      tree.put("immutable", true);
    }
    KustomizeObject made = new KustomizeObject(tree);
    made.hashed(!isOn(own, "disableNameSuffixHash"));
    return made;
  }

  private boolean isOn(Map<?, ?> own, String key) {
    return Boolean.TRUE.equals(own.get(key)) || Boolean.TRUE.equals(common.get(key));
  }

  private void putEntries(Map<String, @Nullable Object> metadata, Map<?, ?> own, String key) {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    entries.putAll(TransformerReader.texts(common.get(key)));
    entries.putAll(TransformerReader.texts(own.get(key)));
    if (!entries.isEmpty()) {
      metadata.put(key, entries);
    }
  }

  private static void putData(
      Map<String, @Nullable Object> tree, String kind, Map<String, String> pairs) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    Map<String, @Nullable Object> binary = new LinkedHashMap<>();
    pairs.forEach((key, value) -> {
      if (kind.equals("Secret")) {
        data.put(key, lines(value));
      } else if (GoStrings.isValidUtf8(value)) {
        data.put(key, value);
      } else {
        binary.put(key, lines(value));
      }
    });
    if (!data.isEmpty()) {
      tree.put("data", data);
    }
    if (!binary.isEmpty()) {
      tree.put("binaryData", binary);
    }
  }

  /// Base64, in lines if it is longer than one.
  private static String lines(String value) {
    String text = Base64.getEncoder().encodeToString(GoStrings.toBytes(value));
    if (text.length() < LINE) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i += LINE) {
      out.append(text, i, Math.min(text.length(), i + LINE)).append('\n');
    }
    return out.toString();
  }

  private Map<String, String> pairs(Map<?, ?> entry) {
    Map<String, String> pairs = new TreeMap<>(GoStrings.BYTE_ORDER);
    List<String> environments = texts(entry.get("envs"));
    if (entry.get("env") != null) {
      environments.add(String.valueOf(entry.get("env")));
    }
    for (String path : environments) {
      for (String line : files.apply(path).lines().toList()) {
        String pair = line.stripLeading();
        if (!pair.isEmpty() && !pair.startsWith("#")) {
          int equals = pair.indexOf('=');
          put(
              pairs,
              equals < 0 ? pair : pair.substring(0, equals),
              equals < 0 ? "" : pair.substring(equals + 1));
        }
      }
    }
    for (String literal : texts(entry.get("literals"))) {
      int equals = literal.indexOf('=');
      if (equals <= 0) {
        throw KustomizeObjects.failed(
            "invalid literal source " + literal + ", expected key=value", null);
      }
      put(pairs, literal.substring(0, equals), unquoted(literal.substring(equals + 1)));
    }
    for (String file : texts(entry.get("files"))) {
      int equals = file.indexOf('=');
      String path = file.substring(equals + 1);
      put(
          pairs,
          equals < 0 ? path.substring(path.lastIndexOf('/') + 1) : file.substring(0, equals),
          files.apply(path));
    }
    return pairs;
  }

  private static void put(Map<String, String> pairs, String key, String value) {
    if (pairs.put(key, value) != null) {
      throw KustomizeObjects.failed("a generator illegally repeats the key `" + key + "`", null);
    }
  }

  private static String unquoted(String value) {
    int last = value.length() - 1;
    boolean quoted =
        last > 0
            && value.charAt(0) == value.charAt(last)
            && (value.charAt(0) == '"' || value.charAt(0) == '\'');
    return quoted ? value.substring(1, last) : value;
  }

  private static List<String> texts(@Nullable Object list) {
    List<String> all = new ArrayList<>();
    if (list instanceof List<?> items) {
      items.forEach(item -> all.add(String.valueOf(item)));
    }
    return all;
  }
}
