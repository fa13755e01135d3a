package dev.slipway.gotemplate.exec;

import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.fmt.GoFormat;
import org.jspecify.annotations.Nullable;

/// The expressions that are no calls.
final class Operands {
  private Operands() {}

  /// A constant.
  static final class Constant extends Expression {
    private final int at;
    private final @Nullable Object value;

    Constant(int at, @Nullable Object value) {
      this.at = at;
      this.value = value;
    }

    @Override
    @Nullable Object evaluate(Frame frame) {
      frame.at = at;
      return value;
    }

    @Override
    boolean mayBeNilInterface() {
      return false;
    }
  }

  /// What always fails when it is evaluated.
  static final class Failing extends Expression {
    private final int at;
    private final String message;

    Failing(int at, String message) {
      this.at = at;
      this.message = message;
    }

    @Override
    Object evaluate(Frame frame) {
      frame.at = at;
      throw frame.error(message);
    }
  }

  /// The cursor.
  static final class Dot extends Expression {
    private final int at;

    Dot(int at) {
      this.at = at;
    }

    @Override
    @Nullable Object evaluate(Frame frame) {
      frame.at = at;
      return frame.dot;
    }

    @Override
    boolean isAtInterface(Frame frame) {
      return frame.interfaceDot;
    }
  }

  /// Fields of the cursor.
  static final class DotFields extends Expression {
    private final int at;
    private final FieldAccess fields;
    private final @Nullable Expression last;

    DotFields(int at, FieldAccess fields, @Nullable Expression last) {
      this.at = at;
      this.fields = fields;
      this.last = last;
    }

    @Override
    @Nullable Object evaluate(Frame frame) {
      if (last == null) {
        frame.at = at;
        return fields.walk(frame, frame.dot, frame.interfaceDot);
      }
      Object value = last.evaluate(frame);
      frame.at = at;
      return fields.walk(frame, frame.dot, frame.interfaceDot, value, true);
    }

    @Override
    boolean isAtInterface(Frame frame) {
      return fields.endsAtInterface(frame, frame.dot);
    }
  }

  /// A variable.
  static final class Variable extends Expression {
    private final int at;
    private final int slot;

    Variable(int at, int slot) {
      this.at = at;
      this.slot = slot;
    }

    @Override
    @Nullable Object evaluate(Frame frame) {
      frame.at = at;
      return frame.slots[slot];
    }

    @Override
    boolean isAtInterface(Frame frame) {
      return frame.isInterfaceSlot(slot);
    }
  }

  /// Fields of a variable.
  static final class VariableFields extends Expression {
    private final int at;
    private final int slot;
    private final FieldAccess fields;
    private final @Nullable Expression last;

    VariableFields(int at, int slot, FieldAccess fields, @Nullable Expression last) {
      this.at = at;
      this.slot = slot;
      this.fields = fields;
      this.last = last;
    }

    @Override
    @Nullable Object evaluate(Frame frame) {
      if (last == null) {
        frame.at = at;
        return fields.walk(frame, frame.slots[slot], frame.isInterfaceSlot(slot));
      }
      Object value = last.evaluate(frame);
      frame.at = at;
      return fields.walk(frame, frame.slots[slot], frame.isInterfaceSlot(slot), value, true);
    }

    @Override
    boolean isAtInterface(Frame frame) {
      return fields.endsAtInterface(frame, frame.slots[slot]);
    }
  }

  /// Fields of a parenthesised pipe or of a function's result.
  static final class ChainFields extends Expression {
    private final int at;
    private final Expression receiver;
    private final FieldAccess fields;
    private final @Nullable Expression last;

    ChainFields(int at, Expression receiver, FieldAccess fields, @Nullable Expression last) {
      this.at = at;
      this.receiver = receiver;
      this.fields = fields;
      this.last = last;
    }

    @Override
    @Nullable Object evaluate(Frame frame) {
      Object value = last == null ? null : last.evaluate(frame);
      frame.at = at;
      Object start = receiver.evaluate(frame);
      boolean isInterface = receiver instanceof InterfaceResult;
      return fields.walk(frame, start, isInterface, value, last != null);
    }

    @Override
    boolean isAtInterface(Frame frame) {
      return fields.endsAtInterface(frame, receiver.evaluate(frame));
    }
  }

  /// A parenthesised pipe, or an earlier command of a pipe: what is inside an interface counts.
  static final class Parenthesised extends Expression {
    private final Pipe pipe;

    Parenthesised(Pipe pipe) {
      this.pipe = pipe;
    }

    @Override
    @Nullable Object evaluate(Frame frame) {
      return pipe.evaluate(frame);
    }

    @Override
    boolean mayBeNilInterface() {
      return false;
    }
  }

  /// What is inside an interface.
  static final class Element extends Expression {
    private final Expression inner;

    Element(Expression inner) {
      this.inner = inner;
    }

    @Override
    @Nullable Object evaluate(Frame frame) {
      return Raw.element(inner.evaluate(frame));
    }

    @Override
    boolean mayBeNilInterface() {
      return false;
    }
  }

  /// A function without arguments that is itself an argument: its result is at a place of type
  /// `interface {}`.
  static final class InterfaceResult extends Expression {
    private final Expression call;

    InterfaceResult(Expression call) {
      this.call = call;
    }

    @Override
    @Nullable Object evaluate(Frame frame) {
      return Raw.fromContainer(call.evaluate(frame));
    }
  }

  /// A command that is given arguments but is no function; the earlier command is evaluated first.
  static final class NotAFunction extends Expression {
    /// Go is still at whatever it evaluated last.
    static final int ANYWHERE = -1;

    private final int at;
    private final @Nullable Expression before;
    private final String operand;

    NotAFunction(int at, @Nullable Expression before, String operand) {
      this.at = at;
      this.before = before;
      this.operand = operand;
    }

    @Override
    Object evaluate(Frame frame) {
      if (before != null) {
        before.evaluate(frame);
      }
      if (at != ANYWHERE) {
        frame.at = at;
      }
      throw frame.error("can't give argument to non-function " + operand);
    }
  }

  /// An argument of any type.
  static final class AnyOperand extends Expression {
    private final Expression inner;

    AnyOperand(Expression inner) {
      this.inner = inner;
    }

    @Override
    @Nullable Object evaluate(Frame frame) {
      Object raw = inner.evaluate(frame);
      return Raw.isNilInterface(raw) ? null : raw;
    }

    @Override
    boolean mayBeNilInterface() {
      return false;
    }
  }

  /// An argument of type string.
  static final class StringOperand extends Expression {
    private final Expression inner;

    StringOperand(Expression inner) {
      this.inner = inner;
    }

    @Override
    @Nullable Object evaluate(Frame frame) {
      Object raw = inner.evaluate(frame);
      return raw instanceof String ? raw : Conversion.convert(frame, raw, GoType.STRING);
    }
  }

  /// An argument of another type.
  static final class TypedOperand extends Expression {
    private final Expression inner;
    private final GoType type;

    TypedOperand(Expression inner, GoType type) {
      this.inner = inner;
      this.type = type;
    }

    @Override
    @Nullable Object evaluate(Frame frame) {
      return Conversion.convert(frame, inner.evaluate(frame), type);
    }
  }

  /// A variable that is declared nowhere before: Go finds that out when it executes.
  static Expression undefined(int at, String name) {
    return new Failing(at, "undefined variable: " + name);
  }

  /// A command of a kind that has no value.
  static Expression cannotEvaluate(int at, Object node) {
    return new Failing(at, "can't evaluate command " + GoFormat.quote(node.toString()));
  }
}
