package dev.slipway.object;

import dev.slipway.yaml.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One Kubernetes object: a tree of maps with string keys, lists, String, Long, Double, Boolean and
/// null, as `unstructured.Unstructured` is in Go. By agreement the tree is never changed once it is
/// in here; [#copy] gives one that may be.
public final class KubeObject {
  private final Map<String, @Nullable Object> tree;

  private KubeObject(Map<String, @Nullable Object> tree) {
    this.tree = tree;
  }

  /// The object of that tree, which is not copied and must not be changed any more.
  public static KubeObject of(Map<String, @Nullable Object> tree) {
    return new KubeObject(tree);
  }

  /// Reads an object from JSON.
  ///
  /// @throws dev.slipway.yaml.YamlException if it is no JSON object
  public static KubeObject parse(String json) {
    return new KubeObject(asMap(Json.readExact(json)));
  }

  /// The tree; not to be changed.
  public Map<String, @Nullable Object> tree() {
    return tree;
  }

  /// A deep copy of the tree, to be changed.
  @SuppressWarnings("unchecked")
  public Map<String, @Nullable Object> copy() {
    return (Map<String, @Nullable Object>) copyOf((Object) tree);
  }

  /// A deep copy of any part of a tree.
  public static Object copyOf(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((key, item) -> copy.put((String) key, item == null ? null : copyOf(item)));
        yield copy;
      }
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        list.forEach(item -> copy.add(item == null ? null : copyOf(item)));
        yield copy;
      }
      default -> value;
    };
  }

  /// What it is.
  public GroupVersionKind type() {
    return GroupVersionKind.of(apiVersion(), kind());
  }

  /// Which one it is.
  public ObjectKey key() {
    return new ObjectKey(type(), namespace(), name());
  }

  /// Its `apiVersion`, or empty.
  public String apiVersion() {
    return text("apiVersion");
  }

  /// Its `kind`, or empty.
  public String kind() {
    return text("kind");
  }

  /// Its name, or empty.
  public String name() {
    return text("metadata", "name");
  }

  /// Its namespace, or empty.
  public String namespace() {
    return text("metadata", "namespace");
  }

  /// The identity that the cluster gave it, or empty.
  public String uid() {
    return text("metadata", "uid");
  }

  /// The cluster's version of it, or empty.
  public String resourceVersion() {
    return text("metadata", "resourceVersion");
  }

  /// Its labels; those that are not texts are left out.
  public Map<String, String> labels() {
    return texts("metadata", "labels");
  }

  /// Its annotations; those that are not texts are left out.
  public Map<String, String> annotations() {
    return texts("metadata", "annotations");
  }

  /// The value at a path of keys, or null.
  public @Nullable Object get(String... path) {
    Object at = tree;
    for (String key : path) {
      if (!(at instanceof Map<?, ?> map)) {
        return null;
      }
      at = map.get(key);
      if (at == null) {
        return null;
      }
    }
    return at;
  }

  /// The text at a path, or empty.
  public String text(String... path) {
    return get(path) instanceof String text ? text : "";
  }

  /// The whole number at a path, or `otherwise`.
  public long number(long otherwise, String... path) {
    return get(path) instanceof Number number ? number.longValue() : otherwise;
  }

  /// Whether there is `true` at a path.
  public boolean flag(String... path) {
    return Boolean.TRUE.equals(get(path));
  }

  /// The map at a path, or an empty one.
  public Map<String, @Nullable Object> map(String... path) {
    return asMap(get(path));
  }

  /// The list at a path, or an empty one.
  @SuppressWarnings("unchecked")
  public List<@Nullable Object> list(String... path) {
    return get(path) instanceof List<?> list ? (List<@Nullable Object>) list : List.of();
  }

  /// The maps in the list at a path; other items are left out.
  public List<Map<String, @Nullable Object>> maps(String... path) {
    return list(path).stream().filter(Map.class::isInstance).map(KubeObject::asMap).toList();
  }

  /// The texts in the map at a path.
  public Map<String, String> texts(String... path) {
    Map<String, String> texts = new LinkedHashMap<>();
    map(path)
        .forEach((key, value) -> {
          if (value instanceof String text) {
            texts.put(key, text);
          }
        });
    return Collections.unmodifiableMap(texts);
  }

  /// The object as JSON on one line, in the order of its keys.
  public String json() {
    return Json.writeRaw(tree);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> asMap(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KubeObject object && tree.equals(object.tree);
  }

  @Override
  public int hashCode() {
    return tree.hashCode();
  }

  @Override
  public String toString() {
    return key().toString();
  }
}
