package dev.slipway.gotemplate.exec;

import dev.slipway.gotemplate.GoFunction;
import org.jspecify.annotations.Nullable;

/// The expressions that call functions.
final class Calls {
  private Calls() {}

  /// A call of a function of the table.
  static final class FunctionCall extends Expression {
    private final GoFunction function;
    private final Call call;
    private final @Nullable Expression before;
    private final boolean raw;

    /// @param before the command before, whose value is the last argument
    FunctionCall(GoFunction function, Call call, @Nullable Expression before) {
      this.function = function;
      this.call = call;
      this.before = before;
      this.raw = Builtins.isBuiltin(function);
    }

    @Override
    @Nullable Object evaluate(Frame frame) {
      return call.call(frame, function, before == null ? null : before.evaluate(frame));
    }

    @Override
    boolean mayBeNilInterface() {
      return raw;
    }
  }

  /// An index for `slice`, which takes none from a place of type `interface {}`.
  static final class SliceIndex extends Expression {
    private final Expression inner;

    SliceIndex(Expression inner) {
      this.inner = inner;
    }

    @Override
    @Nullable Object evaluate(Frame frame) {
      Object value = inner.evaluate(frame);
      return value != null && inner.isAtInterface(frame) ? Raw.NIL_INTERFACE : value;
    }
  }

  /// `and` and `or`: they evaluate no more arguments than they need.
  static final class Logic extends Expression {
    private final int at;
    private final boolean untilTrue;
    private final Expression[] arguments;
    private final @Nullable Expression before;

    Logic(int at, boolean untilTrue, Expression[] arguments, @Nullable Expression before) {
      this.at = at;
      this.untilTrue = untilTrue;
      this.arguments = arguments;
      this.before = before;
    }

    @Override
    @Nullable Object evaluate(Frame frame) {
      Object last = before == null ? null : before.evaluate(frame);
      frame.at = at;
      if (arguments.length == 0 && before == null) {
        throw frame.error(
            "wrong number of args for " + (untilTrue ? "or" : "and") + ": want at least 1 got 0");
      }
      Object value = null;
      for (Expression argument : arguments) {
        value = argument.evaluate(frame);
        if (Raw.isTrue(value) == untilTrue) {
          return value;
        }
      }
      return before == null ? value : last;
    }
  }

  /// The built-in `call`.
  static final class IndirectCall extends Expression {
    private final int at;
    private final int callAt;
    private final Expression[] arguments;
    private final @Nullable Expression before;

    /// The text of the operand that gives the function; null when the command before does.
    private final @Nullable String callee;

    IndirectCall(
        int at,
        int callAt,
        Expression[] arguments,
        @Nullable Expression before,
        @Nullable String callee) {
      this.at = at;
      this.callAt = callAt;
      this.arguments = arguments;
      this.before = before;
      this.callee = callee;
    }

    @Override
    @Nullable Object evaluate(Frame frame) {
      Object last = before == null ? null : before.evaluate(frame);
      frame.at = at;
      int count = arguments.length;
      if (count == 0 && before == null) {
        throw frame.error("wrong number of args for call: want at least 1 got 0");
      }
      @Nullable Object[] values = new @Nullable Object[before == null ? count : count + 1];
      for (int i = 0; i < count; i++) {
        values[i] = Raw.element(arguments[i].evaluate(frame));
      }
      if (before != null) {
        values[count] = last;
      }
      String name = callee == null ? describe(values[0]) : callee;
      frame.execution.step();
      return FunctionValue.call(frame, callAt, name, values);
    }

    /// As Go's `reflect.Value.String`.
    private static String describe(@Nullable Object value) {
      if (value instanceof String text) {
        return text;
      }
      return value == null ? "<invalid Value>" : "<" + Raw.typeName(value) + " Value>";
    }
  }

  /// The types of the parameters, for the arguments of built-ins that have plans of their own.
  static Expression[] bindRaw(Operand[] operands) {
    Expression[] bound = new Expression[operands.length];
    for (int i = 0; i < bound.length; i++) {
      bound[i] = operands[i].bindRaw();
    }
    return bound;
  }
}
