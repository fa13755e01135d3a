package dev.slipway.chart.engine;

import static dev.slipway.gotemplate.GoType.ANY;
import static dev.slipway.gotemplate.GoType.MAP;
import static dev.slipway.gotemplate.GoType.STRING;

import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.values.VersionRanges;
import dev.slipway.core.SlipwayException;
import dev.slipway.gotemplate.ArgumentUse;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.Functions;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.RenderScope;
import dev.slipway.gotemplate.TemplateException;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.gotemplate.sprig.Sprig;
import dev.slipway.gotemplate.sprig.SprigOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The functions that Helm adds to sprig's: `include`, `tpl`, `required`, `toYaml` and so on. Each
/// table is made once, since parsed templates are cached in it.
final class HelmFunctions {
  /// What Helm puts around the texts of `fail` and `required`, to find them in a longer error.
  static final String WARN_START = "HELM_ERR_START";

  static final String WARN_END = "HELM_ERR_END";

  private static final int MAX_RECURSION = 1000;
  private static final Map<EngineMode, Functions> TABLES = new ConcurrentHashMap<>();

  private HelmFunctions() {}

  /// The table for that way of rendering.
  static Functions table(EngineMode mode) {
    return TABLES.computeIfAbsent(mode, HelmFunctions::make);
  }

  private static Functions make(EngineMode mode) {
    List<GoFunction> more = new ArrayList<>(templateFunctions(mode));
    more.addAll(DataFunctions.all(mode.version()));
    if (mode.version().atLeast(HelmVersion.V4)) {
      more.addAll(DurationFunctions.all());
    }
    SprigOptions options = SprigOptions.defaults().withSemver(VersionRanges.rules(mode.version()));
    if (mode.enableDns()) {
      options = options.withHosts(HelmFunctions::addresses);
    } else {
      more.add(GoFunction.of("getHostByName", STRING, (_, _) -> "", STRING));
    }
    return Sprig.addTo(Functions.builtins(), options)
        .without("env", "expandenv")
        .with(more)
        .with(TypeFunctions.all(mode.version()))
        .using(ArgumentUse.HOLDS, "include", "tpl", "required");
  }

  private static List<String> addresses(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .map(InetAddress::getHostAddress)
          .toList();
    } catch (UnknownHostException _) {
      return List.of();
    }
  }

  private static List<GoFunction> templateFunctions(EngineMode mode) {
    return List.of(
        GoFunction.of(
            "include", STRING, (scope, a) -> include(scope, text(a, 0), a[1]), STRING, ANY),
        GoFunction.of("tpl", STRING, (scope, a) -> tpl(scope, text(a, 0), a[1]), STRING, ANY),
        GoFunction.of(
            "required", ANY, (_, a) -> required(text(a, 0), a[1], mode.lint()), STRING, ANY),
        GoFunction.of("fail", STRING, (_, a) -> fail(text(a, 0), mode.lint()), STRING),
        GoFunction.of(
            "lookup",
            MAP,
            (scope, a) -> found(scope, text(a, 0), text(a, 1), text(a, 2), text(a, 3)),
            STRING,
            STRING,
            STRING,
            STRING));
  }

  /// Whom `lookup` asks in one rendering.
  private record Cluster(ClusterLookup lookup) {}

  /// Lets `lookup` ask a cluster. To be called before a template is executed.
  static void ask(RenderScope scope, ClusterLookup lookup) {
    scope.state(Cluster.class, () -> new Cluster(lookup));
  }

  private static Map<String, @Nullable Object> found(
      RenderScope scope, String apiVersion, String kind, String namespace, String name) {
    Cluster cluster = scope.state(Cluster.class, () -> new Cluster(ClusterLookup.NONE));
    try {
      return cluster.lookup.find(apiVersion, kind, namespace, name);
    } catch (SlipwayException e) {
      throw FunctionException.error(String.valueOf(e.getMessage()));
    }
  }

  static String text(@Nullable Object[] arguments, int index) {
    return (String) java.util.Objects.requireNonNull(arguments[index]);
  }

  /// How often each template includes itself at this moment.
  private static final class Inclusions {
    private final Map<String, int[]> counts = new HashMap<>();

    int[] of(String name) {
      return counts.computeIfAbsent(name, _ -> new int[1]);
    }
  }

  private static String include(RenderScope scope, String name, @Nullable Object data) {
    int[] count = scope.state(Inclusions.class, Inclusions::new).of(name);
    if (count[0] > MAX_RECURSION) {
      throw FunctionException.wrapping(
          "rendering template has a nested reference name: " + name + ": ",
          FunctionException.error("unable to execute template"));
    }
    count[0]++;
    try {
      return scope.execute(name, data);
    } finally {
      count[0]--;
    }
  }

  private static String tpl(RenderScope scope, String text, @Nullable Object data) {
    try {
      return withoutNoValue(scope.executeText("gotpl", text, data));
    } catch (TemplateException e) {
      String step =
          e.isExecError() ? "error during tpl function execution for " : "cannot parse template ";
      throw FunctionException.wrapping(step + GoFormat.quote(text) + ": ", e);
    }
  }

  /// Go prints `<no value>` for a missing key even with the option `missingkey=zero`; Helm deletes
  /// it from the text.
  static String withoutNoValue(String text) {
    return text.indexOf("<no value>") < 0 ? text : text.replace("<no value>", "");
  }

  private static @Nullable Object required(String warning, @Nullable Object value, boolean lint) {
    if (value != null && !"".equals(value)) {
      return value;
    }
    if (lint) {
      return "";
    }
    throw warn(warning);
  }

  private static String fail(String message, boolean lint) {
    if (lint) {
      return "";
    }
    throw warn(message);
  }

  private static FunctionException warn(String message) {
    return FunctionException.error(WARN_START + message + WARN_END);
  }
}
