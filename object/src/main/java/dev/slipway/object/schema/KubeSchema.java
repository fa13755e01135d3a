package dev.slipway.object.schema;

import dev.slipway.yaml.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A part of one of Kubernetes' own kinds.
final class KubeSchema implements Schema {
  private static final int NO_NAME = -1;

  private final KubeSchemas schemas;
  private final Kind kind;
  private final int name;
  private final @Nullable Schema inner;
  private Items list = Items.ATOMIC;
  private List<String> keys = List.of();
  private @Nullable Boolean atomic;
  private Patching patching = Patching.NONE;
  private @Nullable Object defaultValue;
  private volatile @Nullable Definition definition;

  /// @param name the number of the definition that it refers to, if it does
  /// @param inner a list's items or a map's values
  private KubeSchema(KubeSchemas schemas, Kind kind, int name, @Nullable Schema inner) {
    this.schemas = schemas;
    this.kind = kind;
    this.name = name;
    this.inner = inner;
  }

  /// The schema of a definition.
  static KubeSchema reference(KubeSchemas schemas, int name) {
    return new KubeSchema(schemas, Kind.MAP, name, null);
  }

  /// Reads a type and what follows it, as compat/vectors/openapi writes them.
  static KubeSchema parse(KubeSchemas schemas, String text) {
    int semicolon = text.indexOf(';');
    KubeSchema schema = type(schemas, semicolon < 0 ? text : text.substring(0, semicolon));
    while (semicolon >= 0) {
      int next = text.indexOf(';', semicolon + 1);
      schema.trait(text.substring(semicolon + 1, next < 0 ? text.length() : next));
      semicolon = next;
    }
    return schema;
  }

  private static KubeSchema type(KubeSchemas schemas, String text) {
    return switch (text.charAt(0)) {
      case '[' -> new KubeSchema(schemas, Kind.LIST, NO_NAME, type(schemas, text.substring(1)));
      case '{' -> new KubeSchema(schemas, Kind.MAP, NO_NAME, type(schemas, text.substring(1)));
      case '&' -> reference(schemas, Integer.parseInt(text.substring(1)));
      case 'o' -> new KubeSchema(schemas, Kind.MAP, NO_NAME, FreeSchema.ANYTHING);
      case 'r' -> {
        KubeSchema raw = new KubeSchema(schemas, Kind.MAP, NO_NAME, FreeSchema.OPAQUE);
        raw.atomic = true;
        yield raw;
      }
      case '*' -> new KubeSchema(schemas, Kind.ANYTHING, NO_NAME, FreeSchema.ANYTHING);
      default -> new KubeSchema(schemas, scalar(text.charAt(0)), NO_NAME, null);
    };
  }

  private static Kind scalar(char letter) {
    return switch (letter) {
      case 's' -> Kind.TEXT;
      case 'i' -> Kind.INT32;
      case 'l' -> Kind.INT64;
      case 'n' -> Kind.NUMBER;
      case 'b' -> Kind.FLAG;
      case 'B' -> Kind.BYTES;
      case 'q' -> Kind.QUANTITY;
      case 'x' -> Kind.INT_OR_TEXT;
      case 't' -> Kind.TIME;
      default -> throw new IllegalStateException("no type: " + letter);
    };
  }

  private void trait(String text) {
    String value = text.length() > 2 ? text.substring(2) : "";
    switch (text.charAt(0)) {
      case 'S' -> list = Items.SET;
      case 'M' -> {
        list = Items.MAP;
        keys = List.of(value.split(","));
      }
      case 'A' -> atomic = true;
      case 'G' -> atomic = false;
      case 'P' ->
          patching =
              new Patching(
                  value.indexOf('m') >= 0,
                  value.indexOf('r') >= 0,
                  value.indexOf('k') >= 0,
                  patching.key());
      case 'K' ->
          patching =
              new Patching(patching.merge(), patching.replace(), patching.retainKeys(), value);
      case 'D' -> defaultValue = Json.readExact(value);
      default -> throw new IllegalStateException("no trait: " + text);
    }
  }

  private @Nullable Definition definition() {
    if (name == NO_NAME) {
      return null;
    }
    Definition known = definition;
    if (known == null) {
      known = schemas.definition(name);
      definition = known;
    }
    return known;
  }

  private @Nullable KubeSchema alias() {
    Definition named = definition();
    return named == null ? null : named.alias();
  }

  @Override
  public Kind kind() {
    KubeSchema alias = alias();
    return alias == null ? kind : alias.kind();
  }

  @Override
  public Map<String, KubeSchema> fields() {
    Definition named = definition();
    return named == null ? Map.of() : named.fields();
  }

  @Override
  public @Nullable Schema field(String key) {
    Definition named = definition();
    return named == null ? null : named.fields().get(key);
  }

  @Override
  public Set<String> required() {
    Definition named = definition();
    return named == null ? Set.of() : named.required();
  }

  @Override
  public @Nullable Schema undeclared() {
    Definition named = definition();
    if (named == null) {
      return kind == Kind.LIST ? null : inner;
    }
    if (named.alias() != null) {
      return named.alias().undeclared();
    }
    // What declares no fields at all is taken for an object without schema.
    return named.fields().isEmpty() ? FreeSchema.ANYTHING : null;
  }

  @Override
  public @Nullable Schema items() {
    KubeSchema alias = alias();
    if (alias != null) {
      return alias.items();
    }
    return switch (kind) {
      case LIST -> inner;
      case ANYTHING -> FreeSchema.OPAQUE;
      default -> null;
    };
  }

  @Override
  public Items list() {
    return list;
  }

  @Override
  public List<String> keys() {
    return keys;
  }

  @Override
  public boolean isAtomic() {
    if (atomic != null) {
      return atomic;
    }
    Definition named = definition();
    return named != null && (named.atomic() || (named.alias() != null && named.alias().isAtomic()));
  }

  @Override
  public Patching patching() {
    return patching;
  }

  @Override
  public @Nullable Object defaultValue() {
    return defaultValue;
  }

  @Override
  public boolean dropsUnknown() {
    return kind() == Kind.MAP && undeclared() == null;
  }
}
