package dev.slipway.release.plan;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.fields.FieldChange;
import dev.slipway.release.fields.FieldDiff;
import dev.slipway.release.fields.FieldPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields that rendering makes anew each time: passwords, times, and checksums of those. Found
/// by comparing two renderings that differ in their seed. Immutable.
final class UnstableFields {
  private final Map<ObjectKey, List<FieldPath>> byObject;

  private UnstableFields(Map<ObjectKey, List<FieldPath>> byObject) {
    this.byObject = byObject;
  }

  /// None.
  static UnstableFields none() {
    return new UnstableFields(Map.of());
  }

  /// The fields that differ between two renderings of the same release.
  static UnstableFields between(List<ReleaseObject> one, List<ReleaseObject> other) {
    Map<ObjectKey, KubeObject> second = new HashMap<>();
    other.forEach(object -> second.put(object.key(), object.object()));
    Map<ObjectKey, List<FieldPath>> paths = new HashMap<>();
    for (ReleaseObject object : one) {
      KubeObject twin = second.get(object.key());
      if (twin == null) {
        continue;
      }
      List<FieldPath> unstable = new ArrayList<>();
      for (FieldChange change : FieldDiff.between(object.object().tree(), twin.tree())) {
        unstable.add(change.path());
      }
      if (!unstable.isEmpty()) {
        paths.put(object.key(), unstable);
      }
    }
    return new UnstableFields(paths);
  }

  boolean isEmpty() {
    return byObject.isEmpty();
  }

  List<FieldPath> of(ObjectKey key) {
    return byObject.getOrDefault(key, List.of());
  }

  /// An object with the values of its unstable fields as they are.
  ///
  /// @param object the object
  /// @param kept the fields that stay as they are
  record Settled(KubeObject object, List<String> kept) {}

  /// Takes over what `now` has in the unstable fields; where it has nothing, the new value stays.
  ///
  /// @param now the live object, or the one of the last manifest; null for none
  /// @param checksums whether checksums are taken over too: not so when what they are made of
  ///   changes in other fields as well
  Settled settle(ReleaseObject object, @Nullable KubeObject now, boolean checksums) {
    List<String> kept = new ArrayList<>();
    if (now == null) {
      return new Settled(object.object(), kept);
    }
    Map<String, @Nullable Object> have = SecretTexts.readable(now, object.object());
    Map<String, @Nullable Object> tree = object.object().copy();
    for (FieldPath path : of(object.key())) {
      Object value = path.in(have);
      if (value != null && (checksums || !isChecksum(path)) && path.put(tree, value)) {
        kept.add(path.toString());
      }
    }
    return new Settled(kept.isEmpty() ? object.object() : KubeObject.of(tree), kept);
  }

  /// Whether a field says by its name that it is made of others: `checksum/config`.
  static boolean isChecksum(FieldPath path) {
    String name = path.field().toLowerCase(Locale.ROOT);
    return path.steps().contains(new FieldPath.Step.Key("annotations"))
        && (name.contains("checksum") || name.contains("hash") || name.contains("sha"));
  }

  /// Whether the fields of an object that are made anew are sources of checksums.
  boolean feedsChecksums(ObjectKey key) {
    for (FieldPath path : of(key)) {
      if (!isChecksum(path)) {
        return true;
      }
    }
    return false;
  }
}
