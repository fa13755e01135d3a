package dev.slipway.helmfile.hcl;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.function.BinaryOperator;

/// Functions on numbers.
final class NumberFunctions {
  private NumberFunctions() {}

  static void add(Map<String, HclFunction> table) {
    table.put("abs", a -> a.require(1, 1).number(0).abs());
    table.put("ceil", a -> a.require(1, 1).number(0).setScale(0, RoundingMode.CEILING));
    table.put("floor", a -> a.require(1, 1).number(0).setScale(0, RoundingMode.FLOOR));
    table.put("int", a -> a.require(1, 1).number(0).setScale(0, RoundingMode.DOWN));
    table.put("signum", a -> BigDecimal.valueOf(a.require(1, 1).number(0).signum()));
    table.put("log", a -> real(Math.log(real(a.require(2, 2), 0)) / Math.log(real(a, 1))));
    table.put("pow", a -> real(Math.pow(real(a.require(2, 2), 0), real(a, 1))));
    table.put("max", a -> extreme(a, BigDecimal::max));
    table.put("min", a -> extreme(a, BigDecimal::min));
    table.put("parseint", NumberFunctions::parseInt);
  }

  private static double real(HclArguments arguments, int index) {
    return arguments.number(index).doubleValue();
  }

  private static BigDecimal real(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new HclFault(-1, "the result is no number");
    }
    return new BigDecimal(Double.toString(value));
  }

  private static BigDecimal extreme(HclArguments arguments, BinaryOperator<BigDecimal> better) {
    BigDecimal best = arguments.require(1, Integer.MAX_VALUE).number(0);
    for (int i = 1; i < arguments.size(); i++) {
      best = better.apply(best, arguments.number(i));
    }
    return best;
  }

  private static BigDecimal parseInt(HclArguments arguments) {
    String text = arguments.require(2, 2).text(0);
    int base = arguments.whole(1);
    if (base < 2 || base > 36) {
      throw new HclFault(-1, "base must be a whole number between 2 and 62 inclusive");
    }
    try {
      return new BigDecimal(new BigInteger(text, base));
    } catch (NumberFormatException _) {
      throw new HclFault(-1, "cannot parse \"" + text + "\" as a base " + base + " integer");
    }
  }
}
