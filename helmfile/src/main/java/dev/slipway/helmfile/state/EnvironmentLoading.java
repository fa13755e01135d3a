package dev.slipway.helmfile.state;

import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.document.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the environment of a part: Go's `LoadEnvValues`.
final class EnvironmentLoading {
  private final LoadSession session;
  private final HelmfileRules rules;
  private final EnvironmentFiles files;

  EnvironmentLoading(LoadSession session, String directory) {
    this.session = session;
    this.rules = session.rules();
    this.files = new EnvironmentFiles(session, directory);
  }

  /// The environment of a part.
  ///
  /// @param context the environment before it, or null
  /// @param overrides what overrides it, or null
  /// @param required whether the part must define it
  /// @throws UndefinedEnvironmentException if it does not
  EnvironmentValues load(
      SpecMap fields,
      String name,
      @Nullable EnvironmentValues context,
      @Nullable EnvironmentValues overrides,
      boolean required) {
    SpecMap spec =
        fields.get("environments") instanceof Map<?, ?> map && map.get(name) instanceof SpecMap one
            ? one
            : null;
    Map<String, @Nullable Object> values = Map.of();
    if (spec != null) {
      values = values(fields, spec, name, context, overrides);
    } else if (required
        && context == null
        && overrides == null
        && !name.equals(LoadOptions.DEFAULT_ENVIRONMENT)) {
      throw new UndefinedEnvironmentException("", name, List.of());
    }
    String kubeContext = spec == null ? "" : spec.text("kubeContext");
    EnvironmentValues own = new EnvironmentValues(name, kubeContext, values, Map.of(), Map.of());
    EnvironmentValues merged = layered(own, context, overrides);
    Map<String, @Nullable Object> defaults =
        files.load(
            items(fields, "values"),
            new EnvironmentFiles.Purpose("", context, name, "", new Origin(fields, "values")));
    return merged.withDefaults(Trees.override(merged.defaults(), defaults));
  }

  private Map<String, @Nullable Object> values(
      SpecMap fields,
      SpecMap spec,
      String name,
      @Nullable EnvironmentValues context,
      @Nullable EnvironmentValues overrides) {
    EnvironmentValues seen =
        session.isOld() ? context : EnvironmentValues.merge(context, overrides, rules);
    EnvironmentFiles.Purpose purpose =
        new EnvironmentFiles.Purpose(
            spec.text("missingFileHandler"),
            seen,
            name,
            spec.text("mergeStrategy"),
            new Origin(spec, "values"));
    Map<String, @Nullable Object> values = files.load(items(spec, "values"), purpose);
    List<String> secrets = new ArrayList<>();
    items(spec, "secrets").forEach(item -> secrets.add(String.valueOf(item)));
    if (secrets.isEmpty()) {
      return values;
    }
    EnvironmentFiles.Purpose secretPurpose =
        new EnvironmentFiles.Purpose(
            handler(spec, fields), seen, name, "", new Origin(spec, "secrets"));
    return Trees.override(values, files.secrets(secrets, secretPurpose));
  }

  private String handler(SpecMap spec, SpecMap fields) {
    String own = spec.text("missingFileHandler");
    return own.isEmpty() && !session.isOld() ? fields.text("missingFileHandler") : own;
  }

  private static List<@Nullable Object> items(SpecMap fields, String key) {
    List<@Nullable Object> items = new ArrayList<>();
    if (fields.get(key) instanceof List<?> list) {
      items.addAll(list);
    }
    return items;
  }

  private EnvironmentValues layered(
      EnvironmentValues own,
      @Nullable EnvironmentValues context,
      @Nullable EnvironmentValues overrides) {
    EnvironmentValues merged = own;
    if (rules == HelmfileRules.V0) {
      if (context != null) {
        merged = context.partMerged(own);
      }
      return overrides == null ? merged : merged.partMerged(overrides);
    }
    if (context != null) {
      merged =
          new EnvironmentValues(
              context.name().isEmpty() ? own.name() : context.name(),
              context.kubeContext().isEmpty() ? own.kubeContext() : context.kubeContext(),
              Trees.merge(context.values(), own.values(), Trees.Lists.SPARSE),
              context.defaults(),
              context.overrides());
    }
    return overrides == null
        ? merged
        : new EnvironmentValues(
            merged.name(),
            merged.kubeContext(),
            Trees.merge(merged.values(), overrides.values(), Trees.Lists.SPARSE),
            Trees.merge(merged.defaults(), overrides.defaults(), Trees.Lists.SPARSE),
            Trees.merge(merged.overrides(), overrides.overrides(), Trees.Lists.BY_ITEM));
  }

  /// The environments of a base with those of what stands on it, as helmfile 1.x merges them.
  static Map<String, @Nullable Object> mergedSpecs(SpecMap base, SpecMap next) {
    Map<String, @Nullable Object> merged = new LinkedHashMap<>();
    if (base.get("environments") instanceof Map<?, ?> map) {
      merged.putAll(Fields.stringKeys(map));
    }
    if (next.get("environments") instanceof Map<?, ?> map) {
      map.forEach((name, value) -> {
        if (value instanceof SpecMap spec) {
          merged.merge(
              String.valueOf(name),
              spec,
              (old, _) -> old instanceof SpecMap before ? mergedSpec(before, spec) : spec);
        }
      });
    }
    return merged;
  }

  private static SpecMap mergedSpec(SpecMap before, SpecMap spec) {
    SpecMap merged = new SpecMap(spec);
    before.forEach(merged::putIfAbsent);
    for (String key : List.of("kubeContext", "mergeStrategy")) {
      if (spec.text(key).isEmpty() && before.containsKey(key)) {
        merged.put(key, before.get(key));
      }
    }
    boolean fallback = merged.text("mergeStrategy").equals("fallback");
    for (String key : List.of("values", "secrets")) {
      boolean reversed = fallback && key.equals("values");
      List<@Nullable Object> all = items(reversed ? spec : before, key);
      all.addAll(items(reversed ? before : spec, key));
      if (!all.isEmpty()) {
        merged.put(key, all);
      }
    }
    return merged;
  }
}
