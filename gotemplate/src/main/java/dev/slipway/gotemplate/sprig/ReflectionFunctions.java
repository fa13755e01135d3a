package dev.slipway.gotemplate.sprig;

import static dev.slipway.gotemplate.GoType.ANY;
import static dev.slipway.gotemplate.GoType.BOOL;
import static dev.slipway.gotemplate.GoType.STRING;
import static dev.slipway.gotemplate.sprig.Arguments.text;

import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.fmt.GoFormat;
import java.util.List;

/// Types and kinds: sprig's `reflect.go`.
final class ReflectionFunctions {
  private ReflectionFunctions() {}

  static List<GoFunction> all() {
    return List.of(
        GoFunction.of("typeOf", STRING, (_, a) -> GoFormat.typeName(a[0]), ANY),
        GoFunction.of(
            "typeIs", BOOL, (_, a) -> text(a, 0).equals(GoFormat.typeName(a[1])), STRING, ANY),
        GoFunction.of(
            "typeIsLike", BOOL, (_, a) -> isLike(text(a, 0), GoFormat.typeName(a[1])), STRING, ANY),
        GoFunction.of("kindOf", STRING, (_, a) -> Reflection.kind(a[0]).goName(), ANY),
        GoFunction.of(
            "kindIs",
            BOOL,
            (_, a) -> text(a, 0).equals(Reflection.kind(a[1]).goName()),
            STRING,
            ANY),
        GoFunction.of("deepEqual", BOOL, (_, a) -> DeepEqual.test(a[0], a[1]), ANY, ANY));
  }

  private static boolean isLike(String target, String type) {
    return target.equals(type)
        || (type.startsWith("*") && type.endsWith(target) && type.length() == target.length() + 1);
  }
}
