package dev.slipway.gotemplate.exec;

import dev.slipway.core.Spelling;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.MissingKey;
import dev.slipway.gotemplate.TemplateErrorCode;
import dev.slipway.gotemplate.fmt.GoFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of `.a.b.c`, reached from a receiver: keys of maps, fields and methods of objects
/// (Go's `evalFieldChain` and `evalField`).
final class FieldAccess {
  /// The number of the node that the fields belong to.
  private final int at;

  private final String[] names;

  /// The arguments of the last name, which then must be a method; null when there are none.
  private final @Nullable MethodArguments arguments;

  FieldAccess(int at, List<String> names, @Nullable MethodArguments arguments) {
    this.at = at;
    this.names = names.toArray(String[]::new);
    this.arguments = arguments;
  }

  /// Walks along the names.
  ///
  /// @param interfaceTyped whether the receiver is at a place of type `interface {}`
  @Nullable Object walk(Frame frame, @Nullable Object receiver, boolean interfaceTyped) {
    return walk(frame, receiver, interfaceTyped, null, false);
  }

  /// Walks along the names and gives `last` to the method at their end.
  @Nullable Object walk(
      Frame frame,
      @Nullable Object receiver,
      boolean interfaceTyped,
      @Nullable Object last,
      boolean hasLast) {
    if (arguments != null || hasLast || frame.observer != null) {
      return new Steps(frame, receiver, interfaceTyped, last, hasLast).walk();
    }
    Object current = receiver;
    int i = 0;
    for (; i < names.length; i++) {
      if (!(current instanceof Map<?, ?> map) || !Raw.isPlainMap(map)) {
        break;
      }
      Object value = map.get(names[i]);
      if (value == null) {
        break;
      }
      current = value;
    }
    if (i == names.length) {
      return current;
    }
    // Nothing there, or no map: from the start, with all that errors need to know.
    return new Steps(frame, receiver, interfaceTyped, last, hasLast).walk();
  }

  /// Whether the last field is at a place of type `interface {}`.
  boolean endsAtInterface(Frame frame, @Nullable Object receiver) {
    Steps steps = new Steps(frame, receiver, false, null, false);
    return steps.walk() != null && steps.place != null && steps.place.equals(GoType.ANY);
  }

  /// One walk with all that errors need to know.
  private final class Steps {
    private final Frame frame;
    private final @Nullable Object last;
    private final boolean hasLast;
    private @Nullable Object receiver;

    /// The type of the receiver's place; null for the type of the value itself.
    private @Nullable GoType place;

    /// Where the receiver was found, for hints.
    private @Nullable Object container;

    private int step;

    Steps(
        Frame frame,
        @Nullable Object receiver,
        boolean interfaceTyped,
        @Nullable Object last,
        boolean hasLast) {
      this.frame = frame;
      this.receiver = receiver;
      this.place = interfaceTyped || Raw.isNilInterface(receiver) ? GoType.ANY : null;
      this.last = last;
      this.hasLast = hasLast;
    }

    @Nullable Object walk() {
      for (step = 0; step < names.length; step++) {
        Object value = step(names[step], step == names.length - 1);
        container = receiver;
        receiver = value;
      }
      return receiver;
    }

    private @Nullable Object step(String name, boolean isLast) {
      if (receiver == null) {
        if (frame.missingKey == MissingKey.ERROR) {
          throw frame.error(
              TemplateErrorCode.NIL_POINTER,
              "nil data; no entry for key " + GoFormat.quote(name),
              hint());
        }
        return null;
      }
      if (Raw.isNilInterface(receiver)) {
        throw nilPointer(name);
      }
      boolean hasArguments = isLast && (hasLast || arguments != null);
      if (receiver instanceof GoObject object) {
        GoFunction method = object.method(name);
        if (method != null) {
          return call(method, isLast);
        }
        if (object instanceof GoNil && object.type().kind() == GoKind.PTR) {
          throw nilPointer(name);
        }
        if (object.underlying() == null) {
          return field(object, name, hasArguments);
        }
      }
      if (!(Raw.plain(receiver) instanceof Map<?, ?> map)) {
        throw cannotEvaluate(name);
      }
      if (hasArguments) {
        throw frame.error(name + " is not a method but has arguments");
      }
      return key(map, name);
    }

    private @Nullable Object call(GoFunction method, boolean isLast) {
      MethodArguments given = isLast && arguments != null ? arguments : MethodArguments.NONE;
      Object result = given.call(frame, at, method, last, isLast && hasLast);
      boolean isInterface = method.result().kind() == GoKind.INTERFACE;
      place = isInterface ? method.result() : null;
      return result == null && isInterface ? Raw.NIL_INTERFACE : result;
    }

    private @Nullable Object field(GoObject object, String name, boolean hasArguments) {
      if (!object.fieldNames().contains(name)) {
        throw cannotEvaluate(name);
      }
      if (hasArguments) {
        throw frame.error(name + " has arguments but cannot be invoked as function");
      }
      Object value = object.field(name);
      GoType type = object.fieldType(name);
      place = type;
      if (value == null && type != null) {
        return Raw.zero(type);
      }
      return Raw.fromContainer(value);
    }

    private @Nullable Object key(Map<?, ?> map, String name) {
      if (frame.observer != null) {
        frame.observer.keyRead(map, name, frame.place(at));
      }
      GoType element = Raw.elementType(map);
      Object value = map.get(name);
      place = element.kind() == GoKind.INTERFACE ? element : null;
      if (value != null) {
        return value;
      }
      if (frame.missingKey == MissingKey.ZERO || map.containsKey(name)) {
        return Raw.zero(element);
      }
      if (frame.missingKey == MissingKey.ERROR) {
        throw frame.error(
            TemplateErrorCode.NIL_POINTER,
            "map has no entry for key " + GoFormat.quote(name),
            nearest(map, name));
      }
      return null;
    }

    private RuntimeException nilPointer(String name) {
      return frame.error(
          TemplateErrorCode.NIL_POINTER,
          "nil pointer evaluating " + placeName() + "." + name,
          hint());
    }

    private RuntimeException cannotEvaluate(String name) {
      String hint =
          receiver instanceof GoObject object
              ? nearestOf(object.fieldNames(), name)
              : hintForValue();
      return frame.error(
          TemplateErrorCode.EXECUTE,
          "can't evaluate field " + name + " in type " + placeName(),
          hint);
    }

    private String placeName() {
      return place == null ? Raw.typeName(receiver) : place.name();
    }

    /// What to say when the receiver is nothing.
    private @Nullable String hint() {
      if (step == 0) {
        return null;
      }
      String name = names[step - 1];
      String near =
          Raw.plain(container) instanceof Map<?, ?> map && !map.containsKey(name)
              ? nearest(map, name)
              : null;
      return near == null ? path() + " is not set" : near;
    }

    private @Nullable String hintForValue() {
      return step == 0 ? null : path() + " is a " + Raw.typeName(receiver) + ", not a map";
    }

    private String path() {
      StringBuilder path = new StringBuilder();
      for (int i = 0; i < step; i++) {
        path.append('.').append(names[i]);
      }
      return path.toString();
    }
  }

  private static @Nullable String nearest(Map<?, ?> map, String name) {
    List<String> keys = new ArrayList<>();
    for (Object key : map.keySet()) {
      keys.add((String) key);
    }
    return nearestOf(keys, name);
  }

  private static @Nullable String nearestOf(List<String> names, String name) {
    return Spelling.nearest(name, names)
        .map(near -> "there is no \"" + name + "\", did you mean \"" + near + "\"?")
        .orElse(null);
  }
}
