package dev.slipway.object.fields;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectErrorCode;
import dev.slipway.object.ObjectException;
import dev.slipway.object.schema.Schema;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Server-side apply of objects of one kind and version, and what other writes do to the owners of
/// their fields: `managedfields.FieldManager`. Immutable; safe for use by several threads at once.
public final class Ownership {
  private static final int MOST_UPDATERS = 10;
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  /// Fields that nobody owns.
  private static final FieldSet NEVER_OWNED =
      FieldSet.of(
          ".apiVersion",
          ".kind",
          ".metadata",
          ".metadata.name",
          ".metadata.namespace",
          ".metadata.creationTimestamp",
          ".metadata.selfLink",
          ".metadata.uid",
          ".metadata.clusterName",
          ".metadata.generation",
          ".metadata.managedFields",
          ".metadata.resourceVersion");

  private final Updater updater;
  private final String kind;
  private final String subresource;

  private Ownership(Updater updater, String kind, String subresource) {
    this.updater = updater;
    this.kind = kind;
    this.subresource = subresource;
  }

  /// That of the objects of a kind in a version.
  ///
  /// @param schema their schema
  public static Ownership of(Schema schema, String apiVersion, String kind) {
    return new Ownership(new Updater(schema, apiVersion, _ -> null, FieldSet.EMPTY), kind, "");
  }

  /// The same for writes to a part of the object, such as `status`.
  public Ownership subresource(String name) {
    return new Ownership(updater, kind, name);
  }

  /// The same with fields that a write of this kind does not change, so that who writes does not
  /// own them: the status of the object itself, all but the status of the part `status`.
  public Ownership ignoring(FieldSet fields) {
    return new Ownership(
        new Updater(updater.schema(), updater.apiVersion(), updater.others(), fields),
        kind,
        subresource);
  }

  /// The same with other versions of the kind, in which objects have the same fields. Owners in
  /// versions that there are not are forgotten.
  ///
  /// @param schemas gives the schema of a version, or null
  public Ownership withVersions(Function<String, @Nullable Schema> schemas) {
    return new Ownership(
        new Updater(updater.schema(), updater.apiVersion(), schemas, updater.ignored()),
        kind,
        subresource);
  }

  /// Applies an object.
  ///
  /// @param live the object that is there, or null if there is none
  /// @param applied what is applied; not to have managed fields
  /// @param manager who applies
  /// @param force whether fields that others own are taken from them
  /// @param time now
  /// @throws ObjectException if one of the objects does not fit the schema
  public ApplyOutcome apply(
      @Nullable KubeObject live, KubeObject applied, String manager, boolean force, Instant time) {
    checkType(applied);
    KubeObject before = live == null ? empty() : live;
    ManagedFields managed;
    try {
      managed = ManagedFields.of(before);
    } catch (ObjectException e) {
      throw e.prefixed("failed to decode managed fields: ");
    }
    if (managed.entries().isEmpty()) {
      updateOwners(empty(), before, managed, "before-first-apply", time);
    }
    Validation.check(
        updater.schema(),
        applied.tree(),
        false,
        "failed to create typed patch object (" + label(applied) + "): ");
    Validation.check(
        updater.schema(),
        before.tree(),
        true,
        "failed to create typed live object (" + label(before) + "): ");
    FieldOwner writer = FieldOwner.applying(manager, subresource);
    ManagedFields owners = new ManagedFields(managed);
    Updater.Merged merged = updater.apply(before.tree(), applied.tree(), owners, writer, force);
    if (!merged.conflicts().isEmpty() && manager.equals("kubectl")) {
      List<FieldConflict> left = withoutLastApplied(merged.conflicts(), before);
      if (!left.isEmpty()) {
        return new ApplyOutcome.Refused(left);
      }
      owners = new ManagedFields(managed);
      merged = updater.apply(before.tree(), applied.tree(), owners, writer, true);
    }
    if (!merged.conflicts().isEmpty()) {
      return new ApplyOutcome.Refused(merged.conflicts());
    }
    strip(owners, writer);
    if (merged.changed()) {
      touch(owners, writer, time);
    }
    Map<String, @Nullable Object> tree = asTree(merged.tree());
    if (manager.equals("kubectl")) {
      updateLastApplied(tree, applied);
    }
    return new ApplyOutcome.Applied(withOwners(tree, owners), merged.changed());
  }

  private void checkType(KubeObject applied) {
    if (!applied.apiVersion().equals(updater.apiVersion()) || !applied.kind().equals(kind)) {
      GroupVersionKind type = applied.type();
      throw new ObjectException(
          ObjectErrorCode.FIELDS,
          "invalid object type: " + type.group() + "/" + type.version() + ", Kind=" + type.kind());
    }
    if (applied.get("metadata", "managedFields") != null) {
      throw new ObjectException(ObjectErrorCode.FIELDS, "metadata.managedFields must be nil");
    }
  }

  private static String label(KubeObject object) {
    GroupVersionKind type = object.type();
    return object.namespace()
        + "/"
        + object.name()
        + "; "
        + type.group()
        + "/"
        + type.version()
        + ", Kind="
        + type.kind();
  }

  private KubeObject empty() {
    return KubeObject.of(Map.of("apiVersion", updater.apiVersion(), "kind", kind));
  }

  /// The owners of an object that was created or changed by anything but an apply.
  ///
  /// @param live the object that was there, or null if there was none
  /// @param changed the object as it is to be stored; when it has managed fields of its own, these
  ///   count, as clients may send them
  /// @param manager who changed it
  /// @param time now
  /// @return the changed object with its managed fields
  /// @throws ObjectException if one of the objects does not fit the schema
  public KubeObject update(
      @Nullable KubeObject live, KubeObject changed, String manager, Instant time) {
    KubeObject before = live == null ? empty() : live;
    ManagedFields managed = sentOrLive(before, changed);
    if (managed.entries().isEmpty() && !before.uid().isEmpty()) {
      // What was not tracked from its creation on is so only from the first apply on.
      return withOwners(changed.tree(), managed);
    }
    KubeObject after = withOwners(changed.tree(), new ManagedFields());
    updateOwners(before, after, managed, manager, time);
    capUpdaters(managed);
    return withOwners(after.tree(), managed);
  }

  private ManagedFields sentOrLive(KubeObject before, KubeObject changed) {
    if (!subresource.isEmpty()) {
      return ManagedFields.orNone(before);
    }
    if (changed.get("metadata", "managedFields") instanceof List<?> list
        && (list.isEmpty()
            || (list.size() == 1 && list.getFirst() instanceof Map<?, ?> only && only.isEmpty()))) {
      // So clients ask for ownership to be forgotten.
      return new ManagedFields();
    }
    ManagedFields sent = ManagedFields.orNone(changed);
    return sent.entries().isEmpty() ? ManagedFields.orNone(before) : sent;
  }

  private void updateOwners(
      KubeObject before, KubeObject after, ManagedFields managed, String manager, Instant time) {
    Validation.check(
        updater.schema(),
        after.tree(),
        true,
        "failed to convert new object (" + label(after) + ") to smd typed: ");
    Validation.check(
        updater.schema(),
        before.tree(),
        true,
        "failed to convert live object (" + label(before) + ") to smd typed: ");
    FieldOwner writer = FieldOwner.updating(manager, updater.apiVersion(), subresource);
    // What this very write changes is found apart from what the writer had before.
    FieldOwner self = FieldOwner.updating("current-operation", "", "");
    updater.update(before.tree(), after.tree(), managed, self);
    strip(managed, self);
    ManagedFields.Entry now = managed.entries().remove(self);
    if (now != null) {
      ManagedFields.Entry old = managed.entry(writer);
      managed.entries().put(writer, old == null ? now : now.with(now.fields().union(old.fields())));
      touch(managed, writer, time);
    }
  }

  private static void strip(ManagedFields managed, FieldOwner writer) {
    ManagedFields.Entry entry = managed.entry(writer);
    if (entry != null) {
      FieldSet fields = entry.fields().difference(NEVER_OWNED);
      if (fields.isEmpty()) {
        managed.entries().remove(writer);
      } else {
        managed.entries().put(writer, entry.with(fields));
      }
    }
  }

  private static void touch(ManagedFields managed, FieldOwner owner, Instant time) {
    managed
        .entries()
        .computeIfPresent(
            owner,
            (_, entry) ->
                new ManagedFields.Entry(
                    entry.apiVersion(),
                    time.truncatedTo(ChronoUnit.SECONDS).toString(),
                    entry.fields()));
  }

  /// Joins the oldest updates when there are more than ten of them.
  private static void capUpdaters(ManagedFields managed) {
    List<FieldOwner> updaters = new ArrayList<>();
    for (FieldOwner owner : managed.owners()) {
      if (owner.operation() == FieldOwner.Operation.UPDATE) {
        updaters.add(owner);
      }
    }
    int left = updaters.size();
    updaters.sort((a, b) -> timeOf(managed, a).compareTo(timeOf(managed, b)));
    Map<String, FieldOwner> firsts = new HashMap<>();
    for (FieldOwner owner : updaters) {
      if (left <= MOST_UPDATERS) {
        return;
      }
      ManagedFields.Entry entry = Objects.requireNonNull(managed.entry(owner));
      FieldOwner first = firsts.putIfAbsent(entry.apiVersion(), owner);
      if (first == null) {
        continue;
      }
      FieldOwner bucket = FieldOwner.updating("ancient-changes", entry.apiVersion(), "");
      ManagedFields.Entry joined = managed.entry(bucket);
      if (joined == null) {
        joined = Objects.requireNonNull(managed.entries().remove(first));
      }
      managed.entries().remove(owner);
      managed.entries().put(bucket, entry.with(entry.fields().union(joined.fields())));
      left--;
    }
  }

  private static String timeOf(ManagedFields managed, FieldOwner owner) {
    ManagedFields.Entry entry = managed.entry(owner);
    return entry == null ? "" : entry.time();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> asTree(@Nullable Object value) {
    return value instanceof Map<?, ?> map
        ? new LinkedHashMap<>((Map<String, @Nullable Object>) map)
        : new LinkedHashMap<>();
  }

  private static KubeObject withOwners(Map<String, @Nullable Object> tree, ManagedFields managed) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(tree);
    Map<String, @Nullable Object> metadata = asTree(copy.get("metadata"));
    metadata.remove("managedFields");
    if (!managed.entries().isEmpty()) {
      metadata.put("managedFields", managed.tree());
    }
    if (!metadata.isEmpty() || copy.containsKey("metadata")) {
      copy.put("metadata", metadata);
    }
    return KubeObject.of(copy);
  }

  /// The conflicts that are left when what `kubectl apply` set client-side counts as its own.
  private List<FieldConflict> withoutLastApplied(List<FieldConflict> conflicts, KubeObject live) {
    String text = live.annotations().getOrDefault(LAST_APPLIED, "");
    KubeObject last;
    try {
      last = KubeObject.parse(text);
      Validation.check(updater.schema(), last.tree(), false, "");
    } catch (YamlException | ObjectException _) {
      // What kubectl left there is of no use: the conflicts stand.
      return conflicts;
    }
    if (!last.apiVersion().equals(updater.apiVersion())) {
      return conflicts;
    }
    Comparison comparison = Comparison.of(updater.schema(), last.tree(), live.tree());
    FieldSet own =
        FieldSets.of(updater.schema(), last.tree())
            .difference(comparison.modified())
            .difference(comparison.added())
            .difference(comparison.removed());
    return conflicts.stream().filter(conflict -> !own.has(conflict.path())).toList();
  }

  private static void updateLastApplied(Map<String, @Nullable Object> tree, KubeObject applied) {
    if (KubeObject.of(tree).annotations().getOrDefault(LAST_APPLIED, "").isEmpty()) {
      return;
    }
    Map<String, @Nullable Object> copy = applied.copy();
    Map<String, @Nullable Object> metadata = asTree(copy.get("metadata"));
    if (metadata.get("annotations") instanceof Map<?, ?> sent) {
      sent.remove(LAST_APPLIED);
      copy.put("metadata", metadata);
    }
    Map<String, @Nullable Object> newMetadata = asTree(tree.get("metadata"));
    Map<String, @Nullable Object> annotations = asTree(newMetadata.get("annotations"));
    annotations.put(LAST_APPLIED, Json.write(copy) + "\n");
    newMetadata.put("annotations", annotations);
    tree.put("metadata", newMetadata);
  }

  /// Only those fields of an object that are in a set, such as those that one manager owns.
  public KubeObject extract(KubeObject object, FieldSet fields) {
    return KubeObject.of(asTree(Selection.extract(updater.schema(), object.tree(), fields)));
  }

  /// All fields of an object, as a manager would own them that applies it.
  ///
  /// @throws ObjectException if it does not fit the schema
  public FieldSet fieldsOf(KubeObject object) {
    Validation.check(updater.schema(), object.tree(), false, "");
    return FieldSets.of(updater.schema(), object.tree()).difference(NEVER_OWNED);
  }
}
