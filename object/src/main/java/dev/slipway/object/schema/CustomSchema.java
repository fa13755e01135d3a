package dev.slipway.object.schema;

import dev.slipway.object.KubeObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The schema of a custom resource, or of a part of it, from the `openAPIV3Schema` of its
/// definition: a structural schema with Kubernetes' extensions.
public final class CustomSchema implements Schema {
  private static final Schema PLAIN_TEXT =
      new CustomSchema(KubeObject.of(Map.of("type", "string")), false, FreeSchema.ANYTHING, false);

  private final KubeObject node;
  private final Kind kind;
  private final Map<String, Schema> fields;
  private final Set<String> required;
  private final @Nullable Schema values;
  private final @Nullable Schema items;
  private final boolean dropsUnknown;
  private final boolean embedded;

  /// @param open whether a part above this one keeps fields that are not declared
  /// @param metadata the schema of objects' metadata
  /// @param root whether this is a whole object
  private CustomSchema(KubeObject node, boolean open, Schema metadata, boolean root) {
    this.node = node;
    boolean keeps = node.flag("x-kubernetes-preserve-unknown-fields");
    boolean nowOpen = open || keeps;
    embedded = node.flag("x-kubernetes-embedded-resource");
    kind = kind(node);
    Map<String, Schema> found = new LinkedHashMap<>();
    node.map("properties")
        .forEach((name, property) -> found.put(name, child(property, nowOpen, metadata)));
    if (root || embedded) {
      found.put("apiVersion", PLAIN_TEXT);
      found.put("kind", PLAIN_TEXT);
      found.put("metadata", metadata);
    }
    fields = Collections.unmodifiableMap(found);
    required = new LinkedHashSet<>(texts(node.list("required")));
    Object additional = node.get("additionalProperties");
    boolean noProperties = node.map("properties").isEmpty();
    if (additional instanceof Map<?, ?> schema) {
      values = child(schema, nowOpen, metadata);
    } else if (Boolean.TRUE.equals(additional)
        || kind == Kind.ANYTHING
        || (kind == Kind.MAP && additional == null && (nowOpen || noProperties))) {
      values = FreeSchema.ANYTHING;
    } else {
      values = null;
    }
    dropsUnknown =
        kind == Kind.MAP
            && !keeps
            && !(additional instanceof Map)
            && !Boolean.TRUE.equals(additional);
    Object item = node.get("items");
    if (item != null) {
      items = child(item, nowOpen, metadata);
    } else {
      items = kind == Kind.LIST || kind == Kind.ANYTHING ? FreeSchema.OPAQUE : null;
    }
  }

  /// The schema of whole objects.
  ///
  /// @param openApi the `openAPIV3Schema` of a version of the definition; null if it has none
  /// @param metadata the schema of objects' metadata, such as that of any of Kubernetes' own kinds
  public static Schema of(@Nullable Map<String, @Nullable Object> openApi, Schema metadata) {
    return openApi == null || openApi.isEmpty()
        ? FreeSchema.ANYTHING
        : new CustomSchema(KubeObject.of(openApi), false, metadata, true);
  }

  @SuppressWarnings("unchecked")
  private static Schema child(@Nullable Object node, boolean open, Schema metadata) {
    return new CustomSchema(
        KubeObject.of(
            node instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of()),
        open,
        metadata,
        false);
  }

  private static Kind kind(KubeObject node) {
    if (node.flag("x-kubernetes-int-or-string")) {
      return Kind.INT_OR_TEXT;
    }
    String format = node.text("format");
    return switch (node.text("type")) {
      case "object" -> Kind.MAP;
      case "array" -> Kind.LIST;
      case "integer" -> format.equals("int32") ? Kind.INT32 : Kind.INT64;
      case "number" -> Kind.NUMBER;
      case "boolean" -> Kind.FLAG;
      case "string" ->
          switch (format) {
            case "byte" -> Kind.BYTES;
            case "date-time" -> Kind.TIME;
            default -> Kind.TEXT;
          };
      default -> Kind.ANYTHING;
    };
  }

  private static List<String> texts(List<@Nullable Object> list) {
    List<String> texts = new ArrayList<>();
    for (Object item : list) {
      texts.add(String.valueOf(item));
    }
    return texts;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public Map<String, Schema> fields() {
    return fields;
  }

  @Override
  public Set<String> required() {
    return required;
  }

  @Override
  public @Nullable Schema undeclared() {
    return values;
  }

  @Override
  public @Nullable Schema items() {
    return items;
  }

  @Override
  public Items list() {
    return switch (node.text("x-kubernetes-list-type")) {
      case "set" -> Items.SET;
      case "map" -> Items.MAP;
      default -> Items.ATOMIC;
    };
  }

  @Override
  public List<String> keys() {
    return texts(node.list("x-kubernetes-list-map-keys"));
  }

  @Override
  public boolean isAtomic() {
    return node.text("x-kubernetes-map-type").equals("atomic");
  }

  @Override
  public Patching patching() {
    String strategy = node.text("x-kubernetes-patch-strategy");
    return strategy.isEmpty()
        ? Patching.NONE
        : new Patching(
            strategy.contains("merge"),
            strategy.contains("replace"),
            strategy.contains("retainKeys"),
            node.text("x-kubernetes-patch-merge-key"));
  }

  @Override
  public @Nullable Object defaultValue() {
    return node.get("default");
  }

  @Override
  public boolean isNullable() {
    return node.flag("nullable");
  }

  @Override
  public boolean dropsUnknown() {
    return dropsUnknown;
  }

  @Override
  public boolean isEmbedded() {
    return embedded;
  }

  @Override
  public Map<String, @Nullable Object> rules() {
    return node.tree();
  }
}
