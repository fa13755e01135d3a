package dev.slipway.gotemplate.exec;

import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.ast.Node;
import dev.slipway.gotemplate.ast.NumberConstant;
import dev.slipway.gotemplate.exec.Operands.AnyOperand;
import dev.slipway.gotemplate.exec.Operands.Constant;
import dev.slipway.gotemplate.exec.Operands.Failing;
import dev.slipway.gotemplate.exec.Operands.StringOperand;
import dev.slipway.gotemplate.exec.Operands.TypedOperand;
import org.jspecify.annotations.Nullable;

/// An argument as it stands in the text, before it is known what type the parameter has.
///
/// @param at the number of its node
/// @param node the node
/// @param expression its plan; null for a constant, whose value depends on the parameter's type
record Operand(int at, Node node, @Nullable Expression expression) {
  /// The expression that gives the argument for a parameter of that type, or fails: Go's `evalArg`.
  Expression bind(GoType type) {
    if (expression != null) {
      if (type.equals(GoType.ANY)) {
        return expression.mayBeNilInterface() ? new AnyOperand(expression) : expression;
      }
      return type.equals(GoType.STRING)
          ? new StringOperand(expression)
          : new TypedOperand(expression, type);
    }
    return node instanceof Node.Nil ? bindNil(type) : bindConstant(type);
  }

  /// The expression that gives the raw argument: for parameters of type `reflect.Value`.
  Expression bindRaw() {
    return expression != null ? expression : bind(GoType.VALUE);
  }

  private Expression bindNil(GoType type) {
    return switch (type.kind()) {
      case MAP, SLICE -> new Constant(at, Raw.nil(type));
      case INTERFACE, PTR, FUNC -> new Constant(at, null);
      case STRUCT -> type.equals(GoType.VALUE) ? new Constant(at, null) : cannotAssignNil(type);
      default -> cannotAssignNil(type);
    };
  }

  private Expression cannotAssignNil(GoType type) {
    return new Failing(at, "cannot assign nil to " + type.name());
  }

  private Expression bindConstant(GoType type) {
    return switch (type.kind()) {
      case BOOL ->
          node instanceof Node.Bool bool ? new Constant(at, bool.value()) : expected("bool");
      case STRING ->
          node instanceof Node.Str string ? new Constant(at, string.value()) : expected("string");
      case INT, INT8, INT16, INT32, INT64 ->
          node instanceof Node.Num number && number.constant().isInt()
              ? new Constant(at, integer(type.kind(), number.constant().signed()))
              : expected("integer");
      case UINT, UINT8, UINT16, UINT32, UINT64 ->
          node instanceof Node.Num number && number.constant().isUint()
              ? new Constant(at, Raw.unsigned(type, number.constant().unsigned()))
              : expected("unsigned integer");
      case FLOAT32, FLOAT64 ->
          node instanceof Node.Num number && number.constant().isFloat()
              ? new Constant(at, floating(type.kind(), number.constant().floating()))
              : expected("float");
      case INTERFACE -> type.equals(GoType.ANY) ? ideal() : cannotHandle(type);
      case STRUCT -> type.equals(GoType.VALUE) ? ideal() : cannotHandle(type);
      default -> cannotHandle(type);
    };
  }

  /// The constant where any type will do: the syntax of a number decides.
  Expression ideal() {
    return switch (node) {
      case Node.Bool bool -> new Constant(at, bool.value());
      case Node.Str string -> new Constant(at, string.value());
      case Node.Num number -> ideal(number.constant());
      default ->
          new Failing(at, "can't handle assignment of " + node + " to empty interface argument");
    };
  }

  private Expression ideal(NumberConstant number) {
    if (number.isFloat() && looksFloating(number.text())) {
      return new Constant(at, number.floating());
    }
    return number.isInt()
        ? new Constant(at, GoInt.of(number.signed()))
        : new Failing(at, number.text() + " overflows int");
  }

  private static boolean looksFloating(String text) {
    boolean power = text.indexOf('p') >= 0 || text.indexOf('P') >= 0;
    boolean hexInteger =
        text.length() > 2
            && text.charAt(0) == '0'
            && (text.charAt(1) == 'x' || text.charAt(1) == 'X')
            && !power;
    if (hexInteger || text.charAt(0) == '\'') {
      return false;
    }
    return power || text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
  }

  private static Object integer(GoKind kind, long value) {
    return switch (kind) {
      case INT8 -> (byte) value;
      case INT16 -> (short) value;
      case INT32 -> (int) value;
      case INT64 -> value;
      default -> GoInt.of(value);
    };
  }

  private static Object floating(GoKind kind, double value) {
    if (kind == GoKind.FLOAT32) {
      return (float) value;
    }
    return value;
  }

  private Expression expected(String what) {
    return new Failing(at, "expected " + what + "; found " + node);
  }

  private Expression cannotHandle(GoType type) {
    return new Failing(at, "can't handle " + node + " for arg of type " + type.name());
  }
}
