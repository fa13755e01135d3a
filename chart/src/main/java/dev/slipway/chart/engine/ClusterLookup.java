package dev.slipway.chart.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds objects of a cluster for Helm's template function `lookup`.
@FunctionalInterface
public interface ClusterLookup {
  /// Finds nothing, as Helm does when it renders without a cluster.
  ClusterLookup NONE = (_, _, _, _) -> new LinkedHashMap<String, @Nullable Object>();

  /// An object; or, where the name is empty, a list of them: a map whose `items` are the objects.
  ///
  /// @param apiVersion such as `apps/v1`
  /// @param kind such as `Deployment`
  /// @param namespace the namespace; empty for all, and for kinds without one
  /// @param name the name, or empty
  /// @return an empty map when there is none
  /// @throws RuntimeException if the cluster does not answer; templates fail with its message
  Map<String, @Nullable Object> find(String apiVersion, String kind, String namespace, String name);
}
