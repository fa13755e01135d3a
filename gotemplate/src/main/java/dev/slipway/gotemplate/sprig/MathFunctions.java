package dev.slipway.gotemplate.sprig;

import static dev.slipway.gotemplate.GoType.ANY;
import static dev.slipway.gotemplate.GoType.FLOAT64;
import static dev.slipway.gotemplate.GoType.INT;
import static dev.slipway.gotemplate.GoType.INT64;
import static dev.slipway.gotemplate.GoType.INTS;
import static dev.slipway.gotemplate.GoType.STRING;
import static dev.slipway.gotemplate.sprig.Arguments.integer;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.fmt.GoFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// Arithmetic on whatever converts to a number: sprig's `numeric.go`.
final class MathFunctions {
  private MathFunctions() {}

  static List<GoFunction> all() {
    GoFunction max = GoFunction.variadic("max", INT64, ANY, (_, a) -> max(a), ANY);
    return List.of(
        GoFunction.of("add1", INT64, (_, a) -> Cast.toLong(a[0]) + 1, ANY),
        GoFunction.variadic("add", INT64, ANY, (_, a) -> add(a)),
        GoFunction.of("sub", INT64, (_, a) -> Cast.toLong(a[0]) - Cast.toLong(a[1]), ANY, ANY),
        GoFunction.of("div", INT64, (_, a) -> Cast.toLong(a[0]) / divisor(a[1]), ANY, ANY),
        GoFunction.of("mod", INT64, (_, a) -> Cast.toLong(a[0]) % divisor(a[1]), ANY, ANY),
        GoFunction.variadic("mul", INT64, ANY, (_, a) -> multiply(a), ANY),
        GoFunction.of(
            "add1f", FLOAT64, (_, a) -> decimal(a[0], new Object[] {1.0}, 0, BigDecimal::add), ANY),
        GoFunction.variadic("addf", FLOAT64, ANY, (_, a) -> decimal(0.0, a, 0, BigDecimal::add)),
        GoFunction.variadic(
            "subf", FLOAT64, ANY, (_, a) -> decimal(a[0], a, 1, BigDecimal::subtract), ANY),
        GoFunction.variadic(
            "divf", FLOAT64, ANY, (_, a) -> decimal(a[0], a, 1, MathFunctions::divide), ANY),
        GoFunction.variadic(
            "mulf", FLOAT64, ANY, (_, a) -> decimal(a[0], a, 1, BigDecimal::multiply), ANY),
        max,
        max.named("biggest"),
        GoFunction.variadic("min", INT64, ANY, (_, a) -> min(a), ANY),
        GoFunction.variadic("maxf", FLOAT64, ANY, (_, a) -> maxFloat(a), ANY),
        GoFunction.variadic("minf", FLOAT64, ANY, (_, a) -> minFloat(a), ANY),
        GoFunction.of("ceil", FLOAT64, (_, a) -> Math.ceil(Cast.toDouble(a[0])), ANY),
        GoFunction.of("floor", FLOAT64, (_, a) -> Math.floor(Cast.toDouble(a[0])), ANY),
        GoFunction.variadic("round", FLOAT64, FLOAT64, (_, a) -> round(a), ANY, INT),
        GoFunction.of("until", INTS, (_, a) -> until(integer(a, 0)), INT),
        GoFunction.of(
            "untilStep",
            INTS,
            (_, a) -> IntRange.of("untilStep", integer(a, 0), integer(a, 1), integer(a, 2)),
            INT,
            INT,
            INT),
        GoFunction.variadic("seq", STRING, INT, (_, a) -> sequence(a)));
  }

  private static long add(@Nullable Object[] terms) {
    long sum = 0;
    for (Object term : terms) {
      sum += Cast.toLong(term);
    }
    return sum;
  }

  private static long multiply(@Nullable Object[] factors) {
    long product = 1;
    for (Object factor : factors) {
      product *= Cast.toLong(factor);
    }
    return product;
  }

  private static long divisor(@Nullable Object value) {
    long divisor = Cast.toLong(value);
    if (divisor == 0) {
      throw RuntimePanics.divideByZero();
    }
    return divisor;
  }

  private static long max(@Nullable Object[] values) {
    long max = Cast.toLong(values[0]);
    for (Object value : values) {
      max = Math.max(max, Cast.toLong(value));
    }
    return max;
  }

  private static long min(@Nullable Object[] values) {
    long min = Cast.toLong(values[0]);
    for (Object value : values) {
      min = Math.min(min, Cast.toLong(value));
    }
    return min;
  }

  /// Go's `math.Max`, where an infinity wins over NaN.
  private static double maxFloat(@Nullable Object[] values) {
    double max = Cast.toDouble(values[0]);
    for (int i = 1; i < values.length; i++) {
      double value = Cast.toDouble(values[i]);
      boolean infinite = max == Double.POSITIVE_INFINITY || value == Double.POSITIVE_INFINITY;
      max = infinite ? Double.POSITIVE_INFINITY : Math.max(max, value);
    }
    return max;
  }

  private static double minFloat(@Nullable Object[] values) {
    double min = Cast.toDouble(values[0]);
    for (int i = 1; i < values.length; i++) {
      double value = Cast.toDouble(values[i]);
      boolean infinite = min == Double.NEGATIVE_INFINITY || value == Double.NEGATIVE_INFINITY;
      min = infinite ? Double.NEGATIVE_INFINITY : Math.min(min, value);
    }
    return min;
  }

  private static double decimal(
      @Nullable Object first,
      @Nullable Object[] operands,
      int from,
      BinaryOperator<BigDecimal> operation) {
    BigDecimal result = toDecimal(first);
    for (int i = from; i < operands.length; i++) {
      result = operation.apply(result, toDecimal(operands[i]));
    }
    return result.doubleValue();
  }

  private static BigDecimal toDecimal(@Nullable Object value) {
    double number = Cast.toDouble(value);
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw FunctionException.panic("Cannot create a Decimal from " + GoFormat.toText(number));
    }
    return new BigDecimal(Double.toString(number));
  }

  private static BigDecimal divide(BigDecimal a, BigDecimal b) {
    if (b.signum() == 0) {
      throw FunctionException.panic("decimal division by 0");
    }
    return a.divide(b, 16, RoundingMode.HALF_UP);
  }

  private static double round(@Nullable Object[] arguments) {
    double roundOn = arguments.length > 2 ? Cast.toDouble(arguments[2]) : 0.5;
    double power = powerOfTen(integer(arguments, 1));
    double digits = power * Cast.toDouble(arguments[0]);
    double fraction = Double.isInfinite(digits) ? Double.NaN : digits % 1;
    return (fraction >= roundOn ? Math.ceil(digits) : Math.floor(digits)) / power;
  }

  /// Go's `math.Pow(10, exponent)`, which squares and multiplies; Java's differs in the last digit.
  private static double powerOfTen(long exponent) {
    if (exponent == 0) {
      return 1;
    }
    if (exponent == 1) {
      return 10;
    }
    double result = 1;
    long binary = 0;
    double factor = 0.625;
    long factorExponent = 4;
    for (long i = Cast.truncate(Math.abs((double) exponent)); i != 0; i >>= 1) {
      if (factorExponent < -4096 || factorExponent > 4096) {
        binary += factorExponent;
        break;
      }
      if ((i & 1) == 1) {
        result *= factor;
        binary += factorExponent;
      }
      factor *= factor;
      factorExponent <<= 1;
      if (factor < 0.5) {
        factor += factor;
        factorExponent--;
      }
    }
    if (exponent < 0) {
      result = 1 / result;
      binary = -binary;
    }
    return Math.scalb(result, Math.clamp(binary, -5000, 5000));
  }

  private static Object until(long count) {
    return IntRange.of("until", 0, count, count < 0 ? -1 : 1);
  }

  private static String sequence(@Nullable Object[] parameters) {
    return switch (parameters.length) {
      case 1 -> sequence(1, integer(parameters, 0));
      case 2 -> sequence(integer(parameters, 0), integer(parameters, 1));
      case 3 -> {
        long start = integer(parameters, 0);
        long step = integer(parameters, 1);
        long end = integer(parameters, 2);
        boolean wrongWay = end < start && step > 0;
        yield wrongWay ? "" : IntRange.join("seq", start, end + (end < start ? -1 : 1), step);
      }
      default -> "";
    };
  }

  private static String sequence(long start, long end) {
    int step = end < start ? -1 : 1;
    return IntRange.join("seq", start, end + step, step);
  }
}
