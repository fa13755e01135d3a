package dev.slipway.sandbox.api;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.admission.Admission;
import dev.slipway.sandbox.admission.AdmissionRequest;
import dev.slipway.sandbox.admission.Operation;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.rule.ObjectRules;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.status.FieldError;
import dev.slipway.sandbox.store.ObjectStore;
import dev.slipway.sandbox.store.StoreKey;
import dev.slipway.sandbox.store.StoredObject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Creates and updates objects by the API's rules. Safe for use by several threads.
final class ObjectWrites {
  private static final int NAME_TRIES = 8;

  private final ObjectStore store;
  private final List<Admission> admissions;
  private final Clock clock;
  private final SharedParts parts = new SharedParts();

  ObjectWrites(ObjectStore store, List<Admission> admissions, Clock clock) {
    this.store = store;
    this.admissions = List.copyOf(admissions);
    this.clock = clock;
  }

  /// What an update makes of the object that is there.
  @FunctionalInterface
  interface Change {
    /// The new object, in the version of the request, as a tree that is changed further.
    ///
    /// @param current the object that is there, in the version of the request
    Map<String, @Nullable Object> apply(KubeObject current);
  }

  /// The result of a write.
  ///
  /// @param body the object after it, in the version of the request
  /// @param created whether it is new
  /// @param stored what was stored; null after a dry run
  record Written(JsonBody body, boolean created, @Nullable StoredObject stored) {
    /// The object; its tree is not to be changed.
    KubeObject object() {
      return body.object();
    }
  }

  /// Creates an object.
  ///
  /// @param owners computes the managed fields of the object that the client sent, once it is
  ///   defaulted
  Written create(WriteCall call, Map<String, @Nullable Object> tree, FieldOwners owners) {
    String start = Fields.text(tree, "metadata", "generateName");
    boolean generated = !start.isEmpty() && Fields.text(tree, "metadata", "name").isEmpty();
    for (int tries = 1; ; tries++) {
      Map<String, @Nullable Object> attempt = KubeObject.of(tree).copy();
      if (generated) {
        Fields.map(attempt, "metadata").put("name", Identities.name(start));
      }
      try {
        return createOnce(call, attempt, owners);
      } catch (ApiException refused) {
        if (!generated || tries >= NAME_TRIES || !refused.reason().equals("AlreadyExists")) {
          throw refused;
        }
      }
    }
  }

  private Written createOnce(
      WriteCall call, Map<String, @Nullable Object> tree, FieldOwners owners) {
    ResourceType type = call.type();
    Map<String, @Nullable Object> metadata = Fields.map(tree, "metadata");
    placeInNamespace(call, metadata);
    String name = Fields.text(tree, "metadata", "name");
    if (!Fields.text(tree, "metadata", "resourceVersion").isEmpty()) {
      throw ApiException.of(
          500, "", "resourceVersion should not be set on objects to be created", Map.of());
    }
    ObjectRules rules = new ObjectRules(type);
    rules.defaults(tree);
    metadata.remove("deletionTimestamp");
    metadata.remove("deletionGracePeriodSeconds");
    metadata.remove("selfLink");
    metadata.put("uid", Identities.uid());
    metadata.put("creationTimestamp", Identities.time(clock.instant()));
    owners.update(null, tree);
    AdmissionRequest request = admission(call, Operation.CREATE, name, tree, null);
    admissions.forEach(admission -> admission.change(request));
    rules.prepareCreate(tree);
    refuse(type, name, rules.validate(KubeObject.of(tree)));
    call.warnings().addAll(rules.warnings(KubeObject.of(tree)));
    StoreKey key = new StoreKey(type.stored(), call.namespace(), name);
    StoredObject there = store.get(key);
    if (there != null) {
      throw ApiException.alreadyExists(
          type.name(), name, !there.object().text("metadata", "deletionTimestamp").isEmpty());
    }
    admissions.forEach(admission -> admission.check(request));
    if (call.dryRun()) {
      return new Written(JsonBody.of(tree), true, null);
    }
    Map<String, @Nullable Object> made = Conversion.store(type, tree);
    parts.ofOwner(made);
    StoredObject stored = store.put(key, null, made);
    if (stored == null) {
      throw ApiException.alreadyExists(type.name(), name, false);
    }
    return new Written(Conversion.read(type, stored), true, stored);
  }

  private static void placeInNamespace(WriteCall call, Map<String, @Nullable Object> metadata) {
    Object named = metadata.get("namespace");
    String namespace = named instanceof String text ? text : "";
    if (!namespace.isEmpty() && !namespace.equals(call.namespace())) {
      throw ApiException.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
    Fields.set(metadata, "namespace", call.type().namespaced() ? call.namespace() : null);
  }

  /// Replaces an object.
  ///
  /// @param creates makes the object if it is not there; null if it must be there
  /// @param change gives the new object
  /// @param owners computes the managed fields of the new object
  Written update(WriteCall call, @Nullable Creation creates, Change change, FieldOwners owners) {
    StoreKey key = new StoreKey(call.type().stored(), call.namespace(), call.name());
    while (true) {
      StoredObject current = store.get(key);
      if (current == null) {
        if (creates == null) {
          throw ApiException.notFound(call.type().name(), call.name());
        }
        return creates.create();
      }
      Written written = updateOnce(call, key, current, change, owners);
      if (written != null) {
        return written;
      }
    }
  }

  /// Makes the object that an update does not find.
  @FunctionalInterface
  interface Creation {
    Written create();
  }

  /// @return null when someone else changed the object meanwhile
  private @Nullable Written updateOnce(
      WriteCall call, StoreKey key, StoredObject current, Change change, FieldOwners owners) {
    ResourceType type = call.type();
    KubeObject old = Conversion.read(type, current).object();
    Map<String, @Nullable Object> tree = change.apply(old);
    checkIdentity(call, tree, current);
    ObjectRules rules = new ObjectRules(type);
    boolean status = Set.of("status", "approval", "binding").contains(call.subresource());
    rules.defaults(tree);
    owners.update(old, tree);
    AdmissionRequest request = admission(call, Operation.UPDATE, call.name(), tree, old);
    admissions.forEach(admission -> admission.change(request));
    Fields.map(tree, "metadata").put("resourceVersion", old.resourceVersion());
    switch (call.subresource()) {
      case "status", "approval" -> rules.prepareStatus(tree, old);
      case "binding" -> {}
      default -> rules.prepareUpdate(tree, old);
    }
    KubeObject next = KubeObject.of(tree);
    refuse(
        type,
        call.name(),
        status ? rules.validateStatus(next, old) : rules.validateUpdate(next, old));
    if (!status) {
      call.warnings().addAll(rules.warnings(next));
    }
    admissions.forEach(admission -> admission.check(request));
    if (FieldOwners.isSame(old, tree)) {
      return new Written(Conversion.read(type, current), false, call.dryRun() ? null : current);
    }
    if (call.dryRun()) {
      return new Written(JsonBody.of(tree), false, null);
    }
    if (isFinished(next)) {
      StoredObject last = store.remove(key, current);
      return last == null ? null : new Written(JsonBody.of(tree), false, last);
    }
    Map<String, @Nullable Object> made = Conversion.store(type, tree);
    SharedParts.share(made, current.tree());
    StoredObject stored = store.put(key, current, made);
    return stored == null ? null : new Written(Conversion.read(type, stored), false, stored);
  }

  /// Whether an object that is being deleted has nothing to wait for any more.
  static boolean isFinished(KubeObject object) {
    return !object.text("metadata", "deletionTimestamp").isEmpty()
        && object.list("metadata", "finalizers").isEmpty()
        && object.number(0, "metadata", "deletionGracePeriodSeconds") == 0
        && !(object.apiVersion().equals("v1")
            && object.kind().equals("Namespace")
            && !object.list("spec", "finalizers").isEmpty());
  }

  /// Gives the metadata the name of the request, which they must not contradict.
  static void checkName(WriteCall call, Map<String, @Nullable Object> metadata) {
    Object named = metadata.get("name");
    String name = named instanceof String text ? text : "";
    if (name.isEmpty()) {
      metadata.put("name", call.name());
    } else if (!name.equals(call.name())) {
      throw ApiException.badRequest(
          "the name of the object ("
              + name
              + ") does not match the name on the URL ("
              + call.name()
              + ")");
    }
  }

  private void checkIdentity(
      WriteCall call, Map<String, @Nullable Object> tree, StoredObject current) {
    ResourceType type = call.type();
    Map<String, @Nullable Object> metadata = Fields.map(tree, "metadata");
    checkName(call, metadata);
    placeInNamespace(call, metadata);
    String uid = Fields.text(tree, "metadata", "uid");
    if (!uid.isEmpty() && !uid.equals(current.uid())) {
      throw ApiException.conflict(
          type.name(),
          call.name(),
          "StorageError: invalid object, Code: 4, Key: /registry/"
              + (type.group().isEmpty() ? "" : type.group() + "/")
              + type.plural()
              + "/"
              + current.key().path()
              + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in"
              + " precondition: "
              + uid
              + ", UID in object meta: "
              + current.uid());
    }
    String version = Fields.text(tree, "metadata", "resourceVersion");
    if (version.isEmpty() || version.equals("0")) {
      if (!new ObjectRules(type).allowsUnconditionalUpdate()) {
        // The real server names custom resources by their plural here.
        throw ApiException.invalid(
            type.group(),
            type.custom() == null ? type.kind() : type.plural(),
            call.name(),
            List.of(
                FieldError.invalid(
                    "metadata.resourceVersion", 0L, "must be specified for an update")));
      }
    } else if (!version.equals(Long.toString(current.revision()))) {
      throw ApiException.modified(type.name(), call.name());
    }
  }

  private static AdmissionRequest admission(
      WriteCall call,
      Operation operation,
      String name,
      Map<String, @Nullable Object> tree,
      @Nullable KubeObject old) {
    return new AdmissionRequest(
        operation,
        call.type(),
        call.subresource(),
        call.namespace(),
        name,
        tree,
        old,
        call.user(),
        call.dryRun(),
        call.warnings()::add);
  }

  /// Asks whether an object may be deleted.
  void admitDeletion(WriteCall call, KubeObject old) {
    AdmissionRequest request =
        admission(call, Operation.DELETE, call.name(), new LinkedHashMap<>(), old);
    admissions.forEach(admission -> admission.change(request));
    admissions.forEach(admission -> admission.check(request));
  }

  static void refuse(ResourceType type, String name, List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw ApiException.invalid(type.group(), type.kind(), name, errors);
    }
  }
}
