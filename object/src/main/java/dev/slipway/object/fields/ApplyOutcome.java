package dev.slipway.object.fields;

import dev.slipway.object.KubeObject;
import java.util.List;

/// What came of an apply.
public sealed interface ApplyOutcome {
  /// It went through.
  ///
  /// @param object the object as it is to be stored, with its managed fields; defaults and status
  ///   are the caller's
  /// @param changed whether it differs from the live object in more than its managed fields
  record Applied(KubeObject object, boolean changed) implements ApplyOutcome {}

  /// Others own some of the fields, with other values; nothing is changed.
  record Refused(List<FieldConflict> conflicts) implements ApplyOutcome {
    public Refused {
      conflicts = List.copyOf(conflicts);
    }

    /// What the API server says of it.
    public String message() {
      return FieldConflict.message(conflicts);
    }
  }
}
