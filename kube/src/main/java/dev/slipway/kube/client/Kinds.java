package dev.slipway.kube.client;

import dev.slipway.kube.ApiResource;
import dev.slipway.kube.ApiResources;
import dev.slipway.kube.config.KubeContext;
import dev.slipway.object.GroupVersionKind;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The kinds that a cluster serves, and its version: asked for once. A kind that is not among them
/// is asked for again, as its CRD may have come meanwhile, but not more than once in a while unless
/// it is needed. Safe for use by several threads at once.
final class Kinds {
  private static final long AGAIN_NANOS = 5_000_000_000L;

  private final ClientSettings settings;
  private final Sender sender;
  private final Faults faults;
  private final Discovery discovery;
  private final @Nullable Catalogue catalogue;
  private @Nullable ApiResources known;
  private @Nullable String version;
  private boolean fresh;
  private long askedAt;

  Kinds(KubeContext context, ClientSettings settings, Sender sender, Faults faults) {
    this.settings = settings;
    this.sender = sender;
    this.faults = faults;
    this.discovery =
        new Discovery(request -> {
          Subject subject = new Subject("read", "the kinds at " + request.path(), "");
          return Answers.object(sender.send(request, subject), subject, faults);
        });
    Path folder = settings.cacheFolder();
    this.catalogue =
        folder == null
            ? null
            : new Catalogue(folder, context.cluster().server(), settings.cacheLife().toMillis());
  }

  synchronized String version() {
    load();
    String found = version;
    if (found == null) {
      Subject subject = new Subject("read", "the version", "");
      found =
          Answers.object(
                  sender.send(ApiRequest.get("/version", Work.READ), subject), subject, faults)
              .text("gitVersion");
      version = found;
      keep();
    }
    return found;
  }

  synchronized ApiResources resources() {
    load();
    ApiResources found = known;
    return found == null ? refresh() : found;
  }

  synchronized ApiResources refresh() {
    ApiResources found = discovery.read();
    known = found;
    fresh = true;
    askedAt = settings.timing().nanos();
    keep();
    return found;
  }

  /// The kind, if the cluster serves it now or did a moment ago.
  Optional<ApiResource> find(GroupVersionKind type) {
    Optional<ApiResource> found = resources().find(type);
    return found.isPresent() || isRecent() ? found : refresh().find(type);
  }

  /// The kind.
  ///
  /// @throws dev.slipway.kube.KubeException of code NOT_FOUND if the cluster does not serve it
  ApiResource require(GroupVersionKind type) {
    return resources()
        .find(type)
        .or(() -> refresh().find(type))
        .orElseThrow(() -> faults.notServed(type));
  }

  private synchronized boolean isRecent() {
    return fresh && settings.timing().nanos() - askedAt < AGAIN_NANOS;
  }

  private void load() {
    if (known == null && catalogue != null) {
      catalogue
          .read(settings.timing().millis())
          .ifPresent(content -> {
            known = content.resources();
            version = content.version().isEmpty() ? null : content.version();
          });
    }
  }

  private void keep() {
    ApiResources resources = known;
    if (catalogue != null && resources != null && fresh) {
      catalogue.write(
          new Catalogue.Content(version == null ? "" : version, resources),
          settings.timing().millis());
    }
  }
}
