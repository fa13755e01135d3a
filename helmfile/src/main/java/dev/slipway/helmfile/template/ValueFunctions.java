package dev.slipway.helmfile.template;

import dev.slipway.core.SlipwayException;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.RenderScope;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.document.HelmfileYaml;
import dev.slipway.helmfile.document.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// helmfile's functions on values and templates.
final class ValueFunctions {
  private static final int MOST_INCLUDES = 1000;

  private ValueFunctions() {}

  static TemplateScope scope(RenderScope scope) {
    return scope.state(
        TemplateScope.class,
        () -> {
          throw new IllegalStateException("helmfile's functions need a HelmfileTemplates");
        });
  }

  static List<GoFunction> all() {
    return List.of(
        GoFunction.of("toYaml", GoType.STRING, ValueFunctions::toYaml, GoType.ANY),
        GoFunction.of("fromYaml", GoType.ANY, ValueFunctions::fromYaml, GoType.STRING),
        GoFunction.of(
            "setValueAtPath",
            GoType.MAP,
            (_, a) -> setValueAtPath(text(a[0]), a[1], map(a[2])),
            GoType.STRING,
            GoType.ANY,
            GoType.MAP),
        GoFunction.variadic("get", GoType.ANY, GoType.ANY, (_, a) -> get(a), GoType.STRING),
        GoFunction.of(
            "getOrNil",
            GoType.ANY,
            (_, a) -> getOrNil(text(a[0]), a[1]),
            GoType.STRING,
            GoType.ANY),
        GoFunction.of("tpl", GoType.STRING, ValueFunctions::tpl, GoType.STRING, GoType.ANY),
        GoFunction.of("include", GoType.STRING, ValueFunctions::include, GoType.STRING, GoType.ANY),
        GoFunction.of(
            "required",
            GoType.ANY,
            (_, a) -> required(text(a[0]), a[1]),
            GoType.STRING,
            GoType.ANY),
        GoFunction.of(
            "fetchSecretValue",
            GoType.STRING,
            (scope, a) -> fetchSecretValue(scope, text(a[0])),
            GoType.STRING),
        GoFunction.of(
            "expandSecretRefs", GoType.MAP, (scope, a) -> expand(scope, map(a[0])), GoType.MAP));
  }

  static String text(@Nullable Object argument) {
    return String.valueOf(argument);
  }

  static Map<String, @Nullable Object> map(@Nullable Object argument) {
    return argument instanceof Map<?, ?> map ? Trees.strings(map) : new LinkedHashMap<>();
  }

  private static Object toYaml(RenderScope scope, @Nullable Object[] a) {
    try {
      return HelmfileYaml.write(a[0], scope(scope).templates().rules());
    } catch (SlipwayException e) {
      throw FunctionException.error(e.getMessage());
    }
  }

  private static @Nullable Object fromYaml(RenderScope scope, @Nullable Object[] a) {
    HelmfileRules rules = scope(scope).templates().rules();
    String yaml = text(a[0]);
    try {
      if (rules == HelmfileRules.V0) {
        return HelmfileYaml.readMap(yaml, rules);
      }
      Object value = HelmfileYaml.read(yaml, rules);
      String problem = HelmfileYaml.keyProblem(value);
      if (problem != null) {
        throw FunctionException.error(problem + ", offending yaml: " + yaml);
      }
      return value;
    } catch (SlipwayException e) {
      throw FunctionException.error(e.getMessage() + ", offending yaml: " + yaml);
    }
  }

  private static Object setValueAtPath(
      String path, @Nullable Object value, Map<String, @Nullable Object> values) {
    String[] steps = path.split("\\.", -1);
    Map<String, @Nullable Object> current = values;
    for (int i = 0; i + 1 < steps.length; i++) {
      String problem = "failed to set value at path \"" + path + "\": value for key \"" + steps[i];
      if (!current.containsKey(steps[i])) {
        throw FunctionException.error(problem + "\" does not exist");
      }
      if (!(current.get(steps[i]) instanceof Map<?, ?> next)) {
        throw FunctionException.error(problem + "\" was not a map");
      }
      current = Trees.strings(next);
    }
    current.put(steps[steps.length - 1], value);
    return values;
  }

  private static @Nullable Object get(@Nullable Object[] a) {
    if (a.length != 2 && a.length != 3) {
      List<@Nullable Object> rest = java.util.Arrays.asList(a).subList(1, a.length);
      throw FunctionException.error(
          "unexpected number of args passed to the template function get(path, [def, ]obj):"
              + " expected 1 or 2, got "
              + rest.size()
              + ", args was "
              + GoFormat.toText(rest));
    }
    boolean hasDefault = a.length == 3;
    try {
      return find(text(a[0]), hasDefault, hasDefault ? a[1] : null, a[a.length - 1]);
    } catch (NoValueException e) {
      throw FunctionException.error(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Object getOrNil(String path, @Nullable Object object) {
    try {
      return find(path, false, null, object);
    } catch (NoValueException _) {
      return null;
    }
  }

  private static @Nullable Object find(
      String path, boolean hasDefault, @Nullable Object standIn, @Nullable Object object) {
    Object current = object;
    int from = 0;
    while (from < path.length()) {
      int dot = path.indexOf('.', from);
      String key = path.substring(from, dot < 0 ? path.length() : dot);
      boolean there;
      if (current instanceof GoNil nil && nil.type().kind() == GoKind.MAP) {
        there = false;
      } else if (current instanceof Map<?, ?> map) {
        there = map.containsKey(key);
      } else if (current instanceof GoObject struct && struct.type().kind() == GoKind.STRUCT) {
        there = struct.fieldNames().contains(key);
      } else {
        throw new NoValueException(
            "unexpected type("
                + (current == null ? "<nil>" : GoFormat.typeName(current))
                + ") of value for key \""
                + key
                + "\": it must be either map[string]any or any struct");
      }
      if (!there) {
        if (hasDefault) {
          return standIn;
        }
        throw new NoValueException(
            (current instanceof Map || current instanceof GoNil
                    ? "no value exist for key \"" + key
                    : "no field named \"" + key)
                + (current instanceof Map || current instanceof GoNil ? "\" in " : "\" exist in ")
                + GoFormat.toText(current));
      }
      current = current instanceof Map<?, ?> map ? map.get(key) : ((GoObject) current).field(key);
      from = dot < 0 ? path.length() : dot + 1;
    }
    return current;
  }

  private static Object tpl(RenderScope scope, @Nullable Object[] a) {
    TemplateScope outer = scope(scope);
    TemplateScope inner =
        new TemplateScope(
            outer.templates(), outer.directory(), outer.firstPass(), outer.depth() + 1);
    try {
      return outer.templates().render(text(a[0]), a[1], inner);
    } catch (dev.slipway.gotemplate.TemplateException e) {
      throw FunctionException.wrapping("", e);
    }
  }

  private static Object include(RenderScope scope, @Nullable Object[] a) {
    String name = text(a[0]);
    Map<String, Integer> included = scope(scope).included();
    int count = included.getOrDefault(name, 0);
    if (count > MOST_INCLUDES) {
      throw FunctionException.error(
          "rendering template has a nested reference name: "
              + name
              + ": unable to execute template");
    }
    included.put(name, count + 1);
    try {
      return scope.execute(name, a[1]);
    } finally {
      included.merge(name, -1, Integer::sum);
    }
  }

  private static @Nullable Object required(String warning, @Nullable Object value) {
    if (value == null || "".equals(value)) {
      throw FunctionException.error(warning);
    }
    return value;
  }

  private static Object fetchSecretValue(RenderScope scope, String reference) {
    Map<String, @Nullable Object> one = new LinkedHashMap<>();
    one.put("key", reference);
    Object value = expand(scope, one).get("key");
    if (value instanceof String text) {
      return text;
    }
    throw FunctionException.error("expected the referenced value to be string");
  }

  private static Map<String, @Nullable Object> expand(
      RenderScope scope, Map<String, @Nullable Object> values) {
    try {
      return scope(scope).templates().secrets().expand(values);
    } catch (SlipwayException e) {
      throw FunctionException.error(e.getMessage());
    }
  }
}
