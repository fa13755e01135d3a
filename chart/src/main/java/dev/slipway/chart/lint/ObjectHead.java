package dev.slipway.chart.lint;

import dev.slipway.chart.loader.StructReader;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the rules look at in a Kubernetes object.
///
/// @param apiVersion its API version
/// @param kind its kind
/// @param name its name
record ObjectHead(String apiVersion, String kind, String name) {
  /// Reads the head of an object.
  ///
  /// @return the head, or a text with Go's error
  static Object read(@Nullable Object document) {
    Map<String, String> fields = new HashMap<>();
    StructReader metadata =
        new StructReader("rules.k8sYamlMetadata")
            .text("Namespace", text -> fields.put("namespace", text))
            .text("Name", text -> fields.put("name", text));
    String problem =
        new StructReader("rules.k8sYamlStruct")
            .text("apiVersion", text -> fields.put("apiVersion", text))
            .text("Kind", text -> fields.put("kind", text))
            .field("Metadata", metadata::read)
            .readDocument(document);
    if (problem != null) {
      return "error unmarshaling JSON: while decoding JSON: " + problem;
    }
    return new ObjectHead(
        fields.getOrDefault("apiVersion", ""),
        fields.getOrDefault("kind", ""),
        fields.getOrDefault("name", ""));
  }
}
