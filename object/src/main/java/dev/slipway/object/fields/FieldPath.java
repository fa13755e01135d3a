package dev.slipway.object.fields;

import java.util.List;

/// A path into an object.
///
/// @param elements its steps
public record FieldPath(List<PathElement> elements) {
  public FieldPath {
    elements = List.copyOf(elements);
  }

  /// How Kubernetes prints it: `.spec.template.spec.containers[name="web"].image`.
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (PathElement element : elements) {
      out.append(element);
    }
    return out.toString();
  }
}
