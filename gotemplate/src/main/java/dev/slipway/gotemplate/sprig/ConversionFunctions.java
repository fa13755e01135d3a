package dev.slipway.gotemplate.sprig;

import static dev.slipway.gotemplate.GoType.ANY;
import static dev.slipway.gotemplate.GoType.FLOAT64;
import static dev.slipway.gotemplate.GoType.INT;
import static dev.slipway.gotemplate.GoType.INT64;
import static dev.slipway.gotemplate.GoType.STRING;
import static dev.slipway.gotemplate.sprig.Arguments.text;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.gotemplate.fmt.GoNumbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Conversions to numbers.
final class ConversionFunctions {
  private ConversionFunctions() {}

  static List<GoFunction> all() {
    return List.of(
        GoFunction.of("atoi", INT, (_, a) -> GoInt.of(parse(text(a, 0))), STRING),
        GoFunction.of("int64", INT64, (_, a) -> Cast.toLong(a[0]), ANY),
        GoFunction.of("int", INT, (_, a) -> GoInt.of(Cast.toLong(a[0])), ANY),
        GoFunction.of("float64", FLOAT64, (_, a) -> Cast.toDouble(a[0]), ANY),
        GoFunction.of("toDecimal", INT64, (_, a) -> fromOctal(a[0]), ANY));
  }

  /// Go's `Atoi` without its error: out of range gives the nearest number, anything else 0.
  private static long parse(String text) {
    try {
      return GoNumbers.atoi(text);
    } catch (FunctionException failure) {
      if (!failure.getMessage().endsWith("value out of range")) {
        return 0;
      }
      return text.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  private static long fromOctal(@Nullable Object value) {
    try {
      return GoNumbers.parseInt(GoFormat.sprint(value), 8, 64);
    } catch (FunctionException notOctal) {
      return 0;
    }
  }
}
