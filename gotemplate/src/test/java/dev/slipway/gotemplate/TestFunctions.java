package dev.slipway.gotemplate;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `include` and `tpl` as Helm has them, and what else the tests of whole templates need.
final class TestFunctions {
  static final Functions ALL =
      Functions.builtins()
          .with(
              GoFunction.of(
                  "include",
                  GoType.STRING,
                  (scope, a) -> scope.execute(text(a[0]), a[1]),
                  GoType.STRING,
                  GoType.ANY),
              GoFunction.of(
                  "tpl",
                  GoType.STRING,
                  (scope, a) -> tpl(scope, text(a[0]), a[1]),
                  GoType.STRING,
                  GoType.ANY),
              GoFunction.of(
                  "nindent",
                  GoType.STRING,
                  (_, a) -> nindent(number(a[0]), text(a[1])),
                  GoType.INT,
                  GoType.STRING),
              GoFunction.of("fail", GoType.STRING, (_, a) -> fail(text(a[0])), GoType.STRING),
              GoFunction.variadic("list", GoType.LIST, GoType.ANY, (_, a) -> listOf(a)),
              GoFunction.of("get", GoType.ANY, (_, a) -> null, GoType.MAP, GoType.STRING),
              GoFunction.of("broken", GoType.STRING, (_, _) -> broken()));

  private TestFunctions() {}

  private static Object listOf(@Nullable Object[] values) {
    return java.util.Arrays.asList(values);
  }

  private static String tpl(RenderScope scope, String text, @Nullable Object data) {
    try {
      return scope.executeText("gotpl", text, data);
    } catch (TemplateException e) {
      throw FunctionException.wrapping("error during tpl: ", e);
    }
  }

  private static String nindent(int spaces, String text) {
    String pad = " ".repeat(spaces);
    return "\n" + pad + text.replace("\n", "\n" + pad);
  }

  private static String fail(String message) {
    throw FunctionException.error(message);
  }

  private static String broken() {
    throw new IllegalStateException("a bug");
  }

  private static String text(@Nullable Object value) {
    return (String) Objects.requireNonNull(value);
  }

  private static int number(@Nullable Object value) {
    return ((Number) Objects.requireNonNull(value)).intValue();
  }
}
