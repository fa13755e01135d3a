package dev.slipway.gotemplate.exec;

import dev.slipway.gotemplate.ArgumentUse;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.RenderObserver;
import dev.slipway.gotemplate.TemplateException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A call of a function of known signature: arguments are bound to the parameters' types (Go's
/// `evalCall`). Immutable, for any thread.
final class Call {
  private final GoFunction function;

  /// The node that a wrong number of arguments is reported at.
  private final int at;

  /// The node that the function's own error is reported at.
  private final int callAt;

  private final Expression[] arguments;

  /// The type of the argument that comes from the command before; null when none does.
  private final @Nullable GoType lastType;

  private final @Nullable String wrongCount;
  private final ArgumentUse use;

  Call(GoFunction function, int at, int callAt, Operand[] operands, boolean hasLast) {
    this(function, at, callAt, operands, hasLast, ArgumentUse.CONSUMES);
  }

  Call(
      GoFunction function,
      int at,
      int callAt,
      Operand[] operands,
      boolean hasLast,
      ArgumentUse use) {
    this.use = use;
    this.function = function;
    this.at = at;
    this.callAt = callAt;
    int given = operands.length + (hasLast ? 1 : 0);
    this.wrongCount = wrongCount(operands.length, given);
    this.arguments = new Expression[wrongCount == null ? operands.length : 0];
    for (int i = 0; i < arguments.length; i++) {
      GoType type = parameter(function, i);
      arguments[i] = isRaw(type) ? operands[i].bindRaw() : operands[i].bind(type);
    }
    this.lastType = hasLast && wrongCount == null ? parameter(function, given - 1) : null;
  }

  boolean isFor(GoFunction method, int newAt, boolean hasLast) {
    return at == newAt
        && hasLast == (lastType != null)
        && wrongCount == null
        && method.name().equals(function.name())
        && method.parameters().equals(function.parameters())
        && Objects.equals(method.variadic(), function.variadic());
  }

  private boolean isRaw(GoType type) {
    return type.equals(GoType.VALUE) && Builtins.isBuiltin(function);
  }

  private @Nullable String wrongCount(int operands, int given) {
    int fixed = function.parameters().size();
    String subject = "wrong number of args for " + function.name() + ": want ";
    if (function.variadic() != null) {
      return given < fixed ? subject + "at least " + fixed + " got " + operands : null;
    }
    return given == fixed ? null : subject + fixed + " got " + given;
  }

  static GoType parameter(GoFunction function, int index) {
    List<GoType> parameters = function.parameters();
    GoType type = index < parameters.size() ? parameters.get(index) : function.variadic();
    if (type == null) {
      throw new IllegalArgumentException(function.name() + " has no parameter " + index);
    }
    return type;
  }

  /// Calls the function.
  ///
  /// @param target the function, which may be another than the one bound if the signature is the
  ///   same
  /// @param last the raw value of the command before, if there is one
  @Nullable Object call(Frame frame, GoFunction target, @Nullable Object last) {
    frame.at = at;
    if (wrongCount != null) {
      throw frame.error(wrongCount);
    }
    Expression[] bound = arguments;
    int count = bound.length;
    @Nullable Object[] values = new @Nullable Object[lastType == null ? count : count + 1];
    for (int i = 0; i < count; i++) {
      values[i] = bound[i].evaluate(frame);
    }
    if (lastType != null) {
      values[count] = isRaw(lastType) ? last : Conversion.convert(frame, last, lastType);
    }
    if (frame.observer != null) {
      report(frame, frame.observer, values);
    }
    return invoke(frame, target, values);
  }

  private @Nullable Object invoke(Frame frame, GoFunction target, @Nullable Object[] values) {
    frame.execution.step();
    Object result;
    try {
      result = target.body().call(frame.execution.scope(), values);
    } catch (FunctionException | TemplateException e) {
      frame.at = callAt;
      throw TemplateException.calling(frame.where(), "error calling " + target.name() + ": ", e);
    } catch (RuntimeException e) {
      frame.at = callAt;
      throw internal(frame, target, e);
    }
    return result == null ? nothing(target.result()) : result;
  }

  /// A fault of the function's implementation, not of the template.
  private static TemplateException internal(Frame frame, GoFunction target, RuntimeException e) {
    return TemplateException.broken(
        frame.where(), "error calling " + target.name() + ": internal error: " + e, e);
  }

  private static @Nullable Object nothing(GoType type) {
    return type.kind() == GoKind.MAP || type.kind() == GoKind.SLICE ? Raw.nil(type) : null;
  }

  private void report(Frame frame, RenderObserver observer, @Nullable Object[] values) {
    switch (use) {
      case HOLDS -> {}
      case CONSUMES -> {
        for (Object value : values) {
          if (value instanceof Map || value instanceof List || value instanceof GoObject) {
            observer.wholeRead(value, frame.place(callAt));
          }
        }
      }
      case NAVIGATES -> {
        for (Object value : values) {
          if (Raw.plain(value) instanceof Map<?, ?> map) {
            reportPath(frame, observer, map, values);
          }
        }
      }
    }
  }

  /// The strings among the arguments are taken for the path of keys that the function follows.
  private void reportPath(
      Frame frame, RenderObserver observer, Map<?, ?> start, @Nullable Object[] values) {
    Map<?, ?> map = start;
    for (Object value : values) {
      if (value instanceof String key) {
        observer.keyRead(map, key, frame.place(callAt));
        if (Raw.plain(map.get(key)) instanceof Map<?, ?> next) {
          map = next;
        }
      }
    }
  }
}
