package dev.slipway.sandbox.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a container's command says that it does, as far as a simulation can know: `sleep N`, `echo
/// TEXT` and `exit N` in it, or the program `false`. Nothing is run.
///
/// @param seconds how long it runs, if it says so
/// @param exitCode with what it ends, if it says so
/// @param lines what it prints
record ContainerScript(OptionalLong seconds, OptionalInt exitCode, List<String> lines) {
  static ContainerScript of(Map<String, @Nullable Object> container) {
    List<String> words = new ArrayList<>();
    for (String part : List.of("command", "args")) {
      if (container.get(part) instanceof List<?> list) {
        list.forEach(word -> words.add(String.valueOf(word)));
      }
    }
    if (words.isEmpty()) {
      return new ContainerScript(OptionalLong.empty(), OptionalInt.empty(), List.of());
    }
    if (isShell(words.getFirst()) && words.size() > 2) {
      return ofScript(words.get(2));
    }
    String program = words.getFirst();
    if (program.endsWith("false")) {
      return new ContainerScript(OptionalLong.empty(), OptionalInt.of(1), List.of());
    }
    return ofScript(String.join(" ", words));
  }

  private static boolean isShell(String program) {
    return program.endsWith("sh");
  }

  private static ContainerScript ofScript(String script) {
    OptionalLong seconds = OptionalLong.empty();
    OptionalInt exitCode = OptionalInt.empty();
    List<String> lines = new ArrayList<>();
    for (String statement : statements(script)) {
      int space = statement.indexOf(' ');
      String program = space < 0 ? statement : statement.substring(0, space);
      String rest = space < 0 ? "" : statement.substring(space + 1).strip();
      switch (program) {
        case "sleep" -> {
          if (rest.equals("infinity")) {
            seconds = OptionalLong.of(Integer.MAX_VALUE);
          } else if (isNumber(rest)) {
            seconds = OptionalLong.of(seconds.orElse(0) + Long.parseLong(rest));
          }
        }
        case "exit" -> {
          if (isNumber(rest)) {
            return new ContainerScript(
                seconds, OptionalInt.of(Integer.parseInt(rest) & 0xff), List.copyOf(lines));
          }
        }
        case "echo" -> lines.add(unquoted(rest));
        case "false" -> exitCode = OptionalInt.of(1);
        default -> {
          // Whatever else it is, it is taken to work.
        }
      }
    }
    return new ContainerScript(seconds, exitCode, List.copyOf(lines));
  }

  /// The parts of a script between `;`, `&&`, `||` and line ends that stand outside of quotes.
  private static List<String> statements(String script) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < script.length(); i++) {
      char c = script.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
        statement.append(c);
      } else if (c == ';' || c == '\n' || c == '&' || c == '|') {
        statements.add(statement.toString().strip());
        statement.setLength(0);
      } else {
        quote = c == '\'' || c == '"' ? c : 0;
        statement.append(c);
      }
    }
    statements.add(statement.toString().strip());
    return statements;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.length() < 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String unquoted(String text) {
    int redirect = text.indexOf(" >");
    String shown = redirect < 0 ? text : text.substring(0, redirect).strip();
    boolean quoted =
        shown.length() > 1
            && (shown.charAt(0) == '"' || shown.charAt(0) == '\'')
            && shown.charAt(0) == shown.charAt(shown.length() - 1);
    return quoted ? shown.substring(1, shown.length() - 1) : shown;
  }
}
