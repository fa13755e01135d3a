package dev.slipway.helmfile.hcl;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The arguments of a call, each of the type that is asked for.
///
/// @param function the name, for errors
record HclArguments(String function, List<@Nullable Object> values) {
  int size() {
    return values.size();
  }

  HclArguments require(int least, int most) {
    if (values.size() < least || values.size() > most) {
      throw new HclFault(
          -1,
          (values.size() < least ? "Not enough" : "Too many")
              + " function arguments; Function \""
              + function
              + "\" expects "
              + (least == most ? String.valueOf(least) : "at least " + least)
              + " argument(s)");
    }
    return this;
  }

  @Nullable Object any(int index) {
    return values.get(index);
  }

  private HclFault wrong(int index, String wanted) {
    return new HclFault(
        -1,
        "Invalid function argument; Invalid value for parameter "
            + (index + 1)
            + " of \""
            + function
            + "\": "
            + wanted
            + " required");
  }

  String text(int index) {
    Object value = values.get(index);
    if (!HclTypes.isPrimitive(value)) {
      throw wrong(index, "string");
    }
    return HclTypes.text(value, -1);
  }

  BigDecimal number(int index) {
    try {
      return HclTypes.number(values.get(index), -1);
    } catch (HclFault _) {
      throw wrong(index, "number");
    }
  }

  int whole(int index) {
    BigDecimal number = number(index);
    try {
      return number.intValueExact();
    } catch (ArithmeticException _) {
      throw wrong(index, "whole number");
    }
  }

  List<?> list(int index) {
    if (values.get(index) instanceof List<?> list) {
      return list;
    }
    throw wrong(index, "list");
  }

  Map<?, ?> map(int index) {
    if (values.get(index) instanceof Map<?, ?> map) {
      return map;
    }
    throw wrong(index, "map");
  }
}
