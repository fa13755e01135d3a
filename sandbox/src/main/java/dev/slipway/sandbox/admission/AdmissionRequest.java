package dev.slipway.sandbox.admission;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.access.UserInfo;
import dev.slipway.sandbox.resource.ResourceType;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A write that is about to happen.
///
/// @param operation what it does
/// @param type what it is done to
/// @param subresource the part that is written; empty for the object itself
/// @param namespace the namespace; empty for an object of the whole cluster
/// @param name the object
/// @param object the new object in its version on the wire, which may be changed; empty for a
///   deletion
/// @param old the object before; null for a creation
/// @param user who does it
/// @param dryRun whether nothing is to be stored
/// @param warnings takes texts that are told to the client
public record AdmissionRequest(
    Operation operation,
    ResourceType type,
    String subresource,
    String namespace,
    String name,
    Map<String, @Nullable Object> object,
    @Nullable KubeObject old,
    UserInfo user,
    boolean dryRun,
    Consumer<String> warnings) {
  /// The new object for reading.
  public KubeObject after() {
    return KubeObject.of(object);
  }

  /// Whether it is this operation on the objects of a built-in kind themselves.
  public boolean is(Operation wanted, String group, String plural) {
    return operation == wanted && subresource.isEmpty() && type.is(group, plural);
  }
}
