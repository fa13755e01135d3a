package dev.slipway.sandbox.api;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.resource.CustomVersion;
import dev.slipway.sandbox.resource.ResourceRegistry;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.resource.Subresource;
import dev.slipway.sandbox.rule.Fields;
import dev.slipway.sandbox.store.GroupResource;
import dev.slipway.sandbox.store.StoreEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Serves the kinds of custom resource definitions as soon as these are stored.
final class Definitions {
  static final GroupResource DEFINITIONS =
      new GroupResource("apiextensions.k8s.io", "customresourcedefinitions");
  private static final List<String> VERBS =
      List.of("delete", "deletecollection", "get", "list", "patch", "create", "update", "watch");
  private static final List<String> PART_VERBS = List.of("get", "patch", "update");

  private final ResourceRegistry registry;

  Definitions(ResourceRegistry registry) {
    this.registry = registry;
  }

  /// Takes notice of a write; quick, as the store is locked meanwhile.
  void handle(StoreEvent event) {
    if (!event.object().key().resource().equals(DEFINITIONS)) {
      return;
    }
    String name = event.object().key().name();
    if (event.type() == StoreEvent.Type.DELETED) {
      registry.removeCustom(name);
    } else {
      registry.putCustom(name, types(event.object().object()));
    }
  }

  private List<ResourceType> types(KubeObject definition) {
    List<ResourceType> types = new ArrayList<>();
    String storage = "";
    for (Map<String, @Nullable Object> version : definition.maps("spec", "versions")) {
      if (Boolean.TRUE.equals(version.get("storage"))) {
        storage = Fields.text(version, "name");
      }
    }
    for (Map<String, @Nullable Object> version : definition.maps("spec", "versions")) {
      if (Boolean.TRUE.equals(version.get("served"))) {
        types.add(type(definition, version, storage));
      }
    }
    return types;
  }

  private ResourceType type(
      KubeObject definition, Map<String, @Nullable Object> version, String storage) {
    String name = Fields.text(version, "name");
    String kind = definition.text("spec", "names", "kind");
    Map<String, @Nullable Object> subresources = Fields.find(version, "subresources");
    List<Subresource> parts = new ArrayList<>();
    boolean status = subresources != null && subresources.get("status") != null;
    if (status) {
      parts.add(new Subresource("status", kind, "", "", PART_VERBS));
    }
    CustomVersion.ScalePaths scale = scale(subresources);
    if (scale != null) {
      parts.add(new Subresource("scale", "Scale", "autoscaling", "v1", PART_VERBS));
    }
    Map<String, @Nullable Object> schema = Fields.find(version, "schema", "openAPIV3Schema");
    List<String> selectable =
        Fields.maps(version, "selectableFields").stream()
            .map(field -> Fields.text(field, "jsonPath").replaceFirst("^\\.", ""))
            .toList();
    CustomVersion custom =
        new CustomVersion(
            definition.name(),
            schema == null ? Map.of() : schema,
            Fields.maps(version, "additionalPrinterColumns"),
            status,
            scale,
            storage,
            definition.flag("spec", "preserveUnknownFields") || schema == null,
            selectable);
    return new ResourceType(
        definition.text("spec", "group"),
        name,
        definition.text("spec", "names", "plural"),
        definition.text("spec", "names", "singular"),
        kind,
        definition.text("spec", "scope").equals("Namespaced"),
        VERBS,
        Fields.texts(definition.map("spec", "names"), "shortNames"),
        Fields.texts(definition.map("spec", "names"), "categories"),
        hash(definition, storage),
        parts,
        custom,
        registry.minor(),
        warning(definition, version, kind));
  }

  private static String warning(
      KubeObject definition, Map<String, @Nullable Object> version, String kind) {
    if (!Boolean.TRUE.equals(version.get("deprecated"))) {
      return "";
    }
    String given = Fields.text(version, "deprecationWarning");
    return given.isEmpty()
        ? definition.text("spec", "group")
            + "/"
            + Fields.text(version, "name")
            + " "
            + kind
            + " is deprecated"
        : given;
  }

  private static CustomVersion.@Nullable ScalePaths scale(
      @Nullable Map<String, @Nullable Object> subresources) {
    Map<String, @Nullable Object> scale =
        subresources == null ? null : Fields.find(subresources, "scale");
    return scale == null
        ? null
        : new CustomVersion.ScalePaths(
            Fields.text(scale, "specReplicasPath"),
            Fields.text(scale, "statusReplicasPath"),
            Fields.text(scale, "labelSelectorPath"));
  }

  /// An identity of the stored version, as discovery shows it.
  private static String hash(KubeObject definition, String storage) {
    int hash = (definition.name() + "/" + storage).hashCode();
    byte[] bytes = ByteBuffer.allocate(8).putInt(hash).putInt(~hash).array();
    return Base64.getEncoder().encodeToString(bytes);
  }
}
