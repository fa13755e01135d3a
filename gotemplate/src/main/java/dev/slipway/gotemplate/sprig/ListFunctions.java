package dev.slipway.gotemplate.sprig;

import static dev.slipway.gotemplate.GoType.ANY;
import static dev.slipway.gotemplate.GoType.BOOL;
import static dev.slipway.gotemplate.GoType.INT;
import static dev.slipway.gotemplate.GoType.LIST;
import static dev.slipway.gotemplate.GoType.STRINGS;
import static dev.slipway.gotemplate.sprig.Arguments.integer;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoSlice;
import dev.slipway.gotemplate.GoType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lists: sprig's `list.go`. The functions take slices of any type and give new `[]interface {}`;
/// those with and without `must` differ only in that the latter panic, with the same text.
final class ListFunctions {
  private ListFunctions() {}

  static List<GoFunction> all() {
    List<GoFunction> all = new ArrayList<>();
    GoFunction list = GoFunction.variadic("list", LIST, ANY, (_, a) -> Arrays.asList(a.clone()));
    all.add(list);
    all.add(list.named("tuple"));
    GoFunction append = GoFunction.of("append", LIST, (_, a) -> append(a[0], a[1]), ANY, ANY);
    for (String name : List.of("append", "push", "mustAppend", "mustPush")) {
      all.add(append.named(name));
    }
    addTwins(all, "prepend", LIST, (_, a) -> prepend(a[0], a[1]), ANY, ANY);
    addTwins(all, "first", ANY, (_, a) -> first(a[0]), ANY);
    addTwins(all, "rest", LIST, (_, a) -> rest(a[0]), ANY);
    addTwins(all, "last", ANY, (_, a) -> last(a[0]), ANY);
    addTwins(all, "initial", LIST, (_, a) -> initial(a[0]), ANY);
    addTwins(all, "reverse", LIST, (_, a) -> reverse(a[0]), ANY);
    addTwins(all, "uniq", LIST, (_, a) -> unique(a[0]), ANY);
    addTwins(all, "compact", LIST, (_, a) -> compact(a[0]), ANY);
    addTwins(all, "has", BOOL, (_, a) -> has(a[0], a[1]), ANY, ANY);
    addTwins(all, "chunk", GoType.slice(LIST), (_, a) -> chunk(integer(a, 0), a[1]), INT, ANY);
    GoFunction without = GoFunction.variadic("without", LIST, ANY, (_, a) -> without(a), ANY);
    all.add(without);
    all.add(without.named("mustWithout"));
    GoFunction slice = GoFunction.variadic("slice", ANY, ANY, (_, a) -> slice(a), ANY);
    all.add(slice);
    all.add(slice.named("mustSlice"));
    all.add(GoFunction.variadic("concat", ANY, ANY, (_, a) -> concat(a)));
    all.add(GoFunction.of("sortAlpha", STRINGS, (_, a) -> sortAlpha(a[0]), ANY));
    return all;
  }

  private static void addTwins(
      List<GoFunction> all, String name, GoType result, GoFunction.Body body, GoType... types) {
    GoFunction function = GoFunction.of(name, result, body, types);
    all.add(function);
    all.add(function.named("must" + Character.toUpperCase(name.charAt(0)) + name.substring(1)));
  }

  /// The elements of a slice; any other value fails with `message` and its kind.
  private static List<? extends @Nullable Object> elements(@Nullable Object value, String message) {
    List<? extends @Nullable Object> elements = Reflection.elements(value);
    if (elements != null) {
      return elements;
    }
    if (value == null) {
      throw RuntimePanics.nilDereference();
    }
    throw FunctionException.error(message + " " + Reflection.kind(value).goName());
  }

  private static Object append(@Nullable Object list, @Nullable Object value) {
    List<? extends @Nullable Object> elements = elements(list, "Cannot push on type");
    @Nullable Object[] result = elements.toArray(new @Nullable Object[elements.size() + 1]);
    result[result.length - 1] = value;
    return Arrays.asList(result);
  }

  private static Object prepend(@Nullable Object list, @Nullable Object value) {
    List<? extends @Nullable Object> elements = elements(list, "Cannot prepend on type");
    List<@Nullable Object> result = new ArrayList<>(elements.size() + 1);
    result.add(value);
    result.addAll(elements);
    return result;
  }

  private static @Nullable Object first(@Nullable Object list) {
    List<? extends @Nullable Object> elements = elements(list, "Cannot find first on type");
    return elements.isEmpty() ? null : elements.getFirst();
  }

  private static @Nullable Object last(@Nullable Object list) {
    List<? extends @Nullable Object> elements = elements(list, "Cannot find last on type");
    return elements.isEmpty() ? null : elements.getLast();
  }

  private static Object rest(@Nullable Object list) {
    List<? extends @Nullable Object> elements = elements(list, "Cannot find rest on type");
    return elements.isEmpty()
        ? GoNil.LIST
        : new ArrayList<@Nullable Object>(elements.subList(1, elements.size()));
  }

  private static Object initial(@Nullable Object list) {
    List<? extends @Nullable Object> elements = elements(list, "Cannot find initial on type");
    return elements.isEmpty()
        ? GoNil.LIST
        : new ArrayList<@Nullable Object>(elements.subList(0, elements.size() - 1));
  }

  private static Object reverse(@Nullable Object list) {
    List<@Nullable Object> result = new ArrayList<>(elements(list, "Cannot find reverse on type"));
    Collections.reverse(result);
    return result;
  }

  private static Object unique(@Nullable Object list) {
    List<? extends @Nullable Object> elements = elements(list, "Cannot find uniq on type");
    List<@Nullable Object> result = new ArrayList<>(elements.size());
    Set<String> texts = new HashSet<>();
    for (Object element : elements) {
      boolean isNew = element instanceof String text ? texts.add(text) : !isIn(result, element);
      if (isNew) {
        result.add(element);
      }
    }
    return result;
  }

  private static boolean isIn(List<? extends @Nullable Object> haystack, @Nullable Object needle) {
    for (Object each : haystack) {
      if (DeepEqual.test(needle, each)) {
        return true;
      }
    }
    return false;
  }

  private static Object compact(@Nullable Object list) {
    List<? extends @Nullable Object> elements = elements(list, "Cannot compact on type");
    List<@Nullable Object> result = new ArrayList<>(elements.size());
    for (Object element : elements) {
      if (!Reflection.isEmpty(element)) {
        result.add(element);
      }
    }
    return result;
  }

  private static boolean has(@Nullable Object needle, @Nullable Object list) {
    return list != null && isIn(elements(list, "Cannot find has on type"), needle);
  }

  private static Object without(@Nullable Object[] arguments) {
    List<? extends @Nullable Object> elements =
        elements(arguments[0], "Cannot find without on type");
    List<@Nullable Object> omitted = Arrays.asList(arguments).subList(1, arguments.length);
    List<@Nullable Object> result = new ArrayList<>(elements.size());
    for (Object element : elements) {
      if (!isIn(omitted, element)) {
        result.add(element);
      }
    }
    return result;
  }

  /// The arithmetic is sprig's, in floating point, odd sizes included.
  private static Object chunk(long size, @Nullable Object list) {
    List<? extends @Nullable Object> elements = elements(list, "Cannot chunk type");
    int length = elements.size();
    long count = Cast.truncate(Math.floor((length - 1.0) / size) + 1);
    if (count < 0) {
      throw RuntimePanics.makeSlice();
    }
    List<@Nullable Object> chunks = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      long chunkLength = size;
      if (i == count - 1) {
        chunkLength = Cast.truncate(Math.floor((double) length % (double) size));
        chunkLength = chunkLength == 0 ? size : chunkLength;
      }
      if (chunkLength < 0) {
        throw RuntimePanics.makeSlice();
      }
      int from = (int) (i * size);
      chunks.add(
          new ArrayList<@Nullable Object>(elements.subList(from, (int) (from + chunkLength))));
    }
    return GoSlice.of(LIST, chunks);
  }

  private static @Nullable Object slice(@Nullable Object[] arguments) {
    List<? extends @Nullable Object> elements =
        elements(arguments[0], "list should be type of slice or array but");
    if (elements.isEmpty()) {
      return null;
    }
    long start = arguments.length > 1 ? Cast.toLong(arguments[1]) : 0;
    long end = arguments.length > 2 ? Cast.toLong(arguments[2]) : elements.size();
    if (start < 0 || end < start || end > elements.size()) {
      throw FunctionException.panic("reflect.Value.Slice: slice index out of bounds");
    }
    if (arguments[0] instanceof byte[] bytes) {
      return Arrays.copyOfRange(bytes, (int) start, (int) end);
    }
    List<@Nullable Object> part = new ArrayList<>(elements.subList((int) start, (int) end));
    GoType element = arguments[0] instanceof GoSlice typed ? typed.type().element() : null;
    return element == null ? part : GoSlice.of(element, part);
  }

  private static Object concat(@Nullable Object[] lists) {
    List<@Nullable Object> result = new ArrayList<>();
    for (Object list : lists) {
      List<? extends @Nullable Object> elements = Reflection.elements(list);
      if (elements == null) {
        if (list == null) {
          throw RuntimePanics.nilDereference();
        }
        throw FunctionException.panic(
            "Cannot concat type " + Reflection.kind(list).goName() + " as list");
      }
      Bounds.checkList("concat", result.size() + (double) elements.size());
      result.addAll(elements);
    }
    return result.isEmpty() ? GoNil.LIST : result;
  }

  /// Sorts by bytes; a `[]string` is sorted in place and given back itself.
  private static Object sortAlpha(@Nullable Object list) {
    if (list == null) {
      return GoSlice.ofStrings(List.of("<nil>"));
    }
    Object texts = StringFunctions.toStrings(list);
    if (texts instanceof GoSlice slice && slice.size() > 1) {
      slice.sortStrings();
    }
    return texts;
  }
}
