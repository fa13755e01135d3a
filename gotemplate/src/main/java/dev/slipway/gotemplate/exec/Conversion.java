package dev.slipway.gotemplate.exec;

import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoType;
import org.jspecify.annotations.Nullable;

/// Fits values to the types of parameters: Go's `validateType`.
final class Conversion {
  private Conversion() {}

  /// The value as a parameter of that type takes it.
  ///
  /// @throws dev.slipway.gotemplate.TemplateException if it does not fit
  static @Nullable Object convert(Frame frame, @Nullable Object raw, GoType type) {
    if (type.kind() == GoKind.STRING && raw instanceof String && type.equals(GoType.STRING)) {
      return raw;
    }
    if (type.equals(GoType.ANY) || type.equals(GoType.VALUE)) {
      return Raw.element(raw);
    }
    if (raw == null) {
      return ofNothing(frame, type);
    }
    if (Raw.isNilInterface(raw)) {
      throw wrongType(frame, type, GoType.ANY.name());
    }
    GoType actual = GoType.of(raw);
    if (type.equals(actual)) {
      return raw;
    }
    Object fitting = assignable(raw, type);
    if (fitting == null) {
      if (raw instanceof GoNil nil
          && nil.type().kind() == GoKind.PTR
          && type.equals(nil.type().element())) {
        throw frame.error("dereference of nil pointer of type " + type.name());
      }
      throw wrongType(frame, type, Raw.typeName(raw));
    }
    return fitting;
  }

  private static @Nullable Object ofNothing(Frame frame, GoType type) {
    return switch (type.kind()) {
      case MAP, SLICE -> Raw.nil(type);
      case INTERFACE, PTR, FUNC -> null;
      default -> throw frame.error("invalid value; expected " + type.name());
    };
  }

  /// The value or what it stands for, if Go lets it be assigned to the type; else null.
  static @Nullable Object assignable(Object value, GoType type) {
    if (type.kind() == GoKind.INTERFACE) {
      return value instanceof GoObject object && object.goString() != null ? value : null;
    }
    if (value instanceof GoObject object) {
      return ofObject(object, type);
    }
    GoType actual = GoType.of(value);
    boolean namedTarget = !isUnnamed(type);
    return actual != null && namedTarget && isUnnamed(actual) && sameShape(actual, type)
        ? value
        : null;
  }

  private static @Nullable Object ofObject(GoObject object, GoType type) {
    Object underlying = object.underlying();
    if (type.kind() == GoKind.PTR && object.type().equals(type.element())) {
      return object;
    }
    if (underlying == null) {
      boolean fits =
          object.type().kind() == GoKind.PTR
              && type.equals(object.type().element())
              && !(object instanceof GoNil);
      return fits ? object : null;
    }
    if (object.type().kind() == GoKind.PTR) {
      return type.equals(object.type().element()) ? underlying : null;
    }
    // A named map or slice is assignable to the type that it is made of.
    GoType plain = GoType.of(underlying);
    return isUnnamed(type) && type.equals(plain) ? underlying : null;
  }

  private static boolean isUnnamed(GoType type) {
    return type.name().startsWith("map[") || type.name().startsWith("[]");
  }

  private static boolean sameShape(GoType a, GoType b) {
    return a.kind() == b.kind() && a.element() != null && a.element().equals(b.element());
  }

  private static RuntimeException wrongType(Frame frame, GoType type, String actual) {
    return frame.error("wrong type for value; expected " + type.name() + "; got " + actual);
  }
}
