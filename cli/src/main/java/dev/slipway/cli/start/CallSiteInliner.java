package dev.slipway.cli.start;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.Optional;
import java.util.function.Consumer;

/// Rewrites compiled pattern switches, and the `equals` and `hashCode` of records, so that they
/// need nothing made at run time.
///
/// javac compiles them to calls that the JVM links at their first use: it spins classes for each,
/// which takes from one to ten milliseconds, and no start-up archive keeps them. A command that
/// renders a chart passes through dozens. This puts a method that does the same in place of each
/// call. What it does not know (such as labels that are constants of enums) it leaves as it is. Not
/// thread-safe.
public final class CallSiteInliner {
  private static final String PREFIX = "slipway$inlined$";
  private static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
  private static final ClassDesc RECORDS = ClassDesc.of("java.lang.runtime.ObjectMethods");
  private static final int STATIC_SYNTHETIC =
      ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

  private final ClassModel model;
  private int made;

  private CallSiteInliner(ClassModel model) {
    this.model = model;
  }

  /// The class with those calls rewritten; the same bytes if there are none.
  public static byte[] rewrite(byte[] classFile) {
    ClassFile context = ClassFile.of();
    ClassModel model = context.parse(classFile);
    if (model.methods().stream().noneMatch(CallSiteInliner::hasCall)) {
      return classFile;
    }
    CallSiteInliner inliner = new CallSiteInliner(model);
    ClassTransform transform = inliner::method;
    return context.transformClass(model, transform);
  }

  private static boolean hasCall(MethodModel method) {
    return method.code().stream()
        .flatMap(code -> code.elementStream())
        .anyMatch(element -> replacement(element).isPresent());
  }

  /// The body of a static method that does what the call does; empty for any other instruction.
  private static Optional<Consumer<CodeBuilder>> replacement(CodeElement element) {
    if (!(element instanceof InvokeDynamicInstruction call)) {
      return Optional.empty();
    }
    ClassDesc bootstrap = call.bootstrapMethod().owner();
    if (bootstrap.equals(SWITCHES) && call.bootstrapMethod().methodName().equals("typeSwitch")) {
      return TypeTests.of(call.typeSymbol(), call.bootstrapArgs());
    }
    if (bootstrap.equals(RECORDS)) {
      return RecordMethods.of(call.name().stringValue(), call.bootstrapArgs());
    }
    return Optional.empty();
  }

  /// Methods without such calls are taken over as they are.
  private void method(ClassBuilder builder, ClassElement element) {
    if (!(element instanceof MethodModel method) || !hasCall(method)) {
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
    Optional<Consumer<CodeBuilder>> body = replacement(step);
    if (body.isPresent() && step instanceof InvokeDynamicInstruction call) {
      String name = PREFIX + made++;
      MethodTypeDesc type = call.typeSymbol();
      owner.withMethodBody(name, type, STATIC_SYNTHETIC, body.get());
      boolean isInterface = model.flags().has(AccessFlag.INTERFACE);
      code.invokestatic(model.thisClass().asSymbol(), name, type, isInterface);
    } else {
      code.with(step);
    }
  }
}
