package dev.slipway.chart.manifest;

import java.util.List;

/// One rendered object that Helm runs at certain moments instead of installing it.
///
/// @param name its `metadata.name`
/// @param kind its `kind`
/// @param path the template it comes from
/// @param content the YAML text
/// @param events when it runs, such as `pre-install`
/// @param weight its place among the hooks of the same event
/// @param deletePolicies when it is deleted
/// @param outputLogPolicies when its logs are shown
public record Hook(
    String name,
    String kind,
    String path,
    String content,
    List<String> events,
    int weight,
    List<String> deletePolicies,
    List<String> outputLogPolicies) {
  public Hook {
    events = List.copyOf(events);
    deletePolicies = List.copyOf(deletePolicies);
    outputLogPolicies = List.copyOf(outputLogPolicies);
  }

  /// Whether it is a test, which `helm test` runs.
  public boolean isTest() {
    return events.contains("test");
  }
}
