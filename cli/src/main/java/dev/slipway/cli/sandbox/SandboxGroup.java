package dev.slipway.cli.sandbox;

import dev.slipway.sandbox.Sandbox;
import dev.slipway.sandbox.SandboxOptions;
import dev.slipway.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Several simulated clusters in this process, with one kubeconfig for all of them.
public final class SandboxGroup implements AutoCloseable {
  private final List<Sandbox> sandboxes;

  private SandboxGroup(List<Sandbox> sandboxes) {
    this.sandboxes = List.copyOf(sandboxes);
  }

  /// Starts them.
  ///
  /// @throws dev.slipway.sandbox.SandboxException if one cannot be started; none runs then
  public static SandboxGroup start(List<SandboxOptions> wanted) {
    List<Sandbox> started = new ArrayList<>();
    try {
      wanted.forEach(options -> started.add(Sandbox.start(options)));
    } catch (RuntimeException e) {
      started.forEach(Sandbox::close);
      throw e;
    }
    return new SandboxGroup(started);
  }

  /// The clusters, in the order in which they were asked for.
  public List<Sandbox> sandboxes() {
    return sandboxes;
  }

  /// The clusters' names and addresses.
  public Map<String, String> addresses() {
    Map<String, String> addresses = new LinkedHashMap<>();
    sandboxes.forEach(sandbox -> addresses.put(sandbox.name(), sandbox.url()));
    return addresses;
  }

  /// A kubeconfig with a context for each cluster, named as the cluster; the first is the current
  /// one.
  public String kubeconfig() {
    Map<String, @Nullable Object> merged = new LinkedHashMap<>();
    merged.put("apiVersion", "v1");
    merged.put("kind", "Config");
    for (String list : List.of("clusters", "users", "contexts")) {
      List<@Nullable Object> all = new ArrayList<>();
      for (Sandbox sandbox : sandboxes) {
        if (Yaml.readMap(sandbox.kubeconfig()).get(list) instanceof List<?> items) {
          all.addAll(items);
        }
      }
      merged.put(list, all);
    }
    merged.put("current-context", sandboxes.getFirst().name());
    return Yaml.write(merged);
  }

  @Override
  public void close() {
    sandboxes.forEach(Sandbox::close);
  }
}
