package dev.slipway.helmfile.template;

import static dev.slipway.helmfile.template.ValueFunctions.map;
import static dev.slipway.helmfile.template.ValueFunctions.scope;
import static dev.slipway.helmfile.template.ValueFunctions.text;

import dev.slipway.core.GoStrings;
import dev.slipway.core.ProcessResult;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoSlice;
import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.RenderScope;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.host.ProcessRequest;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// helmfile's functions that reach files, programs and environment variables.
final class HostFunctions {
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{([^}]*)\\}|([A-Za-z0-9_]+))");

  private HostFunctions() {}

  static List<GoFunction> all() {
    return List.of(
        GoFunction.variadic(
            "envExec",
            GoType.STRING,
            GoType.STRING,
            (scope, a) -> exec(scope, map(a[0]), text(a[1]), (List<?>) list(a[2]), input(a, 3)),
            GoType.MAP,
            GoType.STRING,
            GoType.LIST),
        GoFunction.variadic(
            "exec",
            GoType.STRING,
            GoType.STRING,
            (scope, a) -> exec(scope, Map.of(), text(a[0]), list(a[1]), input(a, 2)),
            GoType.STRING,
            GoType.LIST),
        GoFunction.of(
            "isFile",
            GoType.BOOL,
            (scope, a) -> host(scope).isFile(path(scope, text(a[0]))),
            GoType.STRING),
        GoFunction.of(
            "isDir",
            GoType.BOOL,
            (scope, a) -> host(scope).isDirectory(path(scope, text(a[0]))),
            GoType.STRING),
        GoFunction.of(
            "readFile", GoType.STRING, (scope, a) -> readFile(scope, text(a[0])), GoType.STRING),
        GoFunction.of(
            "readDir", GoType.STRINGS, (scope, a) -> readDir(scope, text(a[0])), GoType.STRING),
        GoFunction.of(
            "readDirEntries",
            GoType.LIST,
            (scope, a) -> readDirEntries(scope, text(a[0])),
            GoType.STRING),
        GoFunction.of(
            "requiredEnv",
            GoType.STRING,
            (scope, a) -> requiredEnv(scope, text(a[0])),
            GoType.STRING),
        GoFunction.of(
            "env", GoType.STRING, (scope, a) -> variable(scope, text(a[0])), GoType.STRING),
        GoFunction.of(
            "expandenv", GoType.STRING, (scope, a) -> expandEnv(scope, text(a[0])), GoType.STRING));
  }

  private static List<?> list(@Nullable Object argument) {
    return argument instanceof List<?> list ? list : List.of();
  }

  private static String input(@Nullable Object[] a, int index) {
    return a.length > index ? text(a[index]) : "";
  }

  private static HelmfileHost host(RenderScope scope) {
    return scope(scope).templates().host();
  }

  private static String path(RenderScope scope, String path) {
    return Paths.resolve(scope(scope).directory(), path);
  }

  /// Whether the functions give nothing now.
  ///
  /// @throws FunctionException if they are forbidden
  private static boolean isIdle(RenderScope scope) {
    TemplateScope own = scope(scope);
    HelmfileHost host = own.templates().host();
    boolean old = own.templates().rules() == HelmfileRules.V0;
    if (isSet(host, "HELMFILE_DISABLE_INSECURE_FEATURES")
        || (!old && isSet(host, "HELMFILE_DISABLE_INSECURE_TEMPLATE_FUNCTIONS"))) {
      throw FunctionException.error(
          "HELMFILE_DISABLE_INSECURE_FEATURES"
              + (old ? "" : " or HELMFILE_DISABLE_INSECURE_TEMPLATE_FUNCTIONS")
              + " is active, insecure function calls are disabled");
    }
    return own.firstPass() || (old && isSet(host, "HELMFILE_SKIP_INSECURE_TEMPLATE_FUNCTIONS"));
  }

  private static boolean isSet(HelmfileHost host, String name) {
    String value = host.variables().get(name);
    return value != null
        && switch (value) {
          case "1", "t", "T", "true", "TRUE", "True" -> true;
          default -> false;
        };
  }

  private static Object exec(
      RenderScope scope,
      Map<String, @Nullable Object> variables,
      String command,
      List<?> arguments,
      String input) {
    if (isIdle(scope)) {
      return "";
    }
    List<String> texts = new ArrayList<>();
    for (Object argument : arguments) {
      if (!(argument instanceof String text)) {
        throw FunctionException.error(
            "unexpected type of arg \""
                + (argument == null ? "%!s(<nil>)" : GoFormat.typeName(argument))
                + "\" in args "
                + GoFormat.toText(arguments)
                + " at index "
                + texts.size());
      }
      texts.add(text);
    }
    ProcessRequest request =
        new ProcessRequest(command, texts, scope(scope).directory(), variables(variables), input);
    return run(scope, request);
  }

  private static Map<String, String> variables(Map<String, @Nullable Object> variables) {
    Map<String, String> texts = new LinkedHashMap<>();
    variables.forEach((name, value) -> {
      if (!(value instanceof String text)) {
        throw FunctionException.error(
            "unexpected type of env \""
                + GoFormat.typeName(value)
                + "\" in envs "
                + GoFormat.toText(variables)
                + " at index "
                + name);
      }
      texts.put(name, text);
    });
    return texts;
  }

  private static String run(RenderScope scope, ProcessRequest request) {
    ProcessResult result;
    try {
      result = host(scope).run(request);
    } catch (IOException e) {
      throw FunctionException.error("unexpected error: " + e.getMessage());
    }
    if (result.exitCode() != 0) {
      throw FunctionException.error(exitError(host(scope), request, result));
    }
    return result.output();
  }

  /// What helmfile says about a program that fails (pkg/helmexec/exit_error.go).
  private static String exitError(HelmfileHost host, ProcessRequest request, ProcessResult result) {
    String path = programPath(host, request);
    StringBuilder text = new StringBuilder();
    text.append("command ").append(GoFormat.quote(path)).append(" exited with non-zero status:");
    text.append("\n\nPATH:\n").append(indented(path)).append("\n\nARGS:");
    List<String> words = new ArrayList<>(List.of(request.command()));
    words.addAll(request.arguments());
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      text.append('\n')
          .append(indented(i + ": " + word + " (" + GoStrings.byteLength(word) + " bytes)"));
    }
    text.append("\n\nERROR:\n  exit status ").append(result.exitCode());
    text.append("\n\nEXIT STATUS\n  ").append(result.exitCode());
    if (!result.errors().isEmpty()) {
      text.append("\n\nSTDERR:\n").append(indented(result.errors()));
    }
    String combined = result.output() + result.errors();
    if (!combined.isEmpty()) {
      text.append("\n\nCOMBINED OUTPUT:\n").append(indented(combined));
    }
    return text.toString();
  }

  /// Where a program is found on PATH.
  private static String programPath(HelmfileHost host, ProcessRequest request) {
    String name = request.command();
    String search = request.variables().getOrDefault("PATH", host.variables().get("PATH"));
    if (name.indexOf('/') >= 0 || search == null) {
      return name;
    }
    for (String folder : search.split(":", -1)) {
      String path = Paths.join(folder, name);
      if (!folder.isEmpty() && host.isFile(path)) {
        return path;
      }
    }
    return name;
  }

  /// Lines behind two spaces; empty ones are left out.
  private static String indented(String text) {
    return text.lines()
        .filter(line -> !line.isEmpty())
        .map(line -> "  " + line)
        .collect(Collectors.joining("\n"));
  }

  private static Object readFile(RenderScope scope, String name) {
    if (isIdle(scope)) {
      return "";
    }
    String path = path(scope, name);
    try {
      return host(scope).read(path);
    } catch (NoSuchFileException _) {
      throw FunctionException.error("open " + path + ": no such file or directory");
    } catch (IOException e) {
      if (host(scope).isDirectory(path)) {
        throw FunctionException.error("read " + path + ": is a directory");
      }
      throw FunctionException.error("open " + path + ": " + e.getMessage());
    }
  }

  private static List<HelmfileHost.Entry> entries(RenderScope scope, String name, String function) {
    String path = path(scope, name);
    try {
      if (host(scope).isDirectory(path)) {
        return host(scope).list(path);
      }
    } catch (IOException e) {
      throw FunctionException.error(
          function + " " + GoFormat.quote(path) + ": open " + path + ": " + e.getMessage());
    }
    String problem = host(scope).isFile(path) ? "not a directory" : "no such file or directory";
    throw FunctionException.error(
        function + " " + GoFormat.quote(path) + ": open " + path + ": " + problem);
  }

  private static Object readDir(RenderScope scope, String name) {
    if (isIdle(scope)) {
      return GoSlice.ofStrings(List.of());
    }
    List<String> paths = new ArrayList<>();
    for (HelmfileHost.Entry entry : entries(scope, name, "ReadDir")) {
      if (!entry.directory()) {
        paths.add(Paths.join(name, entry.name()));
      }
    }
    return GoSlice.ofStrings(paths);
  }

  private static Object readDirEntries(RenderScope scope, String name) {
    if (isIdle(scope)) {
      return List.of();
    }
    List<Object> entries = new ArrayList<>();
    for (HelmfileHost.Entry entry : entries(scope, name, "ReadDirEntries")) {
      entries.add(new FolderEntry(entry));
    }
    return entries;
  }

  private static String variable(RenderScope scope, String name) {
    String value = host(scope).variable(name);
    return value == null ? "" : value;
  }

  private static Object requiredEnv(RenderScope scope, String name) {
    String value = variable(scope, name);
    if (value.isEmpty()) {
      throw FunctionException.error("required env var `" + name + "` is not set");
    }
    return value;
  }

  private static Object expandEnv(RenderScope scope, String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(match -> {
          String braced = match.group(1);
          return Matcher.quoteReplacement(
              variable(scope, braced == null ? match.group(2) : braced));
        });
  }

  /// Go's `fs.DirEntry`.
  private record FolderEntry(HelmfileHost.Entry entry) implements GoObject {
    private static final GoType TYPE = new GoType("*os.unixDirent", GoKind.PTR, null);

    @Override
    public GoType type() {
      return TYPE;
    }

    @Override
    public @Nullable GoFunction method(String name) {
      return switch (name) {
        case "Name" -> GoFunction.of(name, GoType.STRING, (_, _) -> entry.name());
        case "IsDir" -> GoFunction.of(name, GoType.BOOL, (_, _) -> entry.directory());
        default -> null;
      };
    }

    @Override
    public String goString() {
      return (entry.directory() ? "d " : "- ") + entry.name() + (entry.directory() ? "/" : "");
    }
  }
}
