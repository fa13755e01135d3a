package dev.slipway.cli.start;

import static java.lang.constant.ConstantDescs.CD_Character;
import static java.lang.constant.ConstantDescs.CD_Integer;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_char;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What `SwitchBootstraps.typeSwitch` does, as code: the number of the first label that fits the
/// value (local 0) and is not before the given number (local 1); -1 for null, the count of the
/// labels for none.
final class TypeTests {
  private TypeTests() {}

  /// The code for those labels; empty if one is of an unknown kind.
  static Optional<Consumer<CodeBuilder>> of(MethodTypeDesc type, List<ConstantDesc> labels) {
    boolean known =
        !type.parameterType(0).isPrimitive() && labels.stream().allMatch(TypeTests::isKnown);
    return known ? Optional.of(body -> tests(body, labels)) : Optional.empty();
  }

  private static boolean isKnown(ConstantDesc label) {
    return label instanceof String
        || label instanceof Integer
        || (label instanceof ClassDesc type && !type.isPrimitive());
  }

  private static void tests(CodeBuilder body, List<ConstantDesc> labels) {
    Label notNull = body.newLabel();
    body.aload(0).ifnonnull(notNull).iconst_m1().ireturn().labelBinding(notNull);
    for (int i = 0; i < labels.size(); i++) {
      Label next = body.newLabel();
      body.iload(1).loadConstant(i).if_icmpgt(next);
      test(body, labels.get(i), next);
      body.loadConstant(i).ireturn().labelBinding(next);
    }
    body.loadConstant(labels.size()).ireturn();
  }

  /// Goes on if the value fits the label, otherwise to `next`.
  private static void test(CodeBuilder body, ConstantDesc label, Label next) {
    switch (label) {
      case ClassDesc type -> body.aload(0).instanceOf(type).ifeq(next);
      case String text ->
          body.loadConstant(text)
              .aload(0)
              .invokevirtual(CD_String, "equals", MethodTypeDesc.of(CD_boolean, CD_Object))
              .ifeq(next);
      case Integer number -> number(body, number, next);
      default -> throw new IllegalArgumentException("unknown label " + label);
    }
  }

  private static void number(CodeBuilder body, int number, Label next) {
    Label character = body.newLabel();
    Label fits = body.newLabel();
    body.aload(0).instanceOf(CD_Integer).ifeq(character);
    body.aload(0).checkcast(CD_Integer);
    body.invokevirtual(CD_Integer, "intValue", MethodTypeDesc.of(CD_int));
    body.loadConstant(number).if_icmpeq(fits).goto_(next);
    body.labelBinding(character).aload(0).instanceOf(CD_Character).ifeq(next);
    body.aload(0).checkcast(CD_Character);
    body.invokevirtual(CD_Character, "charValue", MethodTypeDesc.of(CD_char));
    body.loadConstant(number).if_icmpne(next).labelBinding(fits);
  }
}
