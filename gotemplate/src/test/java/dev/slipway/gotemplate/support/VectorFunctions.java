package dev.slipway.gotemplate.support;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.Functions;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoType;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The functions that the generated templates call; the recorder has the same.
public final class VectorFunctions {
  /// All of them.
  public static final Functions ALL =
      Functions.builtins()
          .with(
              GoFunction.of("str", GoType.STRING, (_, a) -> "<" + a[0] + ">", GoType.STRING),
              GoFunction.of("num", GoType.INT, (_, a) -> GoInt.of(number(a[0]) + 1), GoType.INT),
              GoFunction.of("flt", GoType.FLOAT64, (_, a) -> half(a[0]), GoType.FLOAT64),
              GoFunction.of("pass", GoType.ANY, (_, a) -> a[0], GoType.ANY),
              GoFunction.variadic("list", GoType.LIST, GoType.ANY, (_, a) -> Arrays.asList(a)),
              GoFunction.of("dict", GoType.INT, (_, a) -> size(a[0]), GoType.MAP),
              GoFunction.variadic("strs", GoType.STRING, GoType.STRING, (_, a) -> joined(a)),
              GoFunction.of(
                  "two", GoType.STRING, (_, a) -> "" + a[0] + a[1], GoType.STRING, GoType.INT),
              GoFunction.variadic(
                  "mixed",
                  GoType.STRING,
                  GoType.STRING,
                  (_, a) -> a[0] + " " + (a.length - 1),
                  GoType.INT),
              GoFunction.of("fail", GoType.STRING, (_, a) -> fail(a[0]), GoType.STRING),
              GoFunction.of("boom", GoType.STRING, (_, _) -> boom()),
              GoFunction.of("nothing", GoType.ANY, (_, _) -> null),
              GoFunction.of("nomap", GoType.MAP, (_, _) -> null),
              GoFunction.of("i64", GoType.INT64, (_, a) -> a[0], GoType.INT64),
              GoFunction.of("u8", GoType.UINT8, (_, a) -> a[0], GoType.UINT8),
              GoFunction.of("yes", GoType.BOOL, (_, a) -> a[0], GoType.BOOL),
              GoFunction.of(
                  "include",
                  GoType.STRING,
                  (scope, a) -> scope.execute((String) a[0], a[1]),
                  GoType.STRING,
                  GoType.ANY));

  private VectorFunctions() {}

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : -1;
  }

  private static double half(@Nullable Object value) {
    return value instanceof Double number ? number / 2 : -1;
  }

  private static GoInt size(@Nullable Object value) {
    return GoInt.of(value instanceof Map<?, ?> map ? map.size() : value instanceof GoNil ? 0 : -1);
  }

  private static String joined(@Nullable Object[] values) {
    return Stream.of(values).map(String::valueOf).collect(Collectors.joining("+"));
  }

  private static String fail(@Nullable Object message) {
    throw FunctionException.error(String.valueOf(message));
  }

  private static String boom() {
    throw FunctionException.panic("boom!");
  }
}
