package dev.slipway.release;

import dev.slipway.kube.ApiResources;
import dev.slipway.kube.DeleteOptions;
import dev.slipway.kube.KubeClient;
import dev.slipway.kube.ListOptions;
import dev.slipway.kube.ObjectList;
import dev.slipway.kube.PatchType;
import dev.slipway.kube.Watch;
import dev.slipway.kube.WriteOptions;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The client of a process that is killed when it has written so often: nothing that it asks after
/// that reaches the cluster.
public final class MortalClient implements KubeClient {
  private final KubeClient client;
  private final int last;
  private final AtomicInteger writes = new AtomicInteger();

  /// @param last how many writes there are before the end
  public MortalClient(KubeClient client, int last) {
    this.client = client;
    this.last = last;
  }

  /// The end of the process.
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /// Whether the end came.
  public boolean isDead() {
    return writes.get() > last;
  }

  private void write() {
    if (writes.incrementAndGet() > last) {
      throw new Killed();
    }
  }

  private void read() {
    if (isDead()) {
      throw new Killed();
    }
  }

  @Override
  public String name() {
    return client.name();
  }

  @Override
  public String version() {
    return client.version();
  }

  @Override
  public ApiResources resources() {
    read();
    return client.resources();
  }

  @Override
  public ApiResources refreshResources() {
    read();
    return client.refreshResources();
  }

  @Override
  public Optional<KubeObject> get(ObjectKey key) {
    read();
    return client.get(key);
  }

  @Override
  public ObjectList list(GroupVersionKind type, String namespace, ListOptions options) {
    read();
    return client.list(type, namespace, options);
  }

  @Override
  public Watch watch(
      GroupVersionKind type, String namespace, ListOptions options, String resourceVersion) {
    read();
    return client.watch(type, namespace, options, resourceVersion);
  }

  @Override
  public KubeObject create(KubeObject object, WriteOptions options) {
    write();
    return client.create(object, options);
  }

  @Override
  public KubeObject replace(KubeObject object, WriteOptions options) {
    write();
    return client.replace(object, options);
  }

  @Override
  public KubeObject apply(KubeObject object, WriteOptions options) {
    write();
    return client.apply(object, options);
  }

  @Override
  public KubeObject patch(
      ObjectKey key, PatchType type, Object patch, String subresource, WriteOptions options) {
    write();
    return client.patch(key, type, patch, subresource, options);
  }

  @Override
  public boolean delete(ObjectKey key, DeleteOptions options) {
    write();
    return client.delete(key, options);
  }

  @Override
  public String logs(ObjectKey pod, String container, int lastLines, boolean previous) {
    read();
    return client.logs(pod, container, lastLines, previous);
  }

  @Override
  public @Nullable Object request(String method, String path, @Nullable Object body) {
    write();
    return client.request(method, path, body);
  }

  @Override
  public void close() {
    client.close();
  }
}
