package dev.slipway.gotemplate.sprig;

import static dev.slipway.gotemplate.GoType.BOOL;
import static dev.slipway.gotemplate.GoType.INT;
import static dev.slipway.gotemplate.GoType.STRING;
import static dev.slipway.gotemplate.GoType.STRINGS;
import static dev.slipway.gotemplate.sprig.Arguments.integer;
import static dev.slipway.gotemplate.sprig.Arguments.text;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Regular expressions: sprig's `regex.go`. Without `must`, an invalid expression panics, but
/// `regexMatch` just does not match.
final class RegexFunctions {
  private RegexFunctions() {}

  static List<GoFunction> all() {
    List<GoFunction> all = new ArrayList<>();
    all.add(
        GoFunction.of(
            "regexMatch", BOOL, (_, a) -> matches(text(a, 0), text(a, 1)), STRING, STRING));
    all.add(
        GoFunction.of(
            "mustRegexMatch",
            BOOL,
            (_, a) -> GoRegex.compile(text(a, 0)).matches(text(a, 1)),
            STRING,
            STRING));
    all.add(GoFunction.of("regexQuoteMeta", STRING, (_, a) -> quoteMeta(text(a, 0)), STRING));
    addFlavour(all, "regex", GoRegex::mustCompile);
    addFlavour(all, "mustRegex", GoRegex::compile);
    return all;
  }

  private static void addFlavour(
      List<GoFunction> all, String prefix, Function<String, GoRegex> compile) {
    all.add(
        GoFunction.of(
            prefix + "FindAll",
            STRINGS,
            (_, a) -> strings(compile.apply(text(a, 0)).findAll(text(a, 1), integer(a, 2))),
            STRING,
            STRING,
            INT));
    all.add(
        GoFunction.of(
            prefix + "Find",
            STRING,
            (_, a) -> compile.apply(text(a, 0)).find(text(a, 1)),
            STRING,
            STRING));
    all.add(
        GoFunction.of(
            prefix + "ReplaceAll",
            STRING,
            (_, a) -> compile.apply(text(a, 0)).replaceAll(text(a, 1), text(a, 2), false),
            STRING,
            STRING,
            STRING));
    all.add(
        GoFunction.of(
            prefix + "ReplaceAllLiteral",
            STRING,
            (_, a) -> compile.apply(text(a, 0)).replaceAll(text(a, 1), text(a, 2), true),
            STRING,
            STRING,
            STRING));
    all.add(
        GoFunction.of(
            prefix + "Split",
            STRINGS,
            (_, a) -> strings(compile.apply(text(a, 0)).split(text(a, 1), integer(a, 2))),
            STRING,
            STRING,
            INT));
  }

  private static Object strings(@Nullable List<String> strings) {
    return strings == null ? GoNil.STRINGS : GoSlice.ofStrings(strings);
  }

  private static boolean matches(String regex, String text) {
    try {
      return GoRegex.compile(regex).matches(text);
    } catch (FunctionException invalid) {
      return false;
    }
  }

  private static String quoteMeta(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("\\.+*?()|[]{}^$".indexOf(c) >= 0) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }
}
