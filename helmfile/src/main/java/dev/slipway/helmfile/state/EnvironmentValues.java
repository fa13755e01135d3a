package dev.slipway.helmfile.state;

import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.document.Trees;
import dev.slipway.helmfile.template.GoStruct;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// helmfile's environment while files are loaded. Immutable; so are the trees in it.
///
/// @param values its values
/// @param defaults the default values of helmfiles (`values:` at the top)
/// @param overrides those of `--state-values-set`, which helmfile 1.x keeps apart
record EnvironmentValues(
    String name,
    String kubeContext,
    Map<String, @Nullable Object> values,
    Map<String, @Nullable Object> defaults,
    Map<String, @Nullable Object> overrides) {
  static EnvironmentValues named(String name) {
    return new EnvironmentValues(name, "", Map.of(), Map.of(), Map.of());
  }

  EnvironmentValues withDefaults(Map<String, @Nullable Object> newDefaults) {
    return new EnvironmentValues(name, kubeContext, values, newDefaults, overrides);
  }

  /// Go's `Environment.Merge`: a copy with `other` over it; null only when both are.
  static @Nullable EnvironmentValues merge(
      @Nullable EnvironmentValues base, @Nullable EnvironmentValues other, HelmfileRules rules) {
    if (base == null) {
      return other == null ? null : other.copied(rules);
    }
    EnvironmentValues copy = base.copied(rules);
    return other == null ? copy : copy.overriddenBy(other, rules);
  }

  private EnvironmentValues copied(HelmfileRules rules) {
    return rules == HelmfileRules.V1
        ? this
        : new EnvironmentValues(
            name, kubeContext, Trees.rewritten(values), Trees.rewritten(defaults), overrides);
  }

  private EnvironmentValues overriddenBy(EnvironmentValues other, HelmfileRules rules) {
    String newName = other.name.isEmpty() ? name : other.name;
    String newContext = other.kubeContext.isEmpty() ? kubeContext : other.kubeContext;
    if (rules == HelmfileRules.V0) {
      return new EnvironmentValues(
          newName,
          newContext,
          Trees.override(values, other.values),
          Trees.override(defaults, other.defaults),
          overrides);
    }
    return new EnvironmentValues(
        newName,
        newContext,
        Trees.merge(values, other.values, Trees.Lists.SPARSE),
        Trees.merge(defaults, other.defaults, Trees.Lists.SPARSE),
        Trees.merge(overrides, other.overrides, Trees.Lists.BY_ITEM));
  }

  /// mergo's merge with override of the structs themselves, as when parts of a file are merged.
  EnvironmentValues partMerged(EnvironmentValues other) {
    return new EnvironmentValues(
        other.name.isEmpty() ? name : other.name,
        other.kubeContext.isEmpty() ? kubeContext : other.kubeContext,
        Trees.override(values, other.values),
        Trees.override(defaults, other.defaults),
        Trees.override(overrides, other.overrides));
  }

  /// Go's `GetMergedValues`.
  Map<String, @Nullable Object> merged(HelmfileRules rules) {
    if (rules == HelmfileRules.V0) {
      return Trees.override(defaults, values);
    }
    return Trees.merge(
        Trees.merge(defaults, values, Trees.Lists.SPARSE), overrides, Trees.Lists.BY_ITEM);
  }

  /// `.Environment.Values`.
  Map<String, @Nullable Object> visibleValues() {
    return Trees.merge(values, overrides, Trees.Lists.BY_ITEM);
  }

  /// `.Environment`.
  GoStruct object(HelmfileRules rules, Map<String, @Nullable Object> visible) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("Name", name);
    fields.put("KubeContext", kubeContext);
    fields.put("Values", visible);
    fields.put("Defaults", defaults);
    if (rules == HelmfileRules.V1) {
      fields.put("CLIOverrides", overrides);
    }
    return new GoStruct("environment.Environment", fields);
  }
}
