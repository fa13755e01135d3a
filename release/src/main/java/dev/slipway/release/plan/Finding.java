package dev.slipway.release.plan;

import dev.slipway.object.ObjectKey;
import org.jspecify.annotations.Nullable;

/// Something to know before a plan is carried out.
///
/// @param weight how bad it is
/// @param topic what it is about
/// @param object the object that it is about; null when it is the release as a whole
/// @param message what is the matter, in the cluster's or Helm's words where they have some
/// @param hint what to do about it; empty when there is nothing to say
public record Finding(
    Weight weight, Topic topic, @Nullable ObjectKey object, String message, String hint) {
  /// How bad it is.
  public enum Weight {
    /// Carrying out the plan will fail.
    FAILS,
    /// It may fail, or do what is not wanted.
    WARNING,
    /// Good to know.
    NOTE
  }

  /// What a finding is about.
  public enum Topic {
    /// A field that cannot be changed on an object that is there.
    IMMUTABLE,
    /// A namespace that is not there, or is being deleted.
    NAMESPACE,
    /// A kind that the cluster does not serve.
    KIND,
    /// Rights that are missing.
    PERMISSION,
    /// A ResourceQuota or LimitRange.
    QUOTA,
    /// An object that belongs to no release or another.
    OWNERSHIP,
    /// Fields that others own.
    CONFLICT,
    /// The cluster refuses the object: not valid, or an admission webhook says no.
    REFUSED,
    /// Something that objects name and that is not there.
    REFERENCE,
    /// The size of the release's record.
    RECORD,
    /// Records that a killed run left behind.
    HISTORY,
    /// Values that change at each rendering.
    UNSTABLE,
    /// Something that rendering warned of.
    RENDERING,
    /// Something that is not as it was when a plan was saved.
    MOVED
  }

  /// On one line, with object and hint: `shop/Deployment/web: … (…)`.
  public String text() {
    String place =
        object == null
            ? ""
            : (object.namespace().isEmpty() ? "" : object.namespace() + "/")
                + object.label()
                + ": ";
    return place + reason();
  }

  /// The same without the object: `… (…)`.
  public String reason() {
    return message + (hint.isEmpty() ? "" : " (" + hint + ")");
  }

  /// One that will fail.
  public static Finding fails(
      Topic topic, @Nullable ObjectKey object, String message, String hint) {
    return new Finding(Weight.FAILS, topic, object, message, hint);
  }

  /// One that may do harm.
  public static Finding warning(
      Topic topic, @Nullable ObjectKey object, String message, String hint) {
    return new Finding(Weight.WARNING, topic, object, message, hint);
  }

  /// One that is good to know.
  public static Finding note(Topic topic, @Nullable ObjectKey object, String message) {
    return new Finding(Weight.NOTE, topic, object, message, "");
  }
}
