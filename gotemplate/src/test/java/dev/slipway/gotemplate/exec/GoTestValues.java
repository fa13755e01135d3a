package dev.slipway.gotemplate.exec;

import static dev.slipway.gotemplate.exec.StructModel.interfaceType;
import static dev.slipway.gotemplate.exec.StructModel.pointer;
import static dev.slipway.gotemplate.exec.StructModel.pointerTo;
import static dev.slipway.gotemplate.exec.StructModel.struct;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.Functions;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoMap;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoSlice;
import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.GoUint;
import dev.slipway.gotemplate.fmt.GoFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The values and functions of Go's exec_test.go.
final class GoTestValues {
  private static final GoType T = struct("template.T");
  private static final GoType U = struct("template.U");
  private static final GoType V = struct("template.V");
  private static final GoType W = struct("template.W");
  private static final GoType STRINGER = interfaceType("fmt.Stringer");
  private static final GoType INT_POINTER = pointerTo(GoType.INT);

  private GoTestValues() {}

  static GoObject tVal() {
    StructModel u =
        StructModel.of(pointerTo(U))
            .with("V", "v")
            .with(
                GoFunction.of(
                    "TrueFalse",
                    GoType.STRING,
                    (_, a) -> Boolean.TRUE.equals(a[0]) ? "true" : "",
                    GoType.BOOL));
    StructModel t = StructModel.of(pointerTo(T));
    plainFields(t, u);
    interfaceFields(t);
    functionFields(t);
    methods(t, u);
    return t;
  }

  private static void plainFields(StructModel t, StructModel u) {
    t.with("True", true)
        .with("I", GoInt.of(17))
        .with("U16", GoUint.of(GoType.UINT16, 16))
        .with("X", "x")
        .with("S", "xyz")
        .with("FloatZero", 0.0)
        .with("U", u)
        .with("V0", StructModel.of(V).withText("<6666>"))
        .with("V1", StructModel.of(pointerTo(V)).withText("<7777>"))
        .with("V2", StructModel.of(pointerTo(V)).withText("nilV"))
        .with("W0", StructModel.of(W).withText("[888]"))
        .with("W1", StructModel.of(pointerTo(W)).withText("[999]"))
        .with("W2", StructModel.of(pointerTo(W)).withText("nilW"))
        .with("SI", ints(3, 4, 5))
        .with("SICap", ints(0, 0, 0, 0, 0))
        .with("SIEmpty", new GoNil(GoType.INTS))
        .with("SB", GoSlice.of(GoType.BOOL, List.of(true, false)))
        .with("AI", ints(3, 4, 5))
        .with("PAI", pointer(GoType.INTS, ints(3, 4, 5)))
        .with("MSI", intMap("one", 1, "two", 2, "three", 3))
        .with("MSIone", intMap("one", 1))
        .with("MSIEmpty", new GoNil(GoType.map(GoType.INT)))
        .with("MXI", intMap("one", 1))
        .with(
            "SMSI",
            GoSlice.of(
                GoType.map(GoType.INT),
                List.of(intMap("one", 1, "two", 2), intMap("eleven", 11, "twelve", 12))))
        .with("PI", pointer(GoType.INT, GoInt.of(23)))
        .with("PS", pointer(GoType.STRING, "a string"))
        .with("PSI", pointer(GoType.INTS, ints(21, 22, 23)))
        .with("NIL", new GoNil(INT_POINTER));
  }

  private static void interfaceFields(StructModel t) {
    GoType i = interfaceType("template.I");
    StructModel other = StructModel.of(pointerTo(T)).with("X", "x");
    methods(other, other);
    t.with("Empty0", GoType.ANY, null)
        .with("Empty1", GoType.ANY, GoInt.of(3))
        .with("Empty2", GoType.ANY, "empty2")
        .with("Empty3", GoType.ANY, ints(7, 8))
        .with("Empty4", GoType.ANY, StructModel.of(pointerTo(U)).with("V", "UinEmpty"))
        .with("NonEmptyInterface", i, other)
        .with("NonEmptyInterfacePtS", pointer(i, GoSlice.ofStrings(List.of("a", "b"))))
        .with("NonEmptyInterfaceNil", i, null)
        .with("Str", STRINGER, buffer("foozle"))
        .with(
            "Err",
            GoType.ERROR,
            StructModel.of(pointerTo(struct("errors.errorString"))).withText("erroozle"));
  }

  private static GoObject buffer(String text) {
    return StructModel.of(pointerTo(struct("bytes.Buffer"))).withText(text);
  }

  private static void functionFields(StructModel t) {
    t.with(
            "BinaryFunc",
            GoFunction.of(
                "BinaryFunc",
                GoType.STRING,
                (_, a) -> "[" + a[0] + "=" + a[1] + "]",
                GoType.STRING,
                GoType.STRING))
        .with(
            "VariadicFunc",
            GoFunction.variadic(
                "VariadicFunc", GoType.STRING, GoType.STRING, (_, a) -> "<" + joined(a, 0) + ">"))
        .with(
            "VariadicFuncInt",
            GoFunction.variadic(
                "VariadicFuncInt",
                GoType.STRING,
                GoType.STRING,
                (_, a) -> a[0] + "=<" + joined(a, 1) + ">",
                GoType.INT))
        .with(
            "NilOKFunc",
            GoFunction.of("NilOKFunc", GoType.BOOL, (_, a) -> a[0] == null, INT_POINTER))
        .with("ErrFunc", GoFunction.of("ErrFunc", GoType.STRING, (_, _) -> "bla"))
        .with(
            "PanicFunc", GoFunction.of("PanicFunc", GoType.STRING, (_, _) -> panic("test panic")));
  }

  private static void methods(StructModel t, StructModel u) {
    t.with(GoFunction.of("Method0", GoType.STRING, (_, _) -> "M0"))
        .with(GoFunction.of("Method1", GoType.INT, (_, a) -> a[0], GoType.INT))
        .with(
            GoFunction.of(
                "Method2",
                GoType.STRING,
                (_, a) -> "Method2: " + a[0] + " " + a[1],
                GoType.UINT16,
                GoType.STRING))
        .with(
            GoFunction.of(
                "Method3",
                GoType.STRING,
                (_, a) -> "Method3: " + GoFormat.toText(a[0]),
                GoType.ANY))
        .with(GoFunction.of("Copy", t.type(), (_, _) -> t))
        .with(
            GoFunction.of(
                "MAdd", GoType.INTS, (_, a) -> increased(a[0], a[1]), GoType.INT, GoType.INTS))
        .with(GoFunction.of("MyError", GoType.BOOL, (_, a) -> myError(a[0]), GoType.BOOL))
        .with(GoFunction.of("GetU", u.type(), (_, _) -> u));
  }

  private static Object increased(@Nullable Object increment, @Nullable Object list) {
    List<Object> result = new ArrayList<>();
    for (Object element : (List<?>) Objects.requireNonNull(list)) {
      result.add(GoInt.of(number(element) + number(increment)));
    }
    return GoSlice.of(GoType.INT, result);
  }

  private static Object myError(@Nullable Object fail) {
    if (Boolean.TRUE.equals(fail)) {
      throw FunctionException.error("my error");
    }
    return false;
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : -1;
  }

  private static String joined(@Nullable Object[] values, int from) {
    return Arrays.stream(values, from, values.length)
        .map(String::valueOf)
        .collect(Collectors.joining("+"));
  }

  private static String panic(String message) {
    throw FunctionException.panic(message);
  }

  static GoSlice ints(long... numbers) {
    List<GoInt> list = new ArrayList<>();
    for (long number : numbers) {
      list.add(GoInt.of(number));
    }
    return GoSlice.of(GoType.INT, list);
  }

  private static GoMap intMap(Object... entries) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], GoInt.of((Integer) entries[i + 1]));
    }
    return GoMap.of(GoType.INT, map);
  }

  /// The data of the comparison tests.
  static GoObject cmpStruct() {
    GoObject v = StructModel.of(V).with("j", GoInt.of(0));
    GoType mapType = new GoType("map[int]int", GoKind.MAP, GoType.INT);
    return StructModel.of(pointerTo(struct("struct")))
        .with("Uthree", GoUint.of(GoType.UINT, 3))
        .with("Ufour", GoUint.of(GoType.UINT, 4))
        .with("NegOne", GoInt.of(-1))
        .with("Three", GoInt.of(3))
        .with("Ptr", pointer(GoType.INT, GoInt.of(0)))
        .with("NilPtr", new GoNil(INT_POINTER))
        .with("NonNilMap", new NamedMap(mapType))
        .with("Map", new GoNil(mapType))
        .with("V1", v)
        .with("V2", v)
        .with("Iface1", interfaceType("interface { String() string }"), buffer(""))
        .with("NilIface", interfaceType("interface { String() string }"), null);
  }

  /// An empty map of a type that has no Java counterpart.
  private record NamedMap(GoType type) implements GoObject {
    @Override
    public List<String> fieldNames() {
      return List.of();
    }

    @Override
    public @Nullable Object field(String name) {
      throw new IllegalArgumentException(name);
    }

    @Override
    public Object underlying() {
      return Map.of();
    }
  }

  static Functions functions() {
    return Functions.builtins()
        .with(
            GoFunction.variadic("add", GoType.INT, GoType.INT, (_, a) -> sum(a)),
            GoFunction.of("count", GoType.STRINGS, (_, a) -> letters(number(a[0])), GoType.INT),
            GoFunction.variadic(
                "dddArg",
                GoType.STRING,
                GoType.STRING,
                (_, a) -> a[0] + " [" + joined(a, 1) + "]\n",
                GoType.INT),
            GoFunction.of("die", GoType.BOOL, (_, _) -> panic("die")),
            GoFunction.of("doPanic", GoType.STRING, (_, _) -> panic("custom panic string")),
            GoFunction.of("echo", GoType.ANY, (_, a) -> a[0], GoType.ANY),
            GoFunction.variadic("makemap", GoType.STRING_MAP, GoType.STRING, (_, a) -> makeMap(a)),
            GoFunction.of("mapOfThree", GoType.ANY, (_, _) -> intMap("three", 3)),
            GoFunction.of("oneArg", GoType.STRING, (_, a) -> "oneArg=" + a[0], GoType.STRING),
            GoFunction.of("returnInt", GoType.INT, (_, _) -> GoInt.of(7)),
            GoFunction.of("stringer", GoType.STRING, (_, a) -> GoFormat.toText(a[0]), STRINGER),
            GoFunction.of(
                "twoArgs",
                GoType.STRING,
                (_, a) -> "twoArgs=" + a[0] + a[1],
                GoType.STRING,
                GoType.STRING),
            GoFunction.of("typeOf", GoType.STRING, (_, a) -> GoFormat.typeName(a[0]), GoType.ANY),
            GoFunction.of(
                "valueString", GoType.STRING, (_, _) -> "value is ignored", GoType.STRING),
            GoFunction.of("vfunc", GoType.STRING, (_, _) -> "vfunc", V, pointerTo(V)),
            GoFunction.of("zeroArgs", GoType.STRING, (_, _) -> "zeroArgs"));
  }

  private static GoInt sum(@Nullable Object[] numbers) {
    return GoInt.of(Stream.of(numbers).mapToLong(GoTestValues::number).sum());
  }

  private static Object letters(long count) {
    return GoSlice.ofStrings(
        List.of("a", "b", "c", "d", "e", "f").subList(0, Math.toIntExact(count)));
  }

  private static Object makeMap(@Nullable Object[] entries) {
    if (entries.length % 2 != 0) {
      throw FunctionException.panic("bad makemap");
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put(String.valueOf(entries[i]), entries[i + 1]);
    }
    return GoMap.of(GoType.STRING, map);
  }
}
