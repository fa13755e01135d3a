package dev.slipway.kube.client;

import dev.slipway.kube.config.KubeContext;
import dev.slipway.kube.config.KubeHost;
import java.util.HashMap;
import java.util.Map;

/// Makes clients of clusters. Clients of one cluster share the limit of requests that run at once.
/// Safe for use by several threads at once.
public final class KubeClients {
  private final KubeHost host;
  private final ClientSettings settings;
  private final Map<String, AdaptiveLimit> limits = new HashMap<>();

  /// @param host where the proxies' environment variables are
  public KubeClients(KubeHost host, ClientSettings settings) {
    this.host = host;
    this.settings = settings;
  }

  /// A client of a context's cluster. Nothing is sent yet.
  public HttpKubeClient connect(KubeContext context) {
    AdaptiveLimit limit;
    synchronized (limits) {
      limit =
          limits.computeIfAbsent(
              context.cluster().server(),
              server -> new AdaptiveLimit(settings.concurrency(), settings.timing()));
    }
    Transport transport = new Transport(context, settings, host::variable);
    return new HttpKubeClient(new Connection(context, settings, transport), settings, limit);
  }
}
