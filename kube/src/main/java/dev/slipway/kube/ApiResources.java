package dev.slipway.kube;

import dev.slipway.object.GroupVersionKind;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// All kinds that a cluster serves: the result of discovery. Immutable.
public final class ApiResources {
  private final Map<GroupVersionKind, ApiResource> byType = new LinkedHashMap<>();

  public ApiResources(Collection<ApiResource> resources) {
    for (ApiResource resource : resources) {
      byType.putIfAbsent(resource.type(), resource);
    }
  }

  /// The kind, if the cluster serves it in that version.
  public Optional<ApiResource> find(GroupVersionKind type) {
    return Optional.ofNullable(byType.get(type));
  }

  /// All kinds, those of preferred versions first within a group.
  public Collection<ApiResource> all() {
    return Collections.unmodifiableCollection(byType.values());
  }

  /// What Helm puts into `.Capabilities.APIVersions`: `GROUP/VERSION` and `GROUP/VERSION/KIND`.
  public Set<String> apiVersions() {
    Set<String> all = new TreeSet<>();
    for (GroupVersionKind type : byType.keySet()) {
      all.add(type.apiVersion());
      all.add(type.apiVersion() + "/" + type.kind());
    }
    return all;
  }
}
