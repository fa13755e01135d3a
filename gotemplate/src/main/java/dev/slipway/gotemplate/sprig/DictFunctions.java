package dev.slipway.gotemplate.sprig;

import static dev.slipway.gotemplate.GoType.ANY;
import static dev.slipway.gotemplate.GoType.BOOL;
import static dev.slipway.gotemplate.GoType.LIST;
import static dev.slipway.gotemplate.GoType.MAP;
import static dev.slipway.gotemplate.GoType.STRING;
import static dev.slipway.gotemplate.GoType.STRINGS;
import static dev.slipway.gotemplate.sprig.Arguments.map;
import static dev.slipway.gotemplate.sprig.Arguments.text;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoMap;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoSlice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Maps: sprig's `dict.go`. Go walks maps in random order; `keys` and `values` here go by the keys'
/// byte order, so that a rendering does not differ from the next.
final class DictFunctions {
  private DictFunctions() {}

  static List<GoFunction> all() {
    return List.of(
        GoFunction.variadic("dict", MAP, ANY, (_, a) -> dict(a)),
        GoFunction.of("get", ANY, (_, a) -> get(map(a, 0), text(a, 1)), MAP, STRING),
        GoFunction.of("set", MAP, (_, a) -> set(a), MAP, STRING, ANY),
        GoFunction.of("unset", MAP, (_, a) -> unset(a), MAP, STRING),
        GoFunction.of("hasKey", BOOL, (_, a) -> map(a, 0).containsKey(text(a, 1)), MAP, STRING),
        GoFunction.variadic("pluck", LIST, MAP, (_, a) -> pluck(a), STRING),
        GoFunction.variadic("keys", STRINGS, MAP, (_, a) -> keys(a)),
        GoFunction.variadic("pick", MAP, STRING, (_, a) -> pick(a), MAP),
        GoFunction.variadic("omit", MAP, STRING, (_, a) -> omit(a), MAP),
        GoFunction.of("values", LIST, (_, a) -> values(map(a, 0)), MAP),
        GoFunction.variadic("merge", ANY, MAP, (_, a) -> merge(a, false), MAP),
        GoFunction.variadic("mergeOverwrite", ANY, MAP, (_, a) -> merge(a, true), MAP),
        GoFunction.variadic("mustMerge", ANY, MAP, (_, a) -> mustMerge(a, false), MAP),
        GoFunction.variadic("mustMergeOverwrite", ANY, MAP, (_, a) -> mustMerge(a, true), MAP),
        GoFunction.of("deepCopy", ANY, (_, a) -> deepCopy(a[0]), ANY),
        GoFunction.of("mustDeepCopy", ANY, (_, a) -> deepCopy(a[0]), ANY),
        GoFunction.variadic("dig", ANY, ANY, (_, a) -> dig(a)));
  }

  static Map<String, @Nullable Object> dict(@Nullable Object[] pairs) {
    Map<String, @Nullable Object> dict = LinkedHashMap.newLinkedHashMap((pairs.length + 1) / 2);
    for (int i = 0; i < pairs.length; i += 2) {
      dict.put(Reflection.text(pairs[i]), i + 1 < pairs.length ? pairs[i + 1] : "");
    }
    return dict;
  }

  private static @Nullable Object get(Map<String, @Nullable Object> dict, String key) {
    Object value = dict.get(key);
    return value != null || dict.containsKey(key) ? value : "";
  }

  private static Map<String, @Nullable Object> set(@Nullable Object[] arguments) {
    Map<String, @Nullable Object> dict = Arguments.writableMap(arguments, 0);
    dict.put(text(arguments, 1), arguments[2]);
    return dict;
  }

  private static @Nullable Object unset(@Nullable Object[] arguments) {
    Map<String, @Nullable Object> dict = map(arguments, 0);
    if (dict.containsKey(text(arguments, 1))) {
      dict.remove(text(arguments, 1));
    }
    return arguments[0] instanceof GoNil nil ? nil : dict;
  }

  private static List<@Nullable Object> pluck(@Nullable Object[] arguments) {
    String key = text(arguments, 0);
    List<@Nullable Object> found = new ArrayList<>(arguments.length - 1);
    for (int i = 1; i < arguments.length; i++) {
      Map<String, @Nullable Object> dict = map(arguments, i);
      if (dict.containsKey(key)) {
        found.add(dict.get(key));
      }
    }
    return found;
  }

  private static GoSlice keys(@Nullable Object[] dicts) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < dicts.length; i++) {
      keys.addAll(Arrays.asList(sortedKeys(map(dicts, i))));
    }
    return GoSlice.ofStrings(keys);
  }

  static String[] sortedKeys(Map<String, @Nullable Object> dict) {
    String[] keys = dict.keySet().toArray(new String[0]);
    Arrays.sort(keys, GoStrings.BYTE_ORDER);
    return keys;
  }

  private static List<@Nullable Object> values(Map<String, @Nullable Object> dict) {
    String[] keys = sortedKeys(dict);
    @Nullable Object[] values = new @Nullable Object[keys.length];
    for (int i = 0; i < keys.length; i++) {
      values[i] = dict.get(keys[i]);
    }
    return Arrays.asList(values);
  }

  private static Map<String, @Nullable Object> pick(@Nullable Object[] arguments) {
    Map<String, @Nullable Object> dict = map(arguments, 0);
    Map<String, @Nullable Object> picked = LinkedHashMap.newLinkedHashMap(arguments.length);
    for (int i = 1; i < arguments.length; i++) {
      String key = text(arguments, i);
      if (dict.containsKey(key)) {
        picked.put(key, dict.get(key));
      }
    }
    return picked;
  }

  private static Map<String, @Nullable Object> omit(@Nullable Object[] arguments) {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>(map(arguments, 0));
    for (int i = 1; i < arguments.length; i++) {
      kept.remove(text(arguments, i));
    }
    return kept;
  }

  private static @Nullable Object merge(@Nullable Object[] arguments, boolean overwrite) {
    try {
      return mustMerge(arguments, overwrite);
    } catch (FunctionException failure) {
      if (failure.isPanic()) {
        throw failure;
      }
      return ""; // as sprig does
    }
  }

  private static @Nullable Object mustMerge(@Nullable Object[] arguments, boolean overwrite) {
    boolean isNil = arguments[0] == null || arguments[0] instanceof GoNil;
    Map<String, @Nullable Object> target = isNil ? new LinkedHashMap<>() : map(arguments, 0);
    MapMerge merge = new MapMerge(overwrite);
    for (int i = 1; i < arguments.length; i++) {
      isNil &= arguments[i] == null || arguments[i] instanceof GoNil;
      merge.merge(target, map(arguments, i));
    }
    return isNil ? GoNil.MAP : target;
  }

  private static @Nullable Object deepCopy(@Nullable Object value) {
    if (value == null) {
      throw FunctionException.panic("reflect: call of reflect.Value.Type on zero Value");
    }
    return DeepCopy.of(value);
  }

  private static @Nullable Object dig(@Nullable Object[] arguments) {
    int last = arguments.length - 1;
    if (last < 2) {
      throw FunctionException.panic("dig needs at least three arguments");
    }
    Map<String, @Nullable Object> dict = asserted(arguments[last]);
    for (int i = 0; i < last - 1; i++) {
      if (!(arguments[i] instanceof String)) {
        throw RuntimePanics.assertion(arguments[i], "string");
      }
    }
    for (int i = 0; ; i++) {
      String key = text(arguments, i);
      Object step = dict.get(key);
      if (step == null && !dict.containsKey(key)) {
        return arguments[last - 1];
      }
      if (i == last - 2) {
        return step;
      }
      dict = asserted(step);
    }
  }

  private static Map<String, @Nullable Object> asserted(@Nullable Object value) {
    if (value instanceof GoNil nil && nil.type().equals(MAP)) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map && !(value instanceof GoMap)) {
      return Arguments.typed(map);
    }
    throw RuntimePanics.assertion(value, "map[string]interface {}");
  }
}
