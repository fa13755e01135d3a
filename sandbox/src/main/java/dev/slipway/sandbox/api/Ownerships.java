package dev.slipway.sandbox.api;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectException;
import dev.slipway.object.fields.ApplyOutcome;
import dev.slipway.object.fields.FieldConflict;
import dev.slipway.object.fields.FieldSet;
import dev.slipway.object.fields.Ownership;
import dev.slipway.object.schema.Schema;
import dev.slipway.sandbox.resource.ResourceRegistry;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.rule.EmptyForms;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.rule.Schemas;
import dev.slipway.sandbox.status.ApiException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps the managed fields of all kinds. Safe for use by several threads.
final class Ownerships {
  private static final FieldSet NOT_OF_OBJECT = FieldSet.of(".status");
  private static final FieldSet NOT_OF_STATUS =
      FieldSet.of(".spec", ".metadata.labels", ".metadata.ownerReferences");
  private static final FieldSet NOT_OF_CUSTOM_STATUS = FieldSet.of(".spec", ".metadata");

  private final ResourceRegistry registry;
  private final Clock clock;

  Ownerships(ResourceRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /// The owners of objects that this call creates or updates.
  FieldOwners writing(WriteCall call) {
    Ownership ownership = of(call.type(), call.subresource());
    if (ownership == null) {
      return FieldOwners.UNCHANGED;
    }
    return new FieldOwners() {
      @Override
      public void update(@Nullable KubeObject old, Map<String, @Nullable Object> tree) {
        record(ownership, call.manager(), old == null ? EmptyForms.of(call.type()) : old, tree);
      }
    };
  }

  /// @param old the object before, or the empty form of a new one; null for nothing
  private void record(
      Ownership ownership,
      String manager,
      @Nullable KubeObject old,
      Map<String, @Nullable Object> tree) {
    try {
      KubeObject changed = ownership.update(old, KubeObject.of(tree), manager, clock.instant());
      Fields.set(
          Fields.map(tree, "metadata"),
          "managedFields",
          emptyIsNone(changed.get("metadata", "managedFields")));
    } catch (ObjectException _) {
      // As the real server does: an object whose owners cannot be told is written all the same.
      Object known = old == null ? null : old.get("metadata", "managedFields");
      Fields.set(Fields.map(tree, "metadata"), "managedFields", known);
    }
  }

  private static @Nullable Object emptyIsNone(@Nullable Object value) {
    return Fields.isEmpty(value) ? null : value;
  }

  /// The object that an apply makes.
  ///
  /// @param live the object that is there; null if there is none
  /// @throws ApiException if others own some of the fields
  Map<String, @Nullable Object> apply(
      WriteCall call, @Nullable KubeObject live, KubeObject applied, boolean force) {
    Ownership ownership = of(call.type(), call.subresource());
    if (ownership == null) {
      throw ApiException.unsupportedMediaType(
          "the kind has no schema, and cannot be applied: " + call.type().kind());
    }
    ApplyOutcome outcome;
    try {
      outcome = ownership.apply(live, applied, call.manager(), force, clock.instant());
    } catch (ObjectException e) {
      String why = e.diagnostic().message();
      throw why.startsWith("failed to create typed")
          ? ApiException.of(500, "", why, Map.of())
          : ApiException.badRequest(why);
    }
    return switch (outcome) {
      case ApplyOutcome.Applied made -> made.object().copy();
      case ApplyOutcome.Refused refused -> throw conflict(refused);
    };
  }

  private static ApiException conflict(ApplyOutcome.Refused refused) {
    List<Map<String, @Nullable Object>> causes = new ArrayList<>();
    for (FieldConflict conflict : refused.conflicts()) {
      Map<String, @Nullable Object> cause = new LinkedHashMap<>();
      cause.put("reason", "FieldManagerConflict");
      cause.put("message", conflict.message());
      cause.put("field", conflict.path().toString());
      causes.add(cause);
    }
    return ApiException.applyConflict(refused.message(), causes);
  }

  private @Nullable Ownership of(ResourceType type, String part) {
    Schema schema = Schemas.of(type);
    if (schema == null) {
      return null;
    }
    boolean status = part.equals("status") || part.equals("approval");
    FieldSet ignored =
        status
            ? type.custom() == null ? NOT_OF_STATUS : NOT_OF_CUSTOM_STATUS
            : type.hasStatus() ? NOT_OF_OBJECT : FieldSet.EMPTY;
    return Ownership.of(schema, type.apiVersion(), type.kind())
        .subresource(part)
        .ignoring(ignored)
        .withVersions(version -> other(type, version));
  }

  private @Nullable Schema other(ResourceType type, String apiVersion) {
    Optional<ResourceType> other = registry.ofKind(apiVersion, type.kind());
    return other.isEmpty() || !other.get().group().equals(type.group())
        ? null
        : Schemas.of(other.get());
  }
}
