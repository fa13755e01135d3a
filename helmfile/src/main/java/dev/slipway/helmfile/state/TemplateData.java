package dev.slipway.helmfile.state;

import dev.slipway.gotemplate.GoMap;
import dev.slipway.gotemplate.GoType;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.document.Trees;
import dev.slipway.helmfile.template.GoStruct;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What templates see as dot.
final class TemplateData {
  /// Functions that change maps which they are given, and those that run others.
  private static final String[] CHANGING = {
    "set", "erge", "Overwrite", "setValueAtPath", "tpl", "include", "template"
  };

  private TemplateData() {}

  /// The tree itself, or a copy when the template might change it.
  static Map<String, @Nullable Object> safe(Map<String, @Nullable Object> tree, String template) {
    return mayChange(template) ? Trees.copy(tree) : tree;
  }

  /// Whether a template may change maps that it sees.
  static boolean mayChange(String template) {
    if (!template.contains("{{")) {
      return false;
    }
    for (String name : CHANGING) {
      for (int at = template.indexOf(name); at >= 0; at = template.indexOf(name, at + 1)) {
        int end = at + name.length();
        if (end == template.length() || " \t\n(`\"$}|)".indexOf(template.charAt(end)) >= 0) {
          return true;
        }
      }
    }
    return false;
  }

  /// Of a helmfile or a values file of an environment: Go's `EnvironmentTemplateData`.
  static GoStruct environment(
      EnvironmentValues environment,
      String namespace,
      Map<String, @Nullable Object> values,
      HelmfileRules rules,
      String template) {
    Map<String, @Nullable Object> safeValues = safe(values, template);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put(
        "Environment", environment.object(rules, safe(environment.visibleValues(), template)));
    fields.put("Namespace", namespace);
    fields.put("Values", safeValues);
    fields.put("StateValues", safeValues);
    return new GoStruct("state.EnvironmentTemplateData", fields);
  }

  /// Of a release: Go's `releaseTemplateData`.
  static GoStruct release(
      EnvironmentValues environment,
      SpecMap file,
      Map<String, ? extends @Nullable Object> release,
      Map<String, @Nullable Object> values,
      HelmfileRules rules,
      String template) {
    Map<String, @Nullable Object> safeValues = safe(values, template);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("Environment", environment.object(rules, safe(environment.values(), template)));
    fields.put("Release", releaseObject(release, rules));
    fields.put("Values", safeValues);
    fields.put("StateValues", safeValues);
    fields.put("KubeContext", file.text("kubeContext"));
    fields.put("Namespace", file.text("namespace"));
    fields.put("Chart", file.text("chart"));
    return new GoStruct("state.releaseTemplateData", fields);
  }

  private static GoStruct releaseObject(
      Map<String, ? extends @Nullable Object> release, HelmfileRules rules) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("Name", text(release, "name"));
    fields.put("Namespace", text(release, "namespace"));
    fields.put("Labels", labels(release));
    fields.put("Chart", text(release, "chart"));
    fields.put("KubeContext", text(release, "kubeContext"));
    if (rules == HelmfileRules.V1) {
      fields.put("ChartVersion", text(release, "version"));
    }
    return new GoStruct("state.releaseTemplateDataRelease", fields);
  }

  private static GoMap labels(Map<String, ? extends @Nullable Object> release) {
    return GoMap.of(
        GoType.STRING,
        release.get("labels") instanceof Map<?, ?> map ? Trees.strings(map) : Map.of());
  }

  private static String text(Map<String, ? extends @Nullable Object> release, String key) {
    return release.get(key) instanceof String text ? text : "";
  }

  /// A whole release as hooks see it: Go's `*ReleaseSpec`.
  static GoStruct wholeRelease(Map<String, ? extends @Nullable Object> release) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (Spec.Field field : Spec.RELEASE.fields()) {
      Object value = release.get(field.key());
      fields.put(field.goName(), value == null ? zero(field) : value);
    }
    fields.put("Labels", labels(release));
    return new GoStruct("state.ReleaseSpec", fields);
  }

  private static @Nullable Object zero(Spec.Field field) {
    if (field.pointer()) {
      return null;
    }
    return switch (field.kind()) {
      case TEXT -> "";
      case FLAG -> false;
      default -> null;
    };
  }
}
