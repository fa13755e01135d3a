package dev.slipway.kube;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One cluster, as one user. Safe for use by several threads at once. Requests are repeated where
/// that is safe and slowed down where the cluster asks for it; what still fails throws
/// [KubeException].
public interface KubeClient extends AutoCloseable {
  /// The cluster as errors name it: the context's name, or the address.
  String name();

  /// The Kubernetes version, such as `v1.34.2`.
  String version();

  /// The kinds that the cluster serves; asked for once, and kept.
  ApiResources resources();

  /// The same, asked for again: after a CRD was added.
  ApiResources refreshResources();

  /// An object, if it is there.
  Optional<KubeObject> get(ObjectKey key);

  /// All objects of a kind in a namespace, page by page.
  ///
  /// @param namespace the namespace; empty for all of them, and for kinds without
  ObjectList list(GroupVersionKind type, String namespace, ListOptions options);

  /// What happens to objects of a kind.
  ///
  /// @param resourceVersion from when on: that of an [ObjectList]; empty to hear first of what is
  ///   there
  Watch watch(GroupVersionKind type, String namespace, ListOptions options, String resourceVersion);

  /// Creates an object.
  ///
  /// @return the object as it is now
  KubeObject create(KubeObject object, WriteOptions options);

  /// Replaces an object; with a resource version in it only if it is still of that version.
  KubeObject replace(KubeObject object, WriteOptions options);

  /// Server-side apply: creates the object, or sets the fields that are in it and removes those
  /// that were set the same way before and are not in it any more.
  ///
  /// @throws KubeException of code CONFLICT when others own some of the fields
  KubeObject apply(KubeObject object, WriteOptions options);

  /// Changes an object by a patch (a Map, or a List for [PatchType#JSON]).
  ///
  /// @param subresource such as `status` or `scale`; empty for the object itself
  KubeObject patch(
      ObjectKey key, PatchType type, Object patch, String subresource, WriteOptions options);

  /// Deletes an object; it is gone at once only if nothing holds it.
  ///
  /// @return whether there was one
  boolean delete(ObjectKey key, DeleteOptions options);

  /// The last lines that a container wrote.
  ///
  /// @param container its name; empty for the only one
  /// @param previous whether those of the container that ran before are wanted
  String logs(ObjectKey pod, String container, int lastLines, boolean previous);

  /// Any other request.
  ///
  /// @param path the path with its query, such as `/openapi/v3`
  /// @param body what is sent as JSON, or null
  /// @return the answer, read as JSON
  @Nullable Object request(String method, String path, @Nullable Object body);

  @Override
  void close();
}
