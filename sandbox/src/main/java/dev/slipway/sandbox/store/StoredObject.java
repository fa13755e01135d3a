package dev.slipway.sandbox.store;

import dev.slipway.object.KubeObject;
import dev.slipway.yaml.Json;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One state of one object. It is kept as JSON, which takes a tenth of the room of a tree; the tree
/// is read again when it is asked for, and kept as long as someone holds it or it is among those
/// used last. Safe for use by several threads.
public final class StoredObject {
  private final StoreKey key;
  private final long revision;
  private final RecentTrees recent;
  private final Map<String, String> labels;
  private final String uid;
  private final String apiVersion;
  private volatile byte @Nullable [] json;
  private volatile @Nullable Map<String, @Nullable Object> fresh;
  private volatile WeakReference<Map<String, @Nullable Object>> tree;

  StoredObject(
      StoreKey key, long revision, Map<String, @Nullable Object> tree, RecentTrees recent) {
    KubeObject object = KubeObject.of(tree);
    this.key = key;
    this.revision = revision;
    this.recent = recent;
    this.labels = object.labels();
    this.uid = object.uid();
    this.apiVersion = object.apiVersion();
    this.fresh = tree;
    this.tree = new WeakReference<>(tree);
    recent.add(tree);
  }

  /// Where it stands.
  public StoreKey key() {
    return key;
  }

  /// The version of the write that made this state.
  public long revision() {
    return revision;
  }

  /// Its labels.
  public Map<String, String> labels() {
    return labels;
  }

  /// Its uid; empty if it has none.
  public String uid() {
    return uid;
  }

  /// The version of the API in which it is stored.
  public String apiVersion() {
    return apiVersion;
  }

  /// The object as a tree that everyone shares: not to be changed.
  @SuppressWarnings("unchecked")
  public Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> known = tree.get();
    if (known != null) {
      return known;
    }
    Map<String, @Nullable Object> read =
        (Map<String, @Nullable Object>)
            Objects.requireNonNull(Json.readExact(new String(json(), StandardCharsets.UTF_8)));
    tree = new WeakReference<>(read);
    recent.add(read);
    return read;
  }

  /// The same for reading by path.
  public KubeObject object() {
    return KubeObject.of(tree());
  }

  /// A copy of the tree that may be changed.
  public Map<String, @Nullable Object> copy() {
    return object().copy();
  }

  /// The object as JSON in UTF-8; not to be changed.
  public byte[] json() {
    byte[] known = json;
    if (known != null) {
      return known;
    }
    Map<String, @Nullable Object> source = fresh;
    byte[] made = Json.writeRaw(source == null ? tree() : source).getBytes(StandardCharsets.UTF_8);
    json = made;
    fresh = null;
    return made;
  }

  /// The same object as it reads in a later event: only its version differs.
  public StoredObject at(long newRevision) {
    return new StoredObject(key, newRevision, stamped(tree(), newRevision), recent);
  }

  /// The tree with another version; all but its metadata is shared.
  static Map<String, @Nullable Object> stamped(Map<String, @Nullable Object> tree, long revision) {
    Map<String, @Nullable Object> stamped = new LinkedHashMap<>(tree);
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    if (tree.get("metadata") instanceof Map<?, ?> known) {
      known.forEach((name, value) -> metadata.put((String) name, value));
    }
    metadata.put("resourceVersion", Long.toString(revision));
    stamped.put("metadata", metadata);
    return stamped;
  }

  @Override
  public String toString() {
    return key + "@" + revision;
  }
}
