package dev.slipway.gotemplate.exec;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.fmt.Escapers;
import dev.slipway.gotemplate.fmt.GoFormat;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The functions of the language itself (Go's funcs.go). Their parameters of type `reflect.Value`
/// get raw values.
public final class Builtins {
  private static final GoType[] NONE = {};

  private static final List<GoFunction> ALL =
      List.of(
          shortCircuit("and"),
          shortCircuit("or"),
          shortCircuit("call"),
          value("not", GoType.BOOL, (_, a) -> !Raw.isTrue(a[0])),
          value("len", GoType.INT, (_, a) -> GoInt.of(Indexing.length(a[0]))),
          values("index", GoType.VALUE, (_, a) -> Indexing.index(a)),
          values("slice", GoType.VALUE, (_, a) -> Indexing.slice(a)),
          values("eq", GoType.BOOL, (_, a) -> Comparison.equal(a)),
          pair("ne", (_, a) -> !Comparison.equal(a)),
          pair("lt", (_, a) -> Comparison.less(a[0], a[1])),
          pair("le", (_, a) -> Comparison.lessOrEqual(a[0], a[1])),
          pair("gt", (_, a) -> !Comparison.lessOrEqual(a[0], a[1])),
          pair("ge", (_, a) -> !Comparison.less(a[0], a[1])),
          text("print", (_, a) -> GoFormat.sprint(a)),
          text("println", (_, a) -> GoFormat.sprintln(a)),
          GoFunction.variadic(
              "printf",
              GoType.STRING,
              GoType.ANY,
              (_, a) -> GoFormat.sprintf(string(a[0]), Arrays.copyOfRange(a, 1, a.length)),
              GoType.STRING),
          text("html", (_, a) -> Escapers.html(joined(a))),
          text("js", (_, a) -> Escapers.js(joined(a))),
          text("urlquery", (_, a) -> Escapers.urlQuery(joined(a))));

  private static final Set<GoFunction.Body> BODIES = bodies();

  private Builtins() {}

  /// All of them.
  public static List<GoFunction> all() {
    return ALL;
  }

  static boolean isBuiltin(GoFunction function) {
    return BODIES.contains(function.body());
  }

  private static Set<GoFunction.Body> bodies() {
    Set<GoFunction.Body> bodies = new HashSet<>();
    ALL.forEach(function -> bodies.add(function.body()));
    return bodies;
  }

  private static GoFunction value(String name, GoType result, GoFunction.Body body) {
    return GoFunction.of(name, result, body, GoType.VALUE);
  }

  private static GoFunction values(String name, GoType result, GoFunction.Body body) {
    return GoFunction.variadic(name, result, GoType.VALUE, body, GoType.VALUE);
  }

  private static GoFunction pair(String name, GoFunction.Body body) {
    return GoFunction.of(name, GoType.BOOL, body, GoType.VALUE, GoType.VALUE);
  }

  private static GoFunction text(String name, GoFunction.Body body) {
    return GoFunction.variadic(name, GoType.STRING, GoType.ANY, body, NONE);
  }

  /// These are planned in ways of their own and never called through their body.
  private static GoFunction shortCircuit(String name) {
    return values(
        name,
        GoType.VALUE,
        (_, _) -> {
          throw FunctionException.panic("unreachable");
        });
  }

  private static String string(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("not a string");
  }

  /// Go's `evalArgs`: like print, but pointers are followed and nil is no value.
  private static String joined(@Nullable Object[] arguments) {
    if (arguments.length == 1 && arguments[0] instanceof String text) {
      return text;
    }
    @Nullable Object[] printable = new @Nullable Object[arguments.length];
    for (int i = 0; i < printable.length; i++) {
      printable[i] = arguments[i] == null ? "<no value>" : printable(arguments[i]);
    }
    return GoFormat.sprint(printable);
  }

  /// What stands for a value when it is printed by an action: a pointer to a struct without a
  /// `String` method prints as the struct.
  static Object printable(Object value) {
    if (value instanceof GoObject object) {
      String text = object.addressedString();
      return text == null ? Pointee.of(object) : text;
    }
    return value;
  }
}
