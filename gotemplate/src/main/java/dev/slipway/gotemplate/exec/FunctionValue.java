package dev.slipway.gotemplate.exec;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.TemplateException;
import dev.slipway.gotemplate.fmt.GoFormat;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Calls of functions that are values: Go's built-in `call`.
final class FunctionValue {
  private FunctionValue() {}

  /// Calls `values[0]` with the other values.
  static @Nullable Object call(Frame frame, int callAt, String name, @Nullable Object[] values) {
    try {
      if (values[0] == null) {
        throw FunctionException.error("call of nil");
      }
      if (!(values[0] instanceof GoFunction function)) {
        throw FunctionException.error(
            "non-function " + name + " of type " + Raw.typeName(values[0]));
      }
      Object[] arguments = Arrays.copyOfRange(values, 1, values.length);
      prepare(function, name, arguments);
      return function.body().call(frame.execution.scope(), arguments);
    } catch (FunctionException | TemplateException e) {
      frame.at = callAt;
      throw TemplateException.calling(frame.where(), "error calling call: ", e);
    }
  }

  private static void prepare(GoFunction function, String name, @Nullable Object[] arguments) {
    int fixed = function.parameters().size();
    if (function.variadic() != null ? arguments.length < fixed : arguments.length != fixed) {
      throw FunctionException.error(
          "wrong number of args for "
              + name
              + ": got "
              + arguments.length
              + (function.variadic() != null ? " want at least " : " want ")
              + fixed);
    }
    for (int i = 0; i < arguments.length; i++) {
      try {
        arguments[i] = prepare(arguments[i], Call.parameter(function, i));
      } catch (FunctionException e) {
        throw FunctionException.wrapping("arg " + i + ": ", e);
      }
    }
  }

  /// Go's `prepareArg`: like an assignment, and integers are converted to each other.
  static @Nullable Object prepare(@Nullable Object value, GoType type) {
    if (type.equals(GoType.ANY) || type.equals(GoType.VALUE)) {
      return value;
    }
    if (value == null) {
      return switch (type.kind()) {
        case MAP, SLICE -> Raw.nil(type);
        case INTERFACE, PTR, FUNC -> null;
        default -> throw FunctionException.error("value is nil; should be of type " + type.name());
      };
    }
    if (type.equals(GoType.of(value))) {
      return value;
    }
    Object fitting = Conversion.assignable(value, type);
    if (fitting == null && isInteger(Raw.kind(value)) && isInteger(type.kind())) {
      fitting = toInteger(((Number) value).longValue(), type);
    }
    if (fitting == null) {
      throw FunctionException.error(
          "value has type " + GoFormat.typeName(value) + "; should be " + type.name());
    }
    return fitting;
  }

  private static boolean isInteger(GoKind kind) {
    return kind.isInteger() || kind.isUnsigned();
  }

  private static Object toInteger(long value, GoType type) {
    return switch (type.kind()) {
      case INT8 -> (byte) value;
      case INT16 -> (short) value;
      case INT32 -> (int) value;
      case INT64 -> value;
      case INT -> GoInt.of(value);
      default -> Raw.unsigned(type, value);
    };
  }
}
