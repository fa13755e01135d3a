package dev.slipway.object.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of one value: the whole of an object, or a part of it. Immutable for those who
/// look at it; safe for use by several threads at once.
public sealed interface Schema permits FreeSchema, KubeSchema, CustomSchema {
  /// What a value holds.
  enum Kind {
    TEXT("string"),
    INT32("integer"),
    INT64("integer"),
    NUMBER("number"),
    FLAG("boolean"),
    /// Bytes, as base64.
    BYTES("string"),
    QUANTITY("quantity"),
    INT_OR_TEXT("integer or string"),
    TIME("string"),
    LIST("array"),
    /// An object, whether its fields are declared or not.
    MAP("object"),
    ANYTHING("anything");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /// The type as people write it.
    public String label() {
      return label;
    }
  }

  /// How a list's items are told apart.
  enum Items {
    /// Not at all: the list is one value.
    ATOMIC,
    /// Each by its value.
    SET,
    /// By some of their fields: [Schema#keys].
    MAP
  }

  /// How a strategic merge patch treats a field (`x-kubernetes-patch-strategy`).
  ///
  /// @param merge whether a list is merged with what is there; else it is replaced
  /// @param replace whether a map is replaced rather than merged
  /// @param retainKeys whether a patch names the fields that stay
  /// @param key the field that tells a list's items apart; empty for values that are none
  record Patching(boolean merge, boolean replace, boolean retainKeys, String key) {
    /// That of fields that say nothing of it.
    public static final Patching NONE = new Patching(false, false, false, "");
  }

  /// What the value holds.
  Kind kind();

  /// The declared fields of a map, by name.
  Map<String, ? extends Schema> fields();

  /// A declared field, or null.
  default @Nullable Schema field(String name) {
    return fields().get(name);
  }

  /// The fields that must be there.
  default Set<String> required() {
    return Set.of();
  }

  /// What the fields hold that are not declared; null if there may be none. Whether they are kept
  /// at all is another question: [#dropsUnknown].
  @Nullable Schema undeclared();

  /// What a list's items are; null for what is no list.
  @Nullable Schema items();

  /// How a list's items are told apart.
  default Items list() {
    return Items.ATOMIC;
  }

  /// The fields that tell a list's items apart, when [#list] is [Items#MAP].
  default List<String> keys() {
    return List.of();
  }

  /// Whether a map is one value, owned and replaced as a whole.
  default boolean isAtomic() {
    return false;
  }

  /// How a strategic patch treats it.
  default Patching patching() {
    return Patching.NONE;
  }

  /// What the field is when it is left out; null if there is nothing to say. Of Kubernetes' own
  /// kinds only the fields that tell items apart have one here: the server's own code knows others.
  default @Nullable Object defaultValue() {
    return null;
  }

  /// Whether null is a value of it.
  default boolean isNullable() {
    return false;
  }

  /// Whether fields that are not declared are dropped when an object is stored.
  default boolean dropsUnknown() {
    return false;
  }

  /// Whether the value is a whole object with kind and metadata of its own.
  default boolean isEmbedded() {
    return false;
  }

  /// What else a value must satisfy, as the definition of a custom resource says it: JSON schema's
  /// `enum`, `minimum`, `pattern` and so on; empty for Kubernetes' own kinds.
  default Map<String, @Nullable Object> rules() {
    return Map.of();
  }
}
