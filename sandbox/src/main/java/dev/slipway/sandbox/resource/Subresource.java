package dev.slipway.sandbox.resource;

import java.util.List;

/// A part of an object with a path of its own, such as `status`.
///
/// @param name the last step of the path
/// @param kind what is sent there
/// @param group the group of that kind; empty for the one of the resource
/// @param version the version of that kind; empty for the one of the resource
/// @param verbs what can be done with it
public record Subresource(
    String name, String kind, String group, String version, List<String> verbs) {
  public Subresource {
    verbs = List.copyOf(verbs);
  }
}
