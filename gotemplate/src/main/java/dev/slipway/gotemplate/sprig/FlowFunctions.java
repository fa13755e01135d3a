package dev.slipway.gotemplate.sprig;

import static dev.slipway.gotemplate.GoType.ANY;
import static dev.slipway.gotemplate.GoType.BOOL;
import static dev.slipway.gotemplate.GoType.STRING;
import static dev.slipway.gotemplate.sprig.Arguments.flag;
import static dev.slipway.gotemplate.sprig.Arguments.text;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Defaults, choices and failure: the first half of sprig's `defaults.go`, and `fail`.
final class FlowFunctions {
  private FlowFunctions() {}

  static List<GoFunction> all() {
    return List.of(
        GoFunction.variadic("default", ANY, ANY, (_, a) -> defaultValue(a), ANY),
        GoFunction.of("empty", BOOL, (_, a) -> Reflection.isEmpty(a[0]), ANY),
        GoFunction.variadic("coalesce", ANY, ANY, (_, a) -> coalesce(a)),
        GoFunction.variadic("all", BOOL, ANY, (_, a) -> allSet(a)),
        GoFunction.variadic("any", BOOL, ANY, (_, a) -> coalesce(a) != null),
        GoFunction.of("ternary", ANY, (_, a) -> flag(a, 2) ? a[0] : a[1], ANY, ANY, BOOL),
        GoFunction.of(
            "fail",
            STRING,
            (_, a) -> {
              throw FunctionException.error(text(a, 0));
            },
            STRING));
  }

  private static @Nullable Object defaultValue(@Nullable Object[] arguments) {
    return arguments.length == 1 || Reflection.isEmpty(arguments[1]) ? arguments[0] : arguments[1];
  }

  private static @Nullable Object coalesce(@Nullable Object[] values) {
    for (Object value : values) {
      if (!Reflection.isEmpty(value)) {
        return value;
      }
    }
    return null;
  }

  private static boolean allSet(@Nullable Object[] values) {
    for (Object value : values) {
      if (Reflection.isEmpty(value)) {
        return false;
      }
    }
    return true;
  }
}
