package dev.slipway.chart.schema;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// The keywords about strings and numbers.
final class ScalarKeywords {
  private final SchemaRun run;

  ScalarKeywords(SchemaRun run) {
    this.run = run;
  }

  void check(String text) {
    int length = text.codePointCount(0, text.length());
    long least = run.count("minLength");
    if (least >= 0 && length < least) {
      run.add(
          ObjectKeywords.counted("minLength", length, least),
          "String length must be greater than or equal to " + least);
    }
    long most = run.count("maxLength");
    if (most >= 0 && length > most) {
      run.add(
          ObjectKeywords.counted("maxLength", length, most),
          "String length must be less than or equal to " + most);
    }
    if (run.keyword("pattern") instanceof String regex
        && !run.document().pattern(regex).matcher(text).find()) {
      run.add(
          SchemaError.quote(text) + " does not match pattern " + SchemaError.quote(regex),
          "Does not match pattern '" + regex + "'");
    }
  }

  void check(Number number) {
    boolean openBelow = Boolean.TRUE.equals(run.keyword("exclusiveMinimum"));
    boolean openAbove = Boolean.TRUE.equals(run.keyword("exclusiveMaximum"));
    if (run.keyword("minimum") instanceof Number bound) {
      below(number, bound, openBelow, openBelow ? "exclusiveMinimum" : "minimum");
    }
    if (run.keyword("maximum") instanceof Number bound) {
      above(number, bound, openAbove, openAbove ? "exclusiveMaximum" : "maximum");
    }
    if (run.keyword("exclusiveMinimum") instanceof Number bound) {
      below(number, bound, true, "exclusiveMinimum");
    }
    if (run.keyword("exclusiveMaximum") instanceof Number bound) {
      above(number, bound, true, "exclusiveMaximum");
    }
    if (run.keyword("multipleOf") instanceof Number step
        && step.doubleValue() != 0
        && !isMultiple(SchemaNumbers.exact(number), SchemaNumbers.exact(step))) {
      run.add(compared("multipleOf", number, step), "Must be a multiple of " + plain(step));
    }
  }

  private void below(Number number, Number bound, boolean open, String keyword) {
    int order = SchemaNumbers.compare(number, bound);
    if (order < 0 || (open && order == 0)) {
      run.add(
          compared(keyword, number, bound),
          "Must be greater than " + (open ? "" : "or equal to ") + plain(bound));
    }
  }

  private void above(Number number, Number bound, boolean open, String keyword) {
    int order = SchemaNumbers.compare(number, bound);
    if (order > 0 || (open && order == 0)) {
      run.add(
          compared(keyword, number, bound),
          "Must be less than " + (open ? "" : "or equal to ") + plain(bound));
    }
  }

  private static String compared(String keyword, Number found, Number wanted) {
    return keyword
        + ": got "
        + EnglishNumbers.number(found.doubleValue())
        + ", want "
        + EnglishNumbers.number(wanted.doubleValue());
  }

  private static boolean isMultiple(BigDecimal number, BigDecimal step) {
    BigDecimal times = number.divide(step, 0, RoundingMode.DOWN);
    return times.multiply(step).compareTo(number) == 0;
  }

  private static String plain(Number number) {
    return SchemaNumbers.exact(number).stripTrailingZeros().toPlainString();
  }
}
