package dev.slipway.gotemplate.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.Functions;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.MissingKey;
import dev.slipway.gotemplate.RenderOptions;
import dev.slipway.gotemplate.TemplateException;
import dev.slipway.gotemplate.TemplateSet;
import dev.slipway.gotemplate.support.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Some thousand generated templates with what the real text/template made of them: output, or the
/// error's text and that of each error it wraps.
class GeneratedVectorsTest {
  private static final Functions FUNCTIONS =
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

  @Test
  void rendersAsGoDoes() {
    List<Map<String, @Nullable Object>> cases = Vectors.read("/vectors/exec/generated.jsonl");
    Object data = cases.getFirst().get("data");
    String definitions = Vectors.text(cases.getFirst().get("definitions"));
    List<String> differences = new ArrayList<>();
    for (Map<String, @Nullable Object> vector : cases.subList(1, cases.size())) {
      compare(vector, definitions, Vectors.value(data), differences);
    }
    assertThat(differences).isEmpty();
    assertThat(cases).hasSizeGreaterThan(5000);
  }

  private static void compare(
      Map<String, @Nullable Object> vector,
      String definitions,
      @Nullable Object data,
      List<String> differences) {
    String text = Vectors.text(vector.get("text"));
    String expected =
        vector.containsKey("out")
            ? Vectors.text(vector.get("out"))
            : "ERROR " + Vectors.text(vector.get("err"));
    List<String> levels = List.of();
    String actual;
    try {
      MissingKey missingKey =
          MissingKey.valueOf(Vectors.text(vector.get("missingkey")).toUpperCase(Locale.ROOT));
      actual =
          TemplateSet.builder(FUNCTIONS)
              .rootName("root")
              .add("defs", definitions)
              .add("t.yaml", text)
              .build()
              .rendering(RenderOptions.defaults().withMissingKey(missingKey))
              .execute("t.yaml", data);
    } catch (TemplateException e) {
      actual = "ERROR " + e.getMessage();
      levels = e.levels().stream().map(TemplateException.Level::message).toList();
    }
    if (!normal(actual).equals(normal(expected))) {
      differences.add(text + "\n  Go:   " + expected + "\n  here: " + actual + "\n");
    } else if (vector.get("levels") instanceof List<?> wanted) {
      List<String> all = wanted.stream().map(Vectors::text).toList();
      if (!all.equals(levels)) {
        differences.add(text + "\n  Go:   " + all + "\n  here: " + levels + "\n");
      }
    }
  }

  /// Escaped bytes that meet in the output may make up valid UTF-8.
  private static String normal(String text) {
    return GoStrings.fromBytes(GoStrings.toBytes(text));
  }
}
