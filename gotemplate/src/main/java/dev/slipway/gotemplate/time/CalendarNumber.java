package dev.slipway.gotemplate.time;

import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoType;
import org.jspecify.annotations.Nullable;

/// A `time.Month` or `time.Weekday`.
record CalendarNumber(GoType type, long number) implements GoObject {
  static final GoType MONTH = new GoType("time.Month", GoKind.INT, null);
  static final GoType WEEKDAY = new GoType("time.Weekday", GoKind.INT, null);

  @Override
  public Object underlying() {
    return GoInt.of(number);
  }

  @Override
  public String goString() {
    return type.equals(MONTH) ? Calendar.monthName(number) : Calendar.weekdayName(number);
  }

  @Override
  public @Nullable GoFunction method(String name) {
    return name.equals("String") ? GoFunction.of(name, GoType.STRING, (_, _) -> goString()) : null;
  }
}
