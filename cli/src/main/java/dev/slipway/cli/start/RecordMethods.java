package dev.slipway.cli.start;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What `ObjectMethods` does for `equals` and `hashCode` of a record, as code.
///
/// @param owner the record
/// @param fields handles that read its fields, in order
record RecordMethods(ClassDesc owner, List<DirectMethodHandleDesc> fields) {
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

  /// The code of that method; empty for another one.
  ///
  /// @param arguments the record's class, the names of its fields, and a handle for each
  static Optional<Consumer<CodeBuilder>> of(String method, List<ConstantDesc> arguments) {
    if (arguments.size() < 2 || !(arguments.getFirst() instanceof ClassDesc owner)) {
      return Optional.empty();
    }
    List<DirectMethodHandleDesc> fields =
        arguments.stream()
            .skip(2)
            .filter(DirectMethodHandleDesc.class::isInstance)
            .map(DirectMethodHandleDesc.class::cast)
            .filter(handle -> handle.kind() == DirectMethodHandleDesc.Kind.GETTER)
            .toList();
    if (fields.size() != arguments.size() - 2) {
      return Optional.empty();
    }
    RecordMethods methods = new RecordMethods(owner, fields);
    return switch (method) {
      case "equals" -> Optional.of(methods::equality);
      case "hashCode" -> Optional.of(methods::hash);
      default -> Optional.empty();
    };
  }

  private static ClassDesc type(DirectMethodHandleDesc field) {
    return field.invocationType().returnType();
  }

  private void load(CodeBuilder body, int local, DirectMethodHandleDesc field) {
    body.aload(local).getfield(owner, field.methodName(), type(field));
  }

  /// Whether the record (local 0) and any object (local 1) are equal.
  private void equality(CodeBuilder body) {
    Label differ = body.newLabel();
    Label other = body.newLabel();
    body.aload(0).aload(1).if_acmpne(other).iconst_1().ireturn().labelBinding(other);
    body.aload(1).instanceOf(owner).ifeq(differ);
    body.aload(1).checkcast(owner).astore(2);
    for (DirectMethodHandleDesc field : fields) {
      load(body, 0, field);
      load(body, 2, field);
      unlessEqual(body, type(field), differ);
    }
    body.iconst_1().ireturn().labelBinding(differ).iconst_0().ireturn();
  }

  private static void unlessEqual(CodeBuilder body, ClassDesc type, Label differ) {
    switch (TypeKind.from(type)) {
      case BOOLEAN, BYTE, CHAR, SHORT, INT -> body.if_icmpne(differ);
      case LONG -> body.lcmp().ifne(differ);
      case FLOAT, DOUBLE ->
          body.invokestatic(wrapper(type), "compare", MethodTypeDesc.of(CD_int, type, type))
              .ifne(differ);
      case REFERENCE ->
          body.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object))
              .ifeq(differ);
      case VOID -> throw new IllegalArgumentException("a field of no type");
    }
  }

  /// The hash of the record (local 0): 31 times that of the fields before, plus that of the field.
  private void hash(CodeBuilder body) {
    body.iconst_0();
    for (DirectMethodHandleDesc field : fields) {
      body.loadConstant(31).imul();
      load(body, 0, field);
      ClassDesc type = type(field);
      if (type.isPrimitive()) {
        body.invokestatic(wrapper(type), "hashCode", MethodTypeDesc.of(CD_int, type));
      } else {
        body.invokestatic(OBJECTS, "hashCode", MethodTypeDesc.of(CD_int, CD_Object));
      }
      body.iadd();
    }
    body.ireturn();
  }

  private static ClassDesc wrapper(ClassDesc primitive) {
    return ClassDesc.of(
        switch (TypeKind.from(primitive)) {
          case BOOLEAN -> "java.lang.Boolean";
          case BYTE -> "java.lang.Byte";
          case CHAR -> "java.lang.Character";
          case SHORT -> "java.lang.Short";
          case INT -> "java.lang.Integer";
          case LONG -> "java.lang.Long";
          case FLOAT -> "java.lang.Float";
          case DOUBLE -> "java.lang.Double";
          case REFERENCE, VOID -> throw new IllegalArgumentException("not primitive: " + primitive);
        });
  }
}
