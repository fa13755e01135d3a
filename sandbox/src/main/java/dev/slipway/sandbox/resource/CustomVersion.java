package dev.slipway.sandbox.resource;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a custom resource definition says of one version.
///
/// @param definition the definition's name
/// @param schema its `openAPIV3Schema`; empty if there is none
/// @param columns its `additionalPrinterColumns`
/// @param status whether it has a status subresource
/// @param scale its scale subresource; null if there is none
/// @param storage the version in which objects are stored
/// @param preserveUnknown whether fields that the schema does not know are kept
/// @param selectable the paths of its `selectableFields`
public record CustomVersion(
    String definition,
    Map<String, @Nullable Object> schema,
    List<Map<String, @Nullable Object>> columns,
    boolean status,
    @Nullable ScalePaths scale,
    String storage,
    boolean preserveUnknown,
    List<String> selectable) {
  /// Where a custom resource keeps what its scale shows; paths such as `.spec.replicas`.
  ///
  /// @param spec the replicas that are wanted
  /// @param status the replicas that there are
  /// @param selector the label selector as a text; empty if there is none
  public record ScalePaths(String spec, String status, String selector) {}
}
