package dev.slipway.gotemplate.fmt;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.GoUint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Prints values of any depth under one verb (Go's fmt/print.go). Confined to one call of a print
/// function.
final class ValuePrinter {
  /// Go would run out of its stack of 1 GB at some point; a map that contains itself gets there.
  private static final int MAX_DEPTH = 1000;

  final FieldWriter field;
  private final StringBuilder out;

  /// Inside `%!verb(…)`, where `String()` methods are not called.
  private boolean erroring;

  ValuePrinter(StringBuilder out) {
    this.out = out;
    this.field = new FieldWriter(out);
  }

  String text() {
    return out.toString();
  }

  /// Prints an operand.
  void printArgument(@Nullable Object value, int verb) {
    if (value == null) {
      if (verb == 'T' || verb == 'v') {
        field.pad("<nil>");
      } else {
        badVerb(verb, null);
      }
      return;
    }
    switch (verb) {
      case 'T' -> field.string(typeName(value));
      case 'p' -> printPointer(value, verb);
      default -> {
        if (value instanceof byte[] bytes) {
          printBytes(bytes, verb, "[]byte");
        } else if (!printByMethod(value, verb)) {
          print(value, verb, 0);
        }
      }
    }
  }

  private void print(Object value, int verb, int depth) {
    switch (value) {
      case String text -> printString(text, verb);
      case Boolean flag -> {
        if (verb == 't' || verb == 'v') {
          field.pad(flag ? "true" : "false");
        } else {
          badVerb(verb, value);
        }
      }
      case Double number -> printFloat(number, 64, verb, value);
      case Float number -> printFloat(number, 32, verb, value);
      case GoInt _, Long _, Integer _, Short _, Byte _ ->
          printInteger(((Number) value).longValue(), true, verb, value);
      case GoUint number -> printInteger(number.longValue(), false, verb, value);
      case byte[] bytes -> printByteSlice(bytes, verb, depth);
      case Map<?, ?> map -> printMap(map, typeOf(value), verb, depth);
      case List<?> list -> printList(list, typeOf(value), verb, depth);
      case GoObject object -> printObject(object, verb, depth);
      case GoFunction _ -> printPointer(value, verb);
      default -> throw new IllegalArgumentException(value.getClass().getName());
    }
  }

  /// Prints what stands inside another value, at a place of the given type.
  private void printNested(@Nullable Object value, @Nullable GoType type, int verb, int depth) {
    if (depth > MAX_DEPTH) {
      throw FunctionException.panic(
          "value is nested more than " + MAX_DEPTH + " levels deep, it may contain itself");
    }
    if (value == null) {
      if (field.sharpV) {
        printNilSyntax(type == null ? GoType.ANY : type);
      } else {
        out.append("<nil>");
      }
    } else if (!printByMethod(value, verb)) {
      print(value, verb, depth);
    }
  }

  private void printNilSyntax(GoType type) {
    boolean parenthesised = type.kind() == GoKind.PTR || type.kind() == GoKind.FUNC;
    out.append(parenthesised ? "(" + type.name() + ")" : type.name()).append("(nil)");
  }

  /// Prints the value's `Error()` or `String()`, if it has one and the verb takes strings.
  private boolean printByMethod(Object value, int verb) {
    if (erroring) {
      return false;
    }
    if (verb == 'w') {
      badVerb(verb, value);
      return true;
    }
    if (!(value instanceof GoObject object)) {
      return false;
    }
    if (field.sharpV) {
      String syntax = object.goSyntax();
      if (syntax != null) {
        field.string(syntax);
      }
      return syntax != null;
    }
    String text =
        switch (verb) {
          case 'v', 's', 'x', 'X', 'q' -> object.goString();
          default -> null;
        };
    if (text == null) {
      return false;
    }
    printString(text, verb);
    return true;
  }

  void badVerb(int verb, @Nullable Object value) {
    boolean before = erroring;
    erroring = true;
    out.append("%!").appendCodePoint(verb).append('(');
    if (value == null) {
      out.append("<nil>");
    } else {
      out.append(typeName(value)).append('=');
      printArgument(value, 'v');
    }
    out.append(')');
    erroring = before;
  }

  private void printString(String text, int verb) {
    switch (verb) {
      case 'v' -> {
        if (field.sharpV) {
          field.quoted(text);
        } else {
          field.string(text);
        }
      }
      case 's' -> field.string(text);
      case 'q' -> field.quoted(text);
      case 'x' -> field.hexString(text, false);
      case 'X' -> field.hexString(text, true);
      default -> badVerb(verb, text);
    }
  }

  private void printInteger(long number, boolean signed, int verb, Object value) {
    switch (verb) {
      case 'v' -> {
        if (field.sharpV && !signed) {
          field.hex(number, true);
        } else {
          field.integer(number, 10, signed, 'v');
        }
      }
      case 'd' -> field.integer(number, 10, signed, 'd');
      case 'b' -> field.integer(number, 2, signed, 'b');
      case 'o', 'O' -> field.integer(number, 8, signed, (char) verb);
      case 'x', 'X' -> field.integer(number, 16, signed, (char) verb);
      case 'c' -> field.character(number);
      case 'q' -> field.quotedCharacter(number);
      case 'U' -> field.unicode(number);
      default -> badVerb(verb, value);
    }
  }

  private void printFloat(double number, int bits, int verb, Object value) {
    switch (verb) {
      case 'v' -> field.floating(number, bits, 'g', -1);
      case 'b', 'g', 'G', 'x', 'X' -> field.floating(number, bits, (char) verb, -1);
      case 'f', 'e', 'E' -> field.floating(number, bits, (char) verb, 6);
      case 'F' -> field.floating(number, bits, 'f', 6);
      default -> badVerb(verb, value);
    }
  }

  /// A []byte operand.
  private void printBytes(byte[] bytes, int verb, String type) {
    switch (verb) {
      case 'v', 'd' -> {
        boolean syntax = field.sharpV;
        out.append(syntax ? type + "{" : "[");
        for (int i = 0; i < bytes.length; i++) {
          if (i > 0) {
            out.append(syntax ? ", " : " ");
          }
          if (syntax) {
            field.hex(bytes[i] & 0xFF, true);
          } else {
            field.integer(bytes[i] & 0xFF, 10, false, 'd');
          }
        }
        out.append(syntax ? '}' : ']');
      }
      case 's' -> field.string(GoStrings.fromBytes(bytes));
      case 'q' -> field.quoted(GoStrings.fromBytes(bytes));
      case 'x' -> field.hexBytes(bytes, false);
      case 'X' -> field.hexBytes(bytes, true);
      default -> printByteSlice(bytes, verb, 0);
    }
  }

  /// A []byte inside another value, or under a verb that takes it as a slice of numbers.
  private void printByteSlice(byte[] bytes, int verb, int depth) {
    switch (verb) {
      case 's', 'q', 'x', 'X' -> printBytes(bytes, verb, GoType.BYTES.name());
      default -> {
        GoUint[] elements = new GoUint[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
          elements[i] = GoUint.of(GoType.UINT8, bytes[i] & 0xFF);
        }
        printElements(Arrays.asList(elements), GoType.BYTES, verb, depth);
      }
    }
  }

  private void printList(List<?> list, GoType type, int verb, int depth) {
    GoType element = type.element();
    if (element != null && element.kind() == GoKind.UINT8 && !list.isEmpty()) {
      byte[] bytes = new byte[list.size()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = ((Number) list.get(i)).byteValue();
      }
      printByteSlice(bytes, verb, depth);
      return;
    }
    printElements(list, type, verb, depth);
  }

  private void printElements(List<?> list, GoType type, int verb, int depth) {
    boolean syntax = field.sharpV;
    out.append(syntax ? type.name() + "{" : "[");
    boolean first = true;
    for (Object element : list) {
      if (!first) {
        out.append(syntax ? ", " : " ");
      }
      first = false;
      printNested(element, type.element(), verb, depth + 1);
    }
    out.append(syntax ? '}' : ']');
  }

  private void printMap(Map<?, ?> map, GoType type, int verb, int depth) {
    boolean syntax = field.sharpV;
    out.append(syntax ? type.name() + "{" : "map[");
    String[] keys = new String[map.size()];
    int count = 0;
    for (Object key : map.keySet()) {
      keys[count++] = (String) key;
    }
    if (count > 1) {
      Arrays.sort(keys, GoStrings.BYTE_ORDER);
    }
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        out.append(syntax ? ", " : " ");
      }
      printNested(keys[i], GoType.STRING, verb, depth + 1);
      out.append(':');
      printNested(map.get(keys[i]), type.element(), verb, depth + 1);
    }
    out.append(syntax ? '}' : ']');
  }

  private void printObject(GoObject object, int verb, int depth) {
    GoType type = object.type();
    if (type.kind() == GoKind.PTR) {
      GoType target = type.element();
      if (depth == 0
          && target != null
          && target.kind() == GoKind.STRUCT
          && !(object instanceof GoNil)) {
        out.append('&');
        printFields(object, target, verb, depth + 1);
      } else {
        printPointer(object, verb);
      }
      return;
    }
    Object underlying = object.underlying();
    switch (underlying) {
      case null -> printFields(object, type, verb, depth);
      case Map<?, ?> map ->
          printMap(map, type.element() == null ? named(type, map) : type, verb, depth);
      case List<?> list ->
          printList(list, type.element() == null ? named(type, list) : type, verb, depth);
      default -> print(underlying, verb, depth);
    }
  }

  /// A named type that does not say what its elements are.
  private static GoType named(GoType type, Object underlying) {
    return new GoType(type.name(), type.kind(), typeOf(underlying).element());
  }

  private void printFields(GoObject object, GoType type, int verb, int depth) {
    boolean syntax = field.sharpV;
    if (syntax) {
      out.append(type.name());
    }
    out.append('{');
    boolean first = true;
    for (String name : object.fieldNames()) {
      if (!first) {
        out.append(syntax ? ", " : " ");
      }
      first = false;
      if (syntax || field.plusV) {
        out.append(name).append(':');
      }
      printNested(object.field(name), null, verb, depth + 1);
    }
    out.append('}');
  }

  /// Go prints an address, which differs from run to run; so does this.
  private void printPointer(Object value, int verb) {
    boolean pointer =
        switch (typeOf(value).kind()) {
          case FUNC, MAP, PTR, SLICE -> true;
          default -> false;
        };
    if (!pointer) {
      badVerb(verb, value);
      return;
    }
    if (value instanceof GoNil && verb == 'v') {
      out.append(field.sharpV ? "(" + typeName(value) + ")(nil)" : "<nil>");
      return;
    }
    long address = 0xC000000000L + (System.identityHashCode(value) & 0xFFFFFFFFL);
    switch (verb) {
      case 'v' -> {
        if (field.sharpV) {
          out.append('(').append(typeName(value)).append(")(");
          field.hex(address, true);
          out.append(')');
        } else {
          field.hex(address, !field.sharp);
        }
      }
      case 'p' -> field.hex(address, !field.sharp);
      case 'b', 'o', 'd', 'x', 'X' -> printInteger(address, false, verb, value);
      default -> badVerb(verb, value);
    }
  }

  private static GoType typeOf(Object value) {
    GoType type = GoType.of(value);
    if (type == null) {
      throw new IllegalArgumentException("nil has no type");
    }
    return type;
  }

  /// The type as %T gives it.
  static String typeName(Object value) {
    return value instanceof GoFunction function ? signature(function) : typeOf(value).name();
  }

  private static String signature(GoFunction function) {
    StringBuilder text = new StringBuilder("func(");
    String separator = "";
    for (GoType parameter : function.parameters()) {
      text.append(separator).append(parameter.name());
      separator = ", ";
    }
    if (function.variadic() != null) {
      text.append(separator).append("...").append(function.variadic().name());
    }
    return text.append(") ").append(function.result().name()).toString();
  }
}
