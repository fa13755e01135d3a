package dev.slipway.gotemplate;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A nil slice, map or pointer that has a type, such as what `rest (list)` gives. A slice or map
/// behaves as an empty one in templates, prints as one (`[]`, `map[]`), but JSON and YAML write
/// `null`, it is not deeply equal to an empty one, and a nil map cannot be set. A nil pointer
/// prints as `<nil>`.
///
/// @param type its type, of kind SLICE, MAP or PTR
public record GoNil(GoType type) implements GoObject {
  /// The nil of `[]interface {}`.
  public static final GoNil LIST = new GoNil(GoType.LIST);

  /// The nil of `[]string`.
  public static final GoNil STRINGS = new GoNil(GoType.STRINGS);

  /// The nil of `map[string]interface {}`.
  public static final GoNil MAP = new GoNil(GoType.MAP);

  public GoNil {
    if (type.kind() != GoKind.SLICE && type.kind() != GoKind.MAP && type.kind() != GoKind.PTR) {
      throw new IllegalArgumentException(type + " has no nil of its own here");
    }
  }

  @Override
  public @Nullable Object underlying() {
    return switch (type.kind()) {
      case MAP -> Map.of();
      case SLICE -> List.of();
      default -> null;
    };
  }

  @Override
  public String goSyntax() {
    return (type.kind() == GoKind.PTR ? "(" + type.name() + ")" : type.name()) + "(nil)";
  }

  @Override
  public @Nullable Object jsonValue() {
    return null;
  }
}
