package dev.slipway.sandbox.rule;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.status.FieldError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is special about one kind. Trees come in the version of the request.
interface KindRule {
  /// Fills in what the client left out, as the `SetDefaults` functions do.
  default void defaults(Map<String, @Nullable Object> tree) {}

  /// Sets what only the server may set in a new object; runs after the status was emptied.
  default void prepareCreate(Map<String, @Nullable Object> tree) {}

  /// Takes over from the object before what a write must not change silently.
  default void prepareUpdate(Map<String, @Nullable Object> tree, KubeObject old) {}

  /// Finds what is wrong with an object.
  default void validate(KubeObject object, List<FieldError> errors) {}

  /// Finds what a write must not change.
  default void validateUpdate(KubeObject object, KubeObject old, List<FieldError> errors) {}

  /// What to tell the client although it is valid.
  default List<String> warnings(KubeObject object) {
    return List.of();
  }

  /// A rule that adds nothing.
  KindRule NONE = new KindRule() {};
}
