package dev.slipway.sandbox.resource;

import dev.slipway.object.GroupVersionKind;
import dev.slipway.sandbox.store.GroupResource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A kind that the API serves in one version.
///
/// @param group its group; empty for the core group
/// @param version its version
/// @param plural its name in paths
/// @param singular its name for one object
/// @param kind its kind
/// @param namespaced whether its objects are in namespaces
/// @param verbs what can be done with it
/// @param shortNames its short names on command lines
/// @param categories the groups of kinds that it is part of, such as `all`
/// @param storageHash the identity of the version in which it is stored; empty if it is not stored
/// @param subresources its parts with a path of their own
/// @param custom what its definition says; null for a built-in kind
/// @param minor the minor version of Kubernetes that the cluster is of
/// @param warning told to everyone who uses this version; empty for none
public record ResourceType(
    String group,
    String version,
    String plural,
    String singular,
    String kind,
    boolean namespaced,
    List<String> verbs,
    List<String> shortNames,
    List<String> categories,
    String storageHash,
    List<Subresource> subresources,
    @Nullable CustomVersion custom,
    int minor,
    String warning) {
  public ResourceType {
    verbs = List.copyOf(verbs);
    shortNames = List.copyOf(shortNames);
    categories = List.copyOf(categories);
    subresources = List.copyOf(subresources);
  }

  /// `group/version`, or the version for the core group.
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /// Its kind with group and version.
  public GroupVersionKind type() {
    return new GroupVersionKind(group, version, kind);
  }

  /// Its name in messages.
  public GroupResource name() {
    return new GroupResource(group, plural);
  }

  /// Where its objects are stored: events of both groups are the same objects.
  public GroupResource stored() {
    return group.equals("events.k8s.io") ? new GroupResource("", plural) : name();
  }

  /// The version in which its objects are stored.
  public String storedApiVersion() {
    if (custom != null) {
      return group + "/" + custom.storage();
    }
    return switch (group) {
      case "events.k8s.io" -> "v1";
      case "autoscaling" -> "autoscaling/v2";
      case "policy" -> plural.equals("podsecuritypolicies") ? apiVersion() : "policy/v1";
      default -> version.startsWith("v1beta") ? group + "/v1" : apiVersion();
    };
  }

  /// The subresource of a name, if there is one.
  public Optional<Subresource> subresource(String wanted) {
    return subresources.stream().filter(part -> part.name().equals(wanted)).findFirst();
  }

  /// Whether the status has a path of its own.
  public boolean hasStatus() {
    return subresource("status").isPresent();
  }

  /// Whether it is the built-in resource of that group and plural.
  public boolean is(String wantedGroup, String wantedPlural) {
    return group.equals(wantedGroup) && plural.equals(wantedPlural);
  }
}
