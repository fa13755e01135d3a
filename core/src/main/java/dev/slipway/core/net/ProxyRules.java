package dev.slipway.core.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Chooses the proxy that `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` ask for, as Go's net/http
/// does. Names match with their subdomains, addresses exactly or by their range (`10.0.0.0/8`). The
/// machine itself is always reached directly. Immutable.
public final class ProxyRules extends ProxySelector {
  private final Function<String, @Nullable String> variables;
  private final Function<String, URI> parser;

  /// @param variables gives the value of an environment variable, or null
  /// @param parser reads a proxy's address; what it throws goes to who sends the request
  public ProxyRules(Function<String, @Nullable String> variables, Function<String, URI> parser) {
    this.variables = variables;
    this.parser = parser;
  }

  @Override
  public List<Proxy> select(URI uri) {
    boolean tls = "https".equalsIgnoreCase(uri.getScheme());
    String proxy = variable(tls ? "HTTPS_PROXY" : "HTTP_PROXY");
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    if (proxy.isEmpty() || isLocal(host) || isExempt(host, port(uri, tls))) {
      return List.of(Proxy.NO_PROXY);
    }
    URI address = parser.apply(proxy.contains("://") ? proxy : "http://" + proxy);
    if (address.getHost() == null) {
      return List.of(Proxy.NO_PROXY);
    }
    int port = address.getPort() > 0 ? address.getPort() : 80;
    return List.of(
        new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(address.getHost(), port)));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    // The request itself fails too, and says so.
  }

  private String variable(String name) {
    String value = variables.apply(name);
    if (value == null || value.isEmpty()) {
      value = variables.apply(name.toLowerCase(Locale.ROOT));
    }
    return value == null ? "" : value.strip();
  }

  private static int port(URI uri, boolean tls) {
    return uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
  }

  private static boolean isLocal(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private boolean isExempt(String host, int port) {
    for (String raw : variable("NO_PROXY").split(",", -1)) {
      String rule = raw.strip().toLowerCase(Locale.ROOT);
      if (rule.equals("*") || AddressRange.contains(rule, host)) {
        return true;
      }
      int colon = rule.lastIndexOf(':');
      if (colon > 0 && rule.indexOf(':') == colon) {
        if (!rule.substring(colon + 1).equals(Integer.toString(port))) {
          continue;
        }
        rule = rule.substring(0, colon);
      }
      String name = rule.startsWith("*.") ? rule.substring(1) : rule;
      boolean subdomainsOnly = name.startsWith(".");
      String suffix = subdomainsOnly ? name : "." + name;
      if (!name.isEmpty() && ((!subdomainsOnly && host.equals(name)) || host.endsWith(suffix))) {
        return true;
      }
    }
    return false;
  }
}
