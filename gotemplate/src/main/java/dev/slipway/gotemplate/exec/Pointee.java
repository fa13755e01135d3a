package dev.slipway.gotemplate.exec;

import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a pointer points to.
record Pointee(GoObject pointer, GoType type) implements GoObject {
  /// The target of a pointer that has no `String` method; other values as they are.
  static Object of(GoObject object) {
    return object.goString() != null ? object : target(object);
  }

  /// The target of a pointer; other values as they are: Go's `indirect`.
  static Object target(GoObject object) {
    GoType type = object.type();
    if (type.kind() != GoKind.PTR || object instanceof GoNil) {
      return object;
    }
    Object underlying = object.underlying();
    if (underlying != null) {
      return underlying;
    }
    GoType target = type.element();
    return target == null ? object : new Pointee(object, target);
  }

  @Override
  public List<String> fieldNames() {
    return pointer.fieldNames();
  }

  @Override
  public @Nullable Object field(String name) {
    return pointer.field(name);
  }
}
