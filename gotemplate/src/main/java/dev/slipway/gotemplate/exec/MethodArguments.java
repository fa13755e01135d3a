package dev.slipway.gotemplate.exec;

import dev.slipway.gotemplate.GoFunction;
import org.jspecify.annotations.Nullable;

/// The arguments of a method. Which method it is shows only when the receiver is there.
final class MethodArguments {
  static final MethodArguments NONE = new MethodArguments(new Operand[0]);

  private final Operand[] operands;

  /// The last method called: mostly it is always the same one. Racy on purpose; a Call is
  /// immutable.
  private @Nullable Call latest;

  MethodArguments(Operand[] operands) {
    this.operands = operands;
  }

  @Nullable Object call(
      Frame frame, int at, GoFunction method, @Nullable Object last, boolean hasLast) {
    Call call = latest;
    if (call == null || !call.isFor(method, at, hasLast)) {
      call = new Call(method, at, at, operands, hasLast);
      latest = call;
    }
    return call.call(frame, method, last);
  }
}
