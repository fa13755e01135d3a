package dev.slipway.cli.start;

import static java.lang.constant.ConstantDescs.CD_Character;
import static java.lang.constant.ConstantDescs.CD_Integer;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_char;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.List;

/// Rewrites compiled pattern switches so that they need nothing made at run time.
///
/// javac compiles a `switch` over types to a call that the JVM links at its first use: it spins a
/// class for each such switch, which takes almost a millisecond, and no start-up archive keeps it.
/// A command that renders a chart passes through two dozen. This puts a method with the same tests
/// in place of each call. What it does not know (such as labels that are constants of enums) it
/// leaves as it is. Not thread-safe.
public final class SwitchInliner {
  private static final String PREFIX = "slipway$switch$";
  private static final ClassDesc BOOTSTRAPS = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
  private static final int STATIC_SYNTHETIC =
      ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

  private final ClassModel model;
  private int made;

  private SwitchInliner(ClassModel model) {
    this.model = model;
  }

  /// The class with its pattern switches rewritten; the same bytes if there are none.
  public static byte[] rewrite(byte[] classFile) {
    ClassFile context = ClassFile.of();
    ClassModel model = context.parse(classFile);
    if (model.methods().stream().noneMatch(SwitchInliner::hasSwitch)) {
      return classFile;
    }
    SwitchInliner inliner = new SwitchInliner(model);
    ClassTransform transform = inliner::method;
    return context.transformClass(model, transform);
  }

  private static boolean hasSwitch(MethodModel method) {
    return method.code().stream()
        .flatMap(code -> code.elementStream())
        .anyMatch(SwitchInliner::isSwitch);
  }

  private static boolean isSwitch(CodeElement element) {
    if (!(element instanceof InvokeDynamicInstruction call)) {
      return false;
    }
    DirectMethodHandleDesc bootstrap = call.bootstrapMethod();
    return bootstrap.owner().equals(BOOTSTRAPS)
        && bootstrap.methodName().equals("typeSwitch")
        && !call.typeSymbol().parameterType(0).isPrimitive()
        && call.bootstrapArgs().stream().allMatch(SwitchInliner::isKnown);
  }

  private static boolean isKnown(ConstantDesc label) {
    return label instanceof String
        || label instanceof Integer
        || (label instanceof ClassDesc type && !type.isPrimitive());
  }

  /// Methods without pattern switches are taken over as they are.
  private void method(ClassBuilder builder, ClassElement element) {
    if (!(element instanceof MethodModel method) || !hasSwitch(method)) {
      builder.with(element);
      return;
    }
    builder.transformMethod(
        method,
        (methodBuilder, part) -> {
          if (part instanceof CodeModel code) {
            methodBuilder.transformCode(
                code, (codeBuilder, step) -> step(builder, codeBuilder, step));
          } else {
            methodBuilder.with(part);
          }
        });
  }

  private void step(ClassBuilder owner, CodeBuilder code, CodeElement step) {
    if (step instanceof InvokeDynamicInstruction call && isSwitch(step)) {
      String name = PREFIX + made++;
      MethodTypeDesc type = call.typeSymbol();
      List<ConstantDesc> labels = call.bootstrapArgs();
      owner.withMethodBody(name, type, STATIC_SYNTHETIC, body -> tests(body, labels));
      boolean isInterface = model.flags().has(AccessFlag.INTERFACE);
      code.invokestatic(model.thisClass().asSymbol(), name, type, isInterface);
    } else {
      code.with(step);
    }
  }

  /// The number of the first label that fits the value (local 0) and is not before the given number
  /// (local 1); -1 for null, the count of the labels for none: as `SwitchBootstraps.typeSwitch`
  /// says.
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
