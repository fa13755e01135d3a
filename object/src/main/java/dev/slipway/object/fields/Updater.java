package dev.slipway.object.fields;

import dev.slipway.object.TreeValues;
import dev.slipway.object.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Changes the owners of fields with the object: `merge.Updater`.
///
/// @param schema that of the object, in the version in which it is written
/// @param apiVersion that version
/// @param others the schema of the same object in other versions, in which it must have the same
///   fields; null for versions that there are not, whose owners are forgotten
/// @param ignored fields that nobody owns here
record Updater(
    Schema schema, String apiVersion, Function<String, @Nullable Schema> others, FieldSet ignored) {
  private @Nullable Schema schemaOf(String version) {
    return version.equals(apiVersion) ? schema : others.apply(version);
  }

  /// Brings what is owned up to date with a schema in which something became one value that was
  /// none; drops owners of versions that there are not.
  private void reconcile(ManagedFields managed) {
    Map<FieldOwner, ManagedFields.Entry> kept = new TreeMap<>();
    managed
        .entries()
        .forEach((owner, entry) -> {
          Schema version = schemaOf(entry.apiVersion());
          if (version != null) {
            kept.put(owner, entry.with(AtomicFields.reconcile(entry.fields(), version)));
          }
        });
    managed.entries().clear();
    managed.entries().putAll(kept);
  }

  /// Takes from others what changes.
  ///
  /// @return the conflicts; empty if there are none or they are overruled
  private List<FieldConflict> change(
      Comparison own,
      @Nullable Object before,
      @Nullable Object after,
      ManagedFields managed,
      FieldOwner writer,
      boolean force) {
    Map<String, Comparison> versions = new HashMap<>();
    versions.put(apiVersion, own);
    Map<FieldOwner, FieldSet> conflicts = new TreeMap<>();
    Map<FieldOwner, FieldSet> removed = new TreeMap<>();
    managed
        .entries()
        .forEach((owner, entry) -> {
          if (owner.equals(writer)) {
            return;
          }
          Comparison comparison =
              versions.computeIfAbsent(
                  entry.apiVersion(), version -> compare(version, before, after));
          FieldSet conflict =
              entry.fields().intersection(comparison.modified().union(comparison.added()));
          if (!conflict.isEmpty()) {
            conflicts.put(owner, conflict);
          }
          if (!comparison.removed().isEmpty()) {
            removed.put(owner, comparison.removed());
          }
        });
    if (!force && !conflicts.isEmpty()) {
      List<FieldConflict> all = new ArrayList<>();
      conflicts.forEach((owner, fields) ->
          fields.paths().forEach(path -> all.add(new FieldConflict(owner, path))));
      return all;
    }
    conflicts.forEach((owner, fields) -> take(managed, owner, fields));
    removed.forEach((owner, fields) -> take(managed, owner, fields));
    managed.entries().values().removeIf(entry -> entry.fields().isEmpty());
    return List.of();
  }

  private Comparison compare(String version, @Nullable Object before, @Nullable Object after) {
    Schema known = schemaOf(version);
    return Comparison.of(known == null ? schema : known, before, after).without(ignored);
  }

  private static void take(ManagedFields managed, FieldOwner owner, FieldSet fields) {
    managed
        .entries()
        .computeIfPresent(owner, (_, entry) -> entry.with(entry.fields().difference(fields)));
  }

  /// What an object's new state, however it came about, makes of its owners.
  void update(
      @Nullable Object before, @Nullable Object after, ManagedFields managed, FieldOwner writer) {
    reconcile(managed);
    Comparison own = Comparison.of(schema, before, after).without(ignored);
    change(own, before, after, managed, writer, true);
    ManagedFields.Entry old = managed.entry(writer);
    FieldSet fields =
        (old == null ? FieldSet.EMPTY : old.fields())
            .difference(own.removed())
            .union(own.modified())
            .union(own.added())
            .without(ignored);
    if (fields.isEmpty()) {
      managed.entries().remove(writer);
    } else {
      managed
          .entries()
          .put(writer, new ManagedFields.Entry(apiVersion, old == null ? "" : old.time(), fields));
    }
  }

  /// What came of [#apply].
  ///
  /// @param tree the merged object, which is the live one if nothing changed
  /// @param conflicts if there are any, nothing else counts
  record Merged(@Nullable Object tree, boolean changed, List<FieldConflict> conflicts) {}

  /// Merges an applied object into the live one.
  Merged apply(
      @Nullable Object live,
      Object applied,
      ManagedFields managed,
      FieldOwner writer,
      boolean force) {
    reconcile(managed);
    Object merged = TypedMerge.merge(schema, live, applied);
    ManagedFields.Entry last = managed.entry(writer);
    FieldSet fields = FieldSets.of(schema, applied).without(ignored);
    managed
        .entries()
        .put(writer, new ManagedFields.Entry(apiVersion, last == null ? "" : last.time(), fields));
    Object pruned = last == null ? merged : prune(merged, managed, last);
    Comparison own = Comparison.of(schema, live, pruned).without(ignored);
    List<FieldConflict> conflicts = change(own, live, pruned, managed, writer, force);
    return new Merged(pruned, !TreeValues.equal(live, pruned), conflicts);
  }

  /// Removes what the writer applied last time, does not apply now, and nobody else has.
  private @Nullable Object prune(
      @Nullable Object merged, ManagedFields managed, ManagedFields.Entry last) {
    Schema version = schemaOf(last.apiVersion());
    if (last.fields().isEmpty() || version == null) {
      return merged;
    }
    FieldSet lastNamed = FieldSets.withNamedFields(last.fields(), version);
    Object pruned = Selection.remove(version, merged, lastNamed);
    pruned = addBackOwned(merged, pruned, last.apiVersion(), managed);
    FieldSet prunedSet = FieldSets.withNamedFields(FieldSets.of(version, pruned), version);
    FieldSet mergedSet = FieldSets.withNamedFields(FieldSets.of(version, merged), version);
    return Selection.remove(
        version, merged, mergedSet.difference(prunedSet).intersection(lastNamed));
  }

  private @Nullable Object addBackOwned(
      @Nullable Object merged,
      @Nullable Object pruned,
      String prunedVersion,
      ManagedFields managed) {
    Map<String, FieldSet> owned = new TreeMap<>();
    managed
        .entries()
        .values()
        .forEach(entry -> owned.merge(entry.apiVersion(), entry.fields(), FieldSet::union));
    Object result = pruned;
    FieldSet first = owned.remove(prunedVersion);
    if (first != null) {
      result = addBack(merged, result, prunedVersion, first);
    }
    for (Map.Entry<String, FieldSet> entry : owned.entrySet()) {
      result = addBack(merged, result, entry.getKey(), entry.getValue());
    }
    return result;
  }

  private @Nullable Object addBack(
      @Nullable Object merged, @Nullable Object pruned, String apiVersionOfSet, FieldSet owned) {
    Schema version = schemaOf(apiVersionOfSet);
    if (version == null) {
      return pruned;
    }
    FieldSet mergedSet = FieldSets.withNamedFields(FieldSets.of(version, merged), version);
    FieldSet keep =
        FieldSets.withNamedFields(FieldSets.of(version, pruned), version)
            .union(FieldSets.withNamedFields(owned, version));
    return Selection.remove(version, merged, mergedSet.difference(keep));
  }
}
