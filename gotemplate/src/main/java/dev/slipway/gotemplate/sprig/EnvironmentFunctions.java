package dev.slipway.gotemplate.sprig;

import static dev.slipway.gotemplate.GoType.STRING;
import static dev.slipway.gotemplate.sprig.Arguments.text;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import java.util.List;
import java.util.function.UnaryOperator;

/// What reaches out of the template: environment variables and host names, both from
/// [SprigOptions].
final class EnvironmentFunctions {
  private EnvironmentFunctions() {}

  static List<GoFunction> all(SprigOptions options) {
    UnaryOperator<String> variables = options.variables();
    return List.of(
        GoFunction.of("env", STRING, (_, a) -> variables.apply(text(a, 0)), STRING),
        GoFunction.of("expandenv", STRING, (_, a) -> expand(text(a, 0), variables), STRING),
        GoFunction.of(
            "getHostByName",
            STRING,
            (scope, a) -> {
              List<String> addresses = options.hosts().apply(text(a, 0));
              if (addresses.isEmpty()) {
                throw FunctionException.panic("invalid argument to Intn");
              }
              return addresses.get(scope.random().nextInt(addresses.size()));
            },
            STRING));
  }

  /// Go's `os.Expand`: `$name` and `${name}`; what is no proper name is dropped, a lone `$` stays.
  static String expand(String text, UnaryOperator<String> variables) {
    StringBuilder out = new StringBuilder(text.length());
    int start = 0;
    int dollar = text.indexOf('$');
    while (dollar >= 0 && dollar + 1 < text.length()) {
      out.append(text, start, dollar);
      int nameStart = dollar + 1;
      if (text.charAt(nameStart) == '{') {
        int close = text.indexOf('}', nameStart);
        int nameEnd = close < 0 ? nameStart + 1 : close;
        if (nameEnd > nameStart + 1) {
          out.append(variables.apply(text.substring(nameStart + 1, nameEnd)));
        }
        start = close < 0 ? nameStart + 1 : close + 1;
      } else {
        int nameEnd = nameEnd(text, nameStart);
        if (nameEnd == nameStart) {
          out.append('$');
        } else {
          out.append(variables.apply(text.substring(nameStart, nameEnd)));
        }
        start = nameEnd;
      }
      dollar = text.indexOf('$', start);
    }
    return out.append(text, start, text.length()).toString();
  }

  private static int nameEnd(String text, int start) {
    if ("*#$@!?-0123456789".indexOf(text.charAt(start)) >= 0) {
      return start + 1;
    }
    int end = start;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isNamePart(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
